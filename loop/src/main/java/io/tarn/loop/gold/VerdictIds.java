package io.tarn.loop.gold;

import io.tarn.model.policy.TextHash;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.time.Instant;

/** Ids of what a language model found. */
final class VerdictIds {
    private static final int DIGITS = 11;

    private VerdictIds() {}

    static String of(Pair pair, Instant at, String by) {
        String named = String.join(
                "\0",
                pair.left().source(),
                pair.left().recordId(),
                pair.right().source(),
                pair.right().recordId(),
                at.toString(),
                by);
        return "m" + TextHash.of(named).substring(0, DIGITS);
    }
}
