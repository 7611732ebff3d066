package io.tarn.unify.verdict;

/** How much it is worth to have a pair answered. */
public final class Worth {
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
}
