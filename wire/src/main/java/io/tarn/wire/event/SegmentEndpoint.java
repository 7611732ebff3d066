package io.tarn.wire.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an address of the tracking protocol takes. */
public enum SegmentEndpoint {
    TRACK,
    IDENTIFY,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS,
    /** A list of events of any type; {@code /v1/import} takes the same. */
    BATCH;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As the protocol spells it. */
    public String word() {
        return word;
    }

    /** By its word or the first letter of it, as browsers shorten it; {@code import} is a batch. */
    public static Optional<SegmentEndpoint> find(String word) {
        if (word.equals("import")) {
            return Optional.of(BATCH);
        }
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word) || one.word.substring(0, 1).equals(word))
                .findFirst();
    }
}
