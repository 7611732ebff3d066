package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Pairs that share an identifier and know nothing else that tells two apart, such as a sign-up by an e-mail address
 * alone, or an order that says which customer sends what where. They cannot show whether they are one, so that training
 * would believe whatever it began with. How often strangers share the identifier is learned from the pairs that know
 * more. Confined to one thread.
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

    /** What no other person has. */
    private static final Set<ComparisonKind> OF_PERSONS = Collections.unmodifiableSet(EnumSet.of(
            ComparisonKind.EMAIL,
            ComparisonKind.PHONE,
            ComparisonKind.NATIONAL_ID,
            ComparisonKind.USER_ID,
            ComparisonKind.EXTERNAL_ID,
            ComparisonKind.DEVICE_ID));

    /** The name of an organization, too, where it is all that is known. */
    private static final Set<ComparisonKind> IDENTIFIERS = identifiers();

    /** What half of all, or a whole state, have in common tells nobody apart; a person's own matcher knows no value. */
    private static final EnumSet<ComparisonKind> SILENT =
            EnumSet.of(ComparisonKind.GENDER, ComparisonKind.REGION, ComparisonKind.OWN_MATCHER);

    /** Persons have things sent anywhere, and others live there, too: of them it tells nothing, of organizations which. */
    private static final Set<ComparisonKind> PLACES = EnumSet.of(
            ComparisonKind.STREET,
            ComparisonKind.UNIT,
            ComparisonKind.POSTCODE,
            ComparisonKind.CITY,
            ComparisonKind.LOCATION);

    private static final int PLACED = bits(PLACES);

    private static final int TELLING = bits(EnumSet.complementOf(SILENT)) & ~PLACED;

    private final double[] alone = new double[Pattern.COMPARISONS];
    private final double[] beside = new double[Pattern.COMPARISONS];
    private final double[] strangers = new double[Pattern.COMPARISONS];

    /** What is of one person and tells who it is. */
    static Set<ComparisonKind> ofPersons() {
        return OF_PERSONS;
    }

    private static Set<ComparisonKind> identifiers() {
        Set<ComparisonKind> identifiers = EnumSet.copyOf(OF_PERSONS);
        identifiers.add(ComparisonKind.ORGANIZATION);
        return Collections.unmodifiableSet(identifiers);
    }

    /** Whether equal values are presumed to be of one, where nothing else is known. */
    static boolean isOne(ComparisonKind kind) {
        return IDENTIFIERS.contains(kind);
    }

    static boolean isEqual(int comparison, int level) {
        return level > 0 && Pattern.DEFAULTS.get(comparison).get(level - 1).agreement() == Agreement.EQUAL;
    }

    private static int bits(Set<ComparisonKind> kinds) {
        return kinds.stream().mapToInt(kind -> 1 << kind.ordinal()).sum();
    }

    /** The comparison of the identifier that is all that a pair of this pattern shares and knows; -1 where there is none. */
    static int alone(long pattern) {
        int lone = lone(pattern);
        return lone >= 0 && isEqual(lone, Pattern.level(pattern, lone)) ? lone : -1;
    }

    /** The comparison of the identifier that is all that a pair of this pattern knows, equal or not; -1 where there is none. */
    static int lone(long pattern) {
        int said = 0;
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            said |= Pattern.level(pattern, i) > 0 ? 1 << i : 0;
        }
        return lone(said);
    }

    /**
     * The comparison of the identifier by which alone two may be one; -1 where they know more of each other, or none.
     *
     * @param said in which comparisons both say something, a bit each
     */
    private static int lone(int said) {
        int telling = said & TELLING;
        if (Integer.bitCount(telling) != 1) {
            return -1;
        }
        ComparisonKind kind = ComparisonKind.values()[Integer.numberOfTrailingZeros(telling)];
        boolean isLone = OF_PERSONS.contains(kind) || (isOne(kind) && (said & PLACED) == 0);
        return isLone ? kind.ordinal() : -1;
    }

    /** How many pairs of a table know something of each other, and more than one identifier. */
    static double tellingPairs(RecordTable table) {
        Map<Integer, Long> counts = new TreeMap<>();
        IntStream.range(0, table.size()).forEach(record -> counts.merge(table.said(record), 1L, Long::sum));
        int[] said = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] records = counts.values().stream().mapToLong(Long::longValue).toArray();
        double pairs = 0;
        for (int i = 0; i < said.length; i++) {
            pairs += isTelling(said[i]) ? records[i] * (records[i] - 1) / 2.0 : 0;
            for (int j = i + 1; j < said.length; j++) {
                pairs += isTelling(said[i] & said[j]) ? (double) records[i] * records[j] : 0;
            }
        }
        return pairs;
    }

    private static boolean isTelling(int said) {
        return said != 0 && lone(said) < 0;
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
