package io.tarn.unify.match;

import io.tarn.unify.match.Comparer.LevelDefault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Expectation-maximization over counts of distinct agreement patterns. Confined to one thread. */
final class Training {
    private static final int ITERATIONS_MAX = 60;
    private static final double CONVERGED = 1e-5;
    /** How many matching pairs the presumed levels count as. */
    private static final double PRESUMED = 30;

    final double[][] m = new double[Pattern.COMPARISONS][];
    final double[][] u = new double[Pattern.COMPARISONS][];
    private final double[][] presumed = new double[Pattern.COMPARISONS][];
    private final double[][] overall;
    private final double pairs;
    double matches;
    int iterations;

    /** @param overall for each comparison and level, the share of all pairs */
    Training(double[][] overall, long pairs, double matches) {
        this.overall = overall;
        this.pairs = pairs;
        this.matches = matches;
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            List<LevelDefault> levels = Comparers.ALL.get(i).levels();
            presumed[i] = new double[levels.size() + 1];
            double sum = levels.stream().mapToDouble(LevelDefault::m).sum();
            for (int level = 0; level < levels.size(); level++) {
                presumed[i][level + 1] = levels.get(level).m() / sum;
            }
            m[i] = presumed[i].clone();
            u[i] = new double[levels.size() + 1];
        }
        chances();
    }

    /** Non-matching shares: what all pairs show, less what the matches among them explain. */
    private void chances() {
        for (int i = 0; i < m.length; i++) {
            double known = 1 - overall[i][0];
            double sum = 0;
            for (int level = 1; level < m[i].length; level++) {
                double explained = matches / pairs * m[i][level] * known;
                u[i][level] = Math.max(overall[i][level] - explained, 0.05 * overall[i][level]);
                sum += u[i][level];
            }
            for (int level = 1; level < m[i].length && sum > 0; level++) {
                u[i][level] /= sum;
            }
        }
    }

    double logOdds(long pattern) {
        double weight = Math.log(matches / (pairs - matches));
        for (int i = 0; i < m.length; i++) {
            int level = Pattern.level(pattern, i);
            if (level > 0) {
                weight += Math.log(m[i][level] / u[i][level]);
            }
        }
        return weight;
    }

    void run(TreeMap<Long, Long> counts, double scale) {
        for (iterations = 1; iterations <= ITERATIONS_MAX; iterations++) {
            double[][] found = new double[m.length][];
            for (int i = 0; i < m.length; i++) {
                found[i] = new double[m[i].length];
            }
            double total = 0;
            for (Map.Entry<Long, Long> entry : counts.entrySet()) {
                long pattern = entry.getKey();
                double share = entry.getValue() * scale / (1 + Math.exp(-logOdds(pattern)));
                total += share;
                for (int i = 0; i < m.length; i++) {
                    found[i][Pattern.level(pattern, i)] += share;
                }
            }
            double change = maximize(found);
            matches = Math.max(1, Math.min(total, pairs / 3));
            chances();
            if (change < CONVERGED) {
                return;
            }
        }
    }

    private double maximize(double[][] found) {
        double change = 0;
        for (int i = 0; i < m.length; i++) {
            double known = Arrays.stream(found[i], 1, found[i].length).sum();
            for (int level = 1; level < m[i].length; level++) {
                double next = (found[i][level] + PRESUMED * presumed[i][level]) / (known + PRESUMED);
                change = Math.max(change, Math.abs(next - m[i][level]));
                m[i][level] = next;
            }
        }
        return change;
    }
}
