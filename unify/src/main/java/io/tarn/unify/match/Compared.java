package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far two records agree in one comparison, of which both say something.
 *
 * @param level the number of that agreement among all that the comparison tells apart, from 1
 * @param words the same for people
 */
public record Compared(ComparisonKind kind, int level, String words) {
    /** What a pattern holds, in the order of comparisons. */
    public static List<Compared> of(long pattern) {
        return IntStream.range(0, Pattern.COMPARISONS)
                .filter(comparison -> Pattern.level(pattern, comparison) > 0)
                .mapToObj(comparison -> of(comparison, Pattern.level(pattern, comparison)))
                .toList();
    }

    private static Compared of(int comparison, int level) {
        return new Compared(
                Comparers.ALL.get(comparison).kind(),
                level,
                Pattern.DEFAULTS.get(comparison).get(level - 1).name());
    }
}
