package io.tarn.unify.verdict;

import io.tarn.model.identity.MatchModel;

/** How much it is worth to have a pair answered. */
public final class Worth {
    /** What a pair of two profiles is presumed to weigh against one person that was not kept as a link, in bits. */
    public static final int UNKEPT_BITS = 8;

    /** The mean weight, in bits, at which it is an open question whether two profiles are one, where no verdicts taught. */
    public static final double OPEN_BITS = 3;

    private static final double CERTAIN = 1e-6;

    private Worth() {}

    /**
     * Bits that an answer tells, times how many pairs of records it decides, on a scale that tames large profiles.
     *
     * @param hanging pairs of records that the answer decides
     */
    public static double of(double probability, double hanging) {
        double p = Math.min(Math.max(probability, CERTAIN), 1 - CERTAIN);
        double entropy = -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
        return entropy * Math.log1p(hanging) / Math.log(2);
    }

    /** The mean weight, in bits, at which it is an open question by a model whether two profiles are one. */
    public static double open(MatchModel model) {
        return model.joining()
                .filter(joining -> !joining.isNever())
                .map(joining -> MatchModel.bits(joining.meanMin()))
                .orElse(OPEN_BITS);
    }

    /**
     * How likely all pairs of two profiles together make one person.
     *
     * @param mean what they weigh on average, in bits
     * @param open the mean at which that is an open question
     */
    public static double likely(double mean, double open) {
        return 1 / (1 + StrictMath.pow(2, (open - mean) / 2));
    }
}
