package io.tarn.unify.match;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.OwnMatcher.Mode;
import java.util.Arrays;

/** What a person's own matcher says of pairs of a table, found by their records. Immutable; safe for several threads. */
@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
final class OwnScores {
    /** Nobody was asked. */
    static final OwnScores NONE = new OwnScores(new long[0], new double[0], Mode.COMPARISON);

    private static final int PLACE = io.tarn.model.identity.ComparisonKind.OWN_MATCHER.ordinal();
    /** A score never counts as more certain than this: nobody is that sure. */
    private static final double CERTAIN = 1e-6;

    private final long[] pairs;
    private final double[] scores;
    private final Mode mode;

    /** @param pairs by {@link #key}, in order */
    private OwnScores(long[] pairs, double[] scores, Mode mode) {
        this.pairs = pairs;
        this.scores = scores;
        this.mode = mode;
    }

    /** Scores from 0 to 1 of pairs, each with its lesser record first. */
    static OwnScores of(ScoredPairs asked, double[] scores, Mode mode) {
        long[] keys = new long[scores.length];
        Arrays.setAll(keys, i -> key(asked.left(i), asked.right(i)));
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        double[] ordered = new double[scores.length];
        for (int i = 0; i < keys.length; i++) {
            ordered[Arrays.binarySearch(sorted, keys[i])] = scores[i];
        }
        return new OwnScores(sorted, ordered, mode);
    }

    private static long key(int left, int right) {
        return ((long) Math.min(left, right) << 32) | Math.max(left, right);
    }

    /** The level of a pair as part of a pattern; nothing where it was not asked about. */
    long pattern(int left, int right) {
        int place = pairs.length == 0 ? -1 : Arrays.binarySearch(pairs, key(left, right));
        return place < 0 ? 0 : Pattern.with(PLACE, OwnComparer.level(scores[place]));
    }

    /** What a pair weighs, given what the model says. */
    long weight(int left, int right, long byModel) {
        int place = pairs.length == 0 || mode == Mode.COMPARISON ? -1 : Arrays.binarySearch(pairs, key(left, right));
        return place < 0 ? byModel : micros(scores[place]);
    }

    /** The logarithm of a score's odds in millionths of a bit. */
    static long micros(double score) {
        double held = Math.min(Math.max(score, CERTAIN), 1 - CERTAIN);
        return MatchModel.micros(held / (1 - held));
    }
}
