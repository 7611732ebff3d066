package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Expectation-maximization over the levels of a person's own matcher, with what the other comparisons weigh held fixed.
 *
 * <p>Both shares are learned from pairs that already look alike, not from strangers: so a matcher earns weight by what it
 * tells beyond the other comparisons, and one that says nothing earns none.
 */
@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
final class OwnTraining {
    private static final int PLACE = ComparisonKind.OWN_MATCHER.ordinal();
    private static final int ITERATIONS_MAX = 100;
    private static final double CONVERGED = 1e-6;

    /** How many pairs of either kind the presumption counts as, that both have the same levels. */
    private static final double PRESUMED = 10;

    private OwnTraining() {}

    /** The weights of the levels of some pairs, whose scores may change nothing else. */
    static ComparisonWeights learn(ScoredPairs pairs, OwnScores own) {
        int levels = Pattern.LEVELS[PLACE];
        int[] level = new int[pairs.size()];
        double[] all = new double[levels];
        for (int i = 0; i < level.length; i++) {
            level[i] = Pattern.level(own.pattern(pairs.left(i), pairs.right(i)), PLACE);
            all[level[i]]++;
        }
        double[] m = new double[levels];
        double[] u = new double[levels];
        double[] ratios = new double[levels];
        for (int iteration = 0; iteration < ITERATIONS_MAX; iteration++) {
            double[] same = new double[levels];
            double known = 0;
            for (int i = 0; i < level.length; i++) {
                double bits = MatchModel.bits(pairs.weight(i)) + ratios[level[i]];
                double probability = 1 / (1 + StrictMath.pow(2, -bits));
                same[level[i]] += probability;
                known += level[i] > 0 ? probability : 0;
            }
            double total = level.length - all[0];
            double change = 0;
            for (int one = 1; one < levels; one++) {
                double presumed = total == 0 ? 1.0 / (levels - 1) : all[one] / total;
                m[one] = (same[one] + PRESUMED * presumed) / (known + PRESUMED);
                u[one] = (all[one] - same[one] + PRESUMED * presumed) / (total - known + PRESUMED);
                double ratio = u[one] == 0 || m[one] == 0 ? 0 : StrictMath.log(m[one] / u[one]) / StrictMath.log(2);
                change = Math.max(change, Math.abs(ratio - ratios[one]));
                ratios[one] = ratio;
            }
            if (change < CONVERGED) {
                break;
            }
        }
        List<LevelWeight> weights = new ArrayList<>();
        for (int one = 1; one < levels; one++) {
            String name = Pattern.DEFAULTS.get(PLACE).get(one - 1).name();
            weights.add(new LevelWeight(name, m[one], u[one], u[one]));
        }
        return new ComparisonWeights(ComparisonKind.OWN_MATCHER, weights);
    }
}
