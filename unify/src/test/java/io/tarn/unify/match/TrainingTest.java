package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tarn.model.identity.ComparisonKind;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
final class TrainingTest {
    private static final double PAIRS = 10_000_000;
    private static final double MATCHES = 20_000;

    /** Equal, and for the rest other; the levels between are not drawn. */
    private static final double[][] EQUAL = {{0.85, 0.001}, {0.7, 0.0005}, {0.9, 0.02}, {0.8, 0.01}};

    private static final ComparisonKind[] KINDS = {
        ComparisonKind.PHONE, ComparisonKind.EMAIL, ComparisonKind.CITY, ComparisonKind.POSTCODE
    };

    @Test
    void recoversTheSharesThatMadeThePatterns() {
        SortedMap<Long, Long> counts = new TreeMap<>();
        for (int bits = 0; bits < 1 << KINDS.length; bits++) {
            double same = MATCHES;
            double strangers = PAIRS - MATCHES;
            long pattern = 0;
            for (int i = 0; i < KINDS.length; i++) {
                boolean equal = (bits >> i & 1) == 1;
                same *= equal ? EQUAL[i][0] : 1 - EQUAL[i][0];
                strangers *= equal ? EQUAL[i][1] : 1 - EQUAL[i][1];
                int comparison = KINDS[i].ordinal();
                pattern |= Pattern.with(comparison, equal ? 1 : Pattern.LEVELS[comparison] - 1);
            }
            counts.put(pattern, Math.round(same + strangers));
        }

        Training training =
                new Training(overall(), new Training.Pairs(PAIRS, PAIRS), 5_000, Training.Households.LEARNED);
        training.run(counts, 1);

        assertThat(training.matches()).isCloseTo(MATCHES, within(0.1 * MATCHES));
        for (int i = 0; i < KINDS.length; i++) {
            assertThat(training.m[KINDS[i].ordinal()][1]).isCloseTo(EQUAL[i][0], within(0.05));
            assertThat(training.u[KINDS[i].ordinal()][1]).isCloseTo(EQUAL[i][1], within(0.2 * EQUAL[i][1]));
        }
    }

    private static double[][] overall() {
        double[][] overall = new double[Pattern.COMPARISONS][];
        for (int i = 0; i < overall.length; i++) {
            overall[i] = new double[Pattern.LEVELS[i]];
            overall[i][0] = 1;
        }
        double share = MATCHES / PAIRS;
        for (int i = 0; i < KINDS.length; i++) {
            double[] levels = overall[KINDS[i].ordinal()];
            Arrays.fill(levels, 0);
            levels[1] = share * EQUAL[i][0] + (1 - share) * EQUAL[i][1];
            levels[levels.length - 1] = 1 - levels[1];
        }
        return overall;
    }
}
