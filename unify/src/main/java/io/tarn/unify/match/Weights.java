package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.TermTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A model made ready to score: the one place where a weight is added up. Immutable; safe for several threads. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Weights {
    /** Above this the household's odds are their own logarithm of one plus themselves. */
    static final long HOUSEHOLD_LARGE = 60_000_000L;

    /** Below this a household is so unlikely that what it takes rounds to nothing. */
    static final long HOUSEHOLD_SMALL = -22_000_000L;

    private final long prior;
    private final long householdPrior;
    private final long[][] same = new long[Pattern.COMPARISONS][];
    private final long[][] household = new long[Pattern.COMPARISONS][];
    private final TermWeights[] terms = new TermWeights[Term.values().length];

    Weights(MatchModel model) {
        this(model.prior(), model.householdPrior(), model.comparisons(), model.terms());
    }

    Weights(long prior, long householdPrior, List<ComparisonWeights> comparisons, List<TermTable> tables) {
        this.prior = prior;
        this.householdPrior = householdPrior;
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            same[i] = new long[Pattern.LEVELS[i]];
            household[i] = new long[Pattern.LEVELS[i]];
        }
        for (ComparisonWeights comparison : comparisons) {
            int i = comparison.kind().ordinal();
            for (int level = 1; level < same[i].length; level++) {
                LevelWeight weight = comparison.levels().get(level - 1);
                same[i][level] = weight.weightMicros();
                household[i][level] = weight.householdMicros();
            }
        }
        Arrays.fill(terms, TermWeights.NONE);
        for (TermTable table : tables) {
            terms[Term.valueOf(table.name().toUpperCase(Locale.ROOT)).ordinal()] = TermWeights.of(table);
        }
    }

    long prior() {
        return prior;
    }

    long level(int comparison, int level) {
        return same[comparison][level];
    }

    /** What a level speaks for two persons of one household, against strangers. */
    long householdLevel(int comparison, int level) {
        return household[comparison][level];
    }

    /** The weight of a pattern before the rarity of values counts. */
    long weight(long pattern) {
        long one = prior;
        long two = householdPrior;
        for (int i = 0; i < same.length; i++) {
            int level = Pattern.level(pattern, i);
            one += same[i][level];
            two += household[i][level];
        }
        return one - discount(two);
    }

    /** The weight of a pattern without the chance of a household: no pair of it weighs more than this and its rarity. */
    long ceiling(long pattern) {
        long weight = prior;
        for (int i = 0; i < same.length; i++) {
            weight += same[i][Pattern.level(pattern, i)];
        }
        return weight;
    }

    /** Adds up a pair; the tally is emptied first. */
    long weight(Pair pair, long pattern, Tally tally) {
        tally.same = prior;
        tally.household = householdPrior;
        for (int i = 0; i < same.length; i++) {
            int level = Pattern.level(pattern, i);
            if (level > 0) {
                tally.same += same[i][level];
                tally.household += household[i][level];
                rarity(i, pair, level, tally);
            }
        }
        return tally.same - discount(tally.household);
    }

    /** Adds what the rarity of the values shared in one comparison is worth. */
    @SuppressWarnings("unchecked")
    void rarity(int comparison, Pair pair, int level, Tally tally) {
        Object left = pair.left(comparison);
        Object right = pair.right(comparison);
        if (left != null && right != null) {
            ((Comparer<Object>) Comparers.ALL.get(comparison)).shared(left, right, level, tally);
        }
    }

    /** What the chance of two persons of one household takes from a weight. */
    static long discount(long household) {
        if (household > HOUSEHOLD_LARGE) {
            return household;
        }
        if (household < HOUSEHOLD_SMALL) {
            return 0;
        }
        return Math.round(1e6 * StrictMath.log1p(StrictMath.pow(2, MatchModel.bits(household))) / StrictMath.log(2));
    }

    /** The prepared values of two records. */
    interface Pair {
        @Nullable
        Object left(int comparison);

        @Nullable
        Object right(int comparison);
    }

    /** A running sum of weights, kept by one thread. */
    final class Tally implements Term.Sink {
        long same;
        long household;

        @Override
        public void term(Term term, long hash, double share) {
            long micros = Math.round(terms[term.ordinal()].micros(hash) * share);
            same += micros;
            if (!term.isPersonal()) {
                household += micros;
            }
        }
    }
}
