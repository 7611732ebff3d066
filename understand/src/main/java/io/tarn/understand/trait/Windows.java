package io.tarn.understand.trait;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.WindowEntry;
import java.time.Instant;
import java.util.List;

/** The events that stand in windows. */
@FunctionalInterface
public interface Windows {
    /**
     * The entries of one window of a constituent that were added and not dropped yet, oldest first.
     *
     * @param after only what happened after this
     */
    List<WindowEntry> entries(ProfileId constituent, String window, Instant after);
}
