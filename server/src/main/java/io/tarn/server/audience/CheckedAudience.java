package io.tarn.server.audience;

import io.tarn.audience.Problem;
import java.util.List;

/**
 * What was found out about one file.
 *
 * @param file its name, such as {@code audiences/vip.yaml}
 * @param where the text that places of problems point into; empty for a tree
 * @param faults what is wrong, each with its place
 * @param notes why it cannot be kept live
 * @param unreadable what is wrong with the file as a whole; empty where it can be read
 */
public record CheckedAudience(String file, String where, List<Problem> faults, List<Problem> notes, String unreadable) {
    public CheckedAudience {
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    public boolean isSound() {
        return faults.isEmpty() && unreadable.isEmpty();
    }
}
