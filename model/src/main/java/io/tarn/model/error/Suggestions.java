package io.tarn.model.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name nearest to one that is not known, for messages that ask "did you mean". */
public final class Suggestions {
    /** Words further apart than a third of their length are not worth suggesting. */
    private static final int LENGTH_PER_EDIT = 3;

    private Suggestions() {}

    /** The nearest of the known names, ties by code point order; empty when none is near. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int distanceMax = Math.max(1, name.length() / LENGTH_PER_EDIT);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= distanceMax)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code " Did you mean 'x'?"}, or nothing when no known name is near. */
    public static String didYouMean(String name, Collection<String> known) {
        return nearest(name, known).map(word -> " Did you mean '" + word + "'?").orElse("");
    }

    /** Optimal string alignment distance over code points, case ignored: insert, delete, replace, swap neighbors. */
    private static int distance(String left, String right) {
        int[] a = left.toLowerCase(java.util.Locale.ROOT).codePoints().toArray();
        int[] b = right.toLowerCase(java.util.Locale.ROOT).codePoints().toArray();
        int[][] cost = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[a.length][b.length];
    }
}
