package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Pairs that share an identifier and know nothing else that tells two apart, such as a sign-up by an e-mail address
 * alone. They cannot show whether they are one, so that training would believe whatever it began with. How often
 * strangers share the identifier is learned from the pairs that know more. Confined to one thread.
 */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal: comparisons are in the order of their kinds
final class LoneIdentifiers {
    /** The share of strangers where no pair knows more: nothing could tell the two apart. */
    private static final double PRESUMED = 0.001;

    /** How many pairs that presumption counts as. */
    private static final double PRESUMED_PAIRS = 30;

    /** However sure a table seems of it, so many of the pairs are strangers. */
    private static final double LEARNED_MIN = 0.002;

    /** Where fewer of those that share it know nothing else, they are left to the others. */
    private static final double ALONE_MIN = 0.05;

    /** What nobody else has; the name of an organization, too, where it is all that is known. */
    private static final Set<ComparisonKind> IDENTIFIERS = EnumSet.of(
            ComparisonKind.EMAIL,
            ComparisonKind.PHONE,
            ComparisonKind.NATIONAL_ID,
            ComparisonKind.USER_ID,
            ComparisonKind.EXTERNAL_ID,
            ComparisonKind.DEVICE_ID,
            ComparisonKind.ORGANIZATION);

    /** What half of all, or a whole state, have in common tells nobody apart; a person's own matcher knows no value. */
    private static final EnumSet<ComparisonKind> SILENT =
            EnumSet.of(ComparisonKind.GENDER, ComparisonKind.REGION, ComparisonKind.OWN_MATCHER);

    private static final int[] TELLING = EnumSet.complementOf(SILENT).stream()
            .mapToInt(ComparisonKind::ordinal)
            .toArray();

    private final double[] alone = new double[Pattern.COMPARISONS];
    private final double[] beside = new double[Pattern.COMPARISONS];
    private final double[] strangers = new double[Pattern.COMPARISONS];

    /** Whether equal values are presumed to be of one, where nothing else is known. */
    static boolean isOne(ComparisonKind kind) {
        return IDENTIFIERS.contains(kind);
    }

    static boolean isEqual(int comparison, int level) {
        return level > 0 && Pattern.DEFAULTS.get(comparison).get(level - 1).agreement() == Agreement.EQUAL;
    }

    /** The comparison of the identifier that is all that a pair of this pattern shares and knows; -1 where there is none. */
    static int alone(long pattern) {
        int only = -1;
        for (int i : TELLING) {
            if (Pattern.level(pattern, i) > 0) {
                if (only >= 0) {
                    return -1;
                }
                only = i;
            }
        }
        boolean isShared =
                only >= 0 && isOne(ComparisonKind.values()[only]) && isEqual(only, Pattern.level(pattern, only));
        return isShared ? only : -1;
    }

    /**
     * Takes pairs of a pattern.
     *
     * @param others how many of them are strangers
     */
    void add(long pattern, double pairs, double others) {
        int lone = alone(pattern);
        if (lone >= 0) {
            alone[lone] += pairs;
            return;
        }
        for (ComparisonKind kind : IDENTIFIERS) {
            int i = kind.ordinal();
            if (isEqual(i, Pattern.level(pattern, i))) {
                beside[i] += pairs;
                strangers[i] += others;
            }
        }
    }

    /** The share of strangers among the pairs that share an identifier; empty where these speak for themselves. */
    OptionalDouble strangers(int comparison) {
        double sum = alone[comparison] + beside[comparison];
        if (sum == 0 || alone[comparison] < ALONE_MIN * sum) {
            return OptionalDouble.empty();
        }
        double learned = (strangers[comparison] + PRESUMED * PRESUMED_PAIRS) / (beside[comparison] + PRESUMED_PAIRS);
        return OptionalDouble.of(beside[comparison] == 0 ? PRESUMED : Math.max(LEARNED_MIN, learned));
    }

    /** What is presumed before anything was seen of a table that knows this alone. */
    static double presumed() {
        return PRESUMED;
    }
}
