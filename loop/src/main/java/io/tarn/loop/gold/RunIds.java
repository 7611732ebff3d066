package io.tarn.loop.gold;

import io.tarn.model.policy.TextHash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of runs: when they began, readable and in order, and a few letters of what they read. */
final class RunIds {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final int SUFFIX = 6;

    private RunIds() {}

    static String at(Instant startedAt, String definitionsHash, String inputsHash) {
        return FORM.format(startedAt) + "-"
                + TextHash.of(startedAt + definitionsHash + inputsHash).substring(0, SUFFIX);
    }
}
