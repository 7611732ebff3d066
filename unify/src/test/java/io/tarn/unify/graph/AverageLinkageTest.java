package io.tarn.unify.graph;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class AverageLinkageTest {
    @Property(tries = 300)
    void agreesWithTryingEveryPairOfGroups(@ForAll("likings") long[] values) {
        int size = (int) Math.sqrt(values.length);
        long[][] one = matrix(values, size);
        long[][] other = matrix(values, size);

        assertThat(AverageLinkage.groups(one)).isEqualTo(naive(other));
    }

    @Provide
    Arbitrary<long[]> likings() {
        return Arbitraries.integers()
                .between(1, 9)
                .flatMap(size -> Arbitraries.longs()
                        .between(-1_000_000, 1_000_000)
                        .array(long[].class)
                        .ofSize(size * size));
    }

    private static long[][] matrix(long[] values, int size) {
        long[][] matrix = new long[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                matrix[i][j] = values[i * size + j];
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    private static int[] naive(long[][] sums) {
        int size = sums.length;
        int[] groups = new int[size];
        int[] sizes = new int[size];
        for (int i = 0; i < size; i++) {
            groups[i] = i;
            sizes[i] = 1;
        }
        while (true) {
            int left = -1;
            int right = -1;
            double best = 0;
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    double average =
                            sizes[i] == 0 || sizes[j] == 0 ? 0 : (double) sums[i][j] / ((double) sizes[i] * sizes[j]);
                    if (average > best) {
                        best = average;
                        left = i;
                        right = j;
                    }
                }
            }
            if (left < 0) {
                return groups;
            }
            for (int k = 0; k < size; k++) {
                sums[left][k] += sums[right][k];
                sums[k][left] = sums[left][k];
            }
            sizes[left] += sizes[right];
            sizes[right] = 0;
            for (int k = 0; k < size; k++) {
                groups[k] = groups[k] == right ? left : groups[k];
            }
        }
    }
}
