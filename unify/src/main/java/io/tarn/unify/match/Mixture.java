package io.tarn.unify.match;

import io.tarn.model.identity.MatchModel;

/** How the weights of all pairs are spread, a tenth of a bit a step, and what follows for a threshold. Immutable. */
final class Mixture {
    private static final int STEPS = 1600;
    private static final long STEP = MatchModel.micros(2) / 10;

    private final long[] counts;

    /** Those among them that know nothing but an identifier. */
    private final long[] lone;

    private Mixture(long[] counts, long[] lone) {
        this.counts = counts;
        this.lone = lone;
    }

    static Mixture of(ScoredPairs found) {
        long[] counts = new long[STEPS];
        long[] lone = new long[STEPS];
        for (int i = 0; i < found.size(); i++) {
            long exact = Math.floorDiv(found.weight(i), STEP) + STEPS / 2;
            int step = (int) Math.max(0, Math.min(STEPS - 1, exact));
            counts[step]++;
            lone[step] += LoneIdentifiers.alone(found.pattern(i)) >= 0 ? 1 : 0;
        }
        return new Mixture(counts, lone);
    }

    /**
     * The least weight from which wrong pairs stay under a share of the right ones.
     *
     * @param closure how many wrong pairs one wrong link brings about by joining two clusters; a record that knows nothing
     *     but an identifier joins no two, for what tells them apart still does
     */
    long threshold(double falseShareMax, double closure) {
        double right = 0;
        double wrong = 0;
        long threshold = weight(STEPS);
        for (int step = STEPS - 1; step >= 0; step--) {
            double probability = MatchModel.probability(weight(step) + STEP / 2);
            right += counts[step] * probability;
            wrong += (lone[step] + (counts[step] - lone[step]) * closure) * (1 - probability);
            if (wrong <= falseShareMax * right) {
                threshold = weight(step);
            }
        }
        return threshold;
    }

    /** The share of pairs of at least a weight that are one person. */
    double precision(long threshold) {
        double right = 0;
        double all = 0;
        for (int step = STEPS - 1; step >= 0 && weight(step) >= threshold; step--) {
            right += counts[step] * MatchModel.probability(weight(step) + STEP / 2);
            all += counts[step];
        }
        return all == 0 ? 1 : right / all;
    }

    private static long weight(int step) {
        return (step - STEPS / 2) * STEP;
    }
}
