package io.tarn.model.error;

import java.util.List;
import java.util.Locale;

/** How a full disk is known from what systems and engines say of it, which have no code for it in common. */
public final class FullDisk {
    private static final List<String> WORDS = List.of("no space left", "not enough space", "quota exceeded");

    private FullDisk() {}

    /** Whether a message speaks of one. */
    public static boolean isIn(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(text::contains);
    }
}
