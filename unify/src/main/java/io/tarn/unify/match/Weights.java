package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.TermTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model made ready to score: the one place where a weight is added up. Immutable; safe for several threads. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Weights {
    /** Above this odds are as good as one plus themselves. */
    static final long LARGE = 22_000_000L;

    /** Below this one plus the odds is as good as one. */
    static final long SMALL = -22_000_000L;

    private static final long BIT = MatchModel.micros(2);
    private static final int NAME = ComparisonKind.NAME.ordinal();
    private static final int[] HOME = HouseholdShares.MOVING.stream()
            .mapToInt(ComparisonKind::ordinal)
            .sorted()
            .toArray();

    private final long prior;
    private final long householdPrior;
    private final boolean hasMovers;
    private final long movedMicros;

    /** What it takes from a weight that somebody may have moved, who did not. */
    private final long stayed;

    private final long[][] same = new long[Pattern.COMPARISONS][];
    private final long[][] household = new long[Pattern.COMPARISONS][];
    private final TermWeights[] terms = new TermWeights[Term.values().length];

    Weights(MatchModel model) {
        this(model.prior(), model.householdPrior(), model.moved(), model.comparisons(), model.terms());
    }

    Weights(
            long prior,
            long householdPrior,
            Optional<Long> moved,
            List<ComparisonWeights> comparisons,
            List<TermTable> tables) {
        this.prior = prior;
        this.householdPrior = householdPrior;
        this.hasMovers = moved.isPresent();
        this.movedMicros = moved.orElse(0L);
        this.stayed = -onePlus(movedMicros);
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            same[i] = new long[Pattern.LEVELS[i]];
            household[i] = new long[Pattern.LEVELS[i]];
        }
        for (ComparisonWeights comparison : comparisons) {
            int i = comparison.kind().ordinal();
            for (int level = 1; level <= comparison.levels().size(); level++) {
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
        long two = householdPrior;
        for (int i = 0; i < same.length; i++) {
            two += household[i][Pattern.level(pattern, i)];
        }
        long one = levels(pattern) - onePlus(two);
        return mayHaveMoved(pattern) ? one + moving(home(pattern)) : one;
    }

    /** No pair of a pattern weighs more than this and its rarity; quicker than a weight. */
    long ceiling(long pattern) {
        long levels = levels(pattern);
        return mayHaveMoved(pattern) ? levels + Math.max(0, movedMicros - home(pattern)) + BIT : levels;
    }

    private long levels(long pattern) {
        long weight = prior;
        for (int i = 0; i < same.length; i++) {
            weight += same[i][Pattern.level(pattern, i)];
        }
        return weight;
    }

    /** What the levels of a home speak for one person. */
    long home(long pattern) {
        long home = 0;
        for (int i : HOME) {
            home += same[i][Pattern.level(pattern, i)];
        }
        return home;
    }

    /** Whether the two records name a person and a home each. */
    boolean mayHaveMoved(long pattern) {
        if (!hasMovers || Pattern.level(pattern, NAME) == 0) {
            return false;
        }
        for (int i : HOME) {
            if (Pattern.level(pattern, i) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the chance that a person moved adds to a weight. The parts of an address are other all at once where somebody
     * moved: together they speak against one person only as far as moving is rare.
     *
     * <p>Asked only where {@link #mayHaveMoved}.
     *
     * @param home what the parts of the home, each by itself, speak for one person
     */
    long moving(long home) {
        return stayed + onePlus(movedMicros - home);
    }

    long stayed() {
        return stayed;
    }

    /** Adds up a pair; the tally is emptied first. */
    long weight(Pair pair, long pattern, Tally tally) {
        tally.same = prior;
        tally.household = householdPrior;
        tally.home = 0;
        for (int i = 0; i < same.length; i++) {
            int level = Pattern.level(pattern, i);
            if (level > 0) {
                tally.same += same[i][level];
                tally.household += household[i][level];
                rarity(i, pair, level, tally);
            }
        }
        long weight = tally.same - onePlus(tally.household);
        return mayHaveMoved(pattern) ? weight + moving(home(pattern) + tally.home) : weight;
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

    /** The logarithm of one plus odds, from and to millionths of a bit: what the chance of something else adds or takes. */
    static long onePlus(long odds) {
        if (odds > LARGE) {
            return odds;
        }
        if (odds < SMALL) {
            return 0;
        }
        return Math.round(1e6 * StrictMath.log1p(StrictMath.pow(2, MatchModel.bits(odds))) / StrictMath.log(2));
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
        long home;

        @Override
        public void term(Term term, long hash, double share) {
            long micros = Math.round(terms[term.ordinal()].micros(hash) * share);
            same += micros;
            if (!term.isPersonal()) {
                household += micros;
            }
            if (term.isOfHome()) {
                home += micros;
            }
        }
    }
}
