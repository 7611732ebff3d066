package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.match.Comparer.LevelDefault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Expectation-maximization over counts of distinct agreement patterns, with three classes of pairs: one person, two
 * persons of one household, and strangers. Confined to one thread.
 *
 * <p>The household class shares what households share; given name, birth date and the like agree in it only as often
 * as among strangers. Without it the training takes relatives for one person. Where records name no persons, they are
 * organizations or places, and those of one address are told apart by their names in the same way. Records that say
 * nothing of the kind have no households.
 *
 * <p>How rare pairs of one person are is judged by all pairs, or by those alone that know more of each other than one
 * identifier, where they are rarer among these: orders that name their customer by number, thousands of pairs of one
 * person, make no namesakes one.
 *
 * <p>Of a list that holds an identifier and nothing else, such as an e-mail address or the name of an organization,
 * nothing can be learned: how much it tells would show in what else agrees. Equal ones are presumed to be of one.
 */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Training {
    /** What fewer records say, in pairs, tells nobody apart. */
    private static final double KNOWN_MIN = 0.05;

    /** Of fewer pairs nothing is learned of how rare one person's are. */
    private static final double TELLING_MIN = 1000;

    /** As good as none. */
    private static final double RELATIVES_MIN = 0.01;

    /** A class in which more than this share of given names have nothing in common is not that of one person. */
    private static final double OTHER_GIVEN_MAX = 0.2;

    private static final int ITERATIONS_MAX = 100;
    private static final double CONVERGED = 1e-5;
    /** How many matching pairs the presumed levels count as. */
    private static final double PRESUMED = 30;

    /** Between which bounds the share of twins among pairs of a household is learned, where households are presumed. */
    private static final double TWINS_MIN = 0.02;

    private static final double TWINS_MAX = 0.2;

    /** The share of pairs of one person who moved between them: as presumed, and how far records may teach otherwise. */
    private static final double MOVED = 0.05;

    private static final double MOVED_MIN = 0.005;
    private static final double MOVED_MAX = 0.3;

    private static final int NAME = ComparisonKind.NAME.ordinal();
    private static final int BIRTH_DATE = ComparisonKind.BIRTH_DATE.ordinal();

    final double[][] m = new double[Pattern.COMPARISONS][];
    final double[][] u = new double[Pattern.COMPARISONS][];
    final double[][] h = new double[Pattern.COMPARISONS][];
    private final double[][] presumed = new double[Pattern.COMPARISONS][];
    private final double[][] overall;
    private final double pairs;

    /** Those that know more of each other than one identifier. */
    private final double telling;

    private final Set<ComparisonKind> personal = EnumSet.copyOf(HouseholdShares.PERSONAL);
    private final boolean hasHouseholds;
    private final boolean namesPersons;
    private final boolean namesHomes;
    /** The comparison of the identifier that is all that is known; -1 where more is, or less. */
    private final int only;

    private final int[] home =
            HouseholdShares.MOVING.stream().mapToInt(ComparisonKind::ordinal).toArray();
    /** What neighbors are presumed to share as long as few were seen. */
    private final double[][] presumedRelated = new double[Pattern.COMPARISONS][];

    private final Households households;
    private LoneIdentifiers lone = new LoneIdentifiers();

    /** All pairs. */
    private Base all;

    /** Those by which it is judged how rare one person's are. */
    private Base base;

    int iterations;
    private double twins = TWINS_MIN;
    private double moved = MOVED;

    /** What is known of households before training. */
    enum Households {
        /** Nothing: what they share is learned. */
        LEARNED,
        /**
         * That they live together, some of them twins, and that a person has one name and date of birth: how far
         * households share an address, and how far records of one person agree in what is personal, is presumed.
         */
        ONE_HOME
    }

    /**
     * How many pairs there are.
     *
     * @param telling those that know more of each other than one identifier
     */
    record Pairs(double all, double telling) {}

    /** Some pairs, and how many of them are estimated to be of one person, and of two of one household. */
    private record Base(double pairs, double matches, double relatives) {
        double share() {
            return matches / pairs;
        }

        double strangers() {
            return pairs - matches - relatives;
        }
    }

    /**
     * @param overall for each comparison and level, the share of all pairs
     * @param matches how many pairs are presumed to be of one person
     */
    Training(double[][] overall, Pairs pairs, double matches, Households households) {
        this.households = households;
        this.overall = overall;
        this.pairs = pairs.all();
        this.namesPersons = isKnown(ComparisonKind.NAME);
        if (!namesPersons) {
            personal.add(ComparisonKind.ORGANIZATION);
        }
        this.namesHomes = namesPersons && HouseholdShares.MOVING.stream().anyMatch(this::isKnown);
        this.hasHouseholds = namesPersons
                || Stream.concat(personal.stream(), LoneIdentifiers.ofPersons().stream())
                        .anyMatch(this::isKnown);
        this.only = only();
        this.telling = pairs.telling();
        this.all = bounded(pairs.all(), matches, matches / 4);
        this.base = all;
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            List<LevelDefault> levels = Comparers.ALL.get(i).levels();
            presumed[i] = new double[levels.size() + 1];
            double sum = levels.stream().mapToDouble(LevelDefault::m).sum();
            for (int level = 0; level < levels.size(); level++) {
                presumed[i][level + 1] = levels.get(level).m() / sum;
            }
            m[i] = presumed[i].clone();
            u[i] = new double[levels.size() + 1];
            h[i] = presumed[i].clone();
        }
        if (only >= 0) {
            presumeEqual();
        }
        chances();
        presumeHouseholds();
        for (int i = 0; i < h.length; i++) {
            presumedRelated[i] = h[i].clone();
        }
    }

    private boolean isKnown(ComparisonKind kind) {
        return 1 - overall[kind.ordinal()][0] >= KNOWN_MIN;
    }

    /** Whether all that is known of records is one thing by which they are identified. */
    boolean knowsOneThing() {
        return only >= 0;
    }

    /** Estimated pairs of one person, those that share an identifier and tell no more among them. */
    double matches() {
        return all.matches();
    }

    /** Estimated pairs of two persons of one household. */
    double relatives() {
        return all.relatives();
    }

    private Base bounded(double of, double matches, double relatives) {
        return new Base(
                of,
                Math.max(1, Math.min(matches, of / 3)),
                hasHouseholds ? Math.clamp(relatives, RELATIVES_MIN, Math.max(RELATIVES_MIN, of / 3)) : RELATIVES_MIN);
    }

    /** The comparison of the identifier that is all that is known; -1 where more is, or less. */
    private int only() {
        int found = -1;
        for (ComparisonKind kind : ComparisonKind.values()) {
            if (isKnown(kind)) {
                if (found >= 0 || !LoneIdentifiers.isOne(kind)) {
                    return -1;
                }
                found = kind.ordinal();
            }
        }
        return found;
    }

    /** As many pairs of one person as make the equal values that there are, each way of being equal as often. */
    private void presumeEqual() {
        double equal = 0;
        double presumedEqual = 0;
        for (int level = 1; level < m[only].length; level++) {
            if (LoneIdentifiers.isEqual(only, level)) {
                equal += overall[only][level];
                presumedEqual += presumed[only][level];
            }
        }
        for (int level = 1; level < m[only].length; level++) {
            if (LoneIdentifiers.isEqual(only, level)) {
                m[only][level] = presumedEqual * overall[only][level] / equal;
                presumed[only][level] = m[only][level];
            }
        }
        double known = 1 - overall[only][0];
        double one = (1 - LoneIdentifiers.presumed()) * equal * pairs / (presumedEqual * known);
        all = new Base(pairs, Math.clamp(one, 1, pairs / 4), all.relatives());
        base = all;
    }

    private void presumeHouseholds() {
        for (int i = 0; i < h.length; i++) {
            ComparisonKind kind = Comparers.ALL.get(i).kind();
            if (i != NAME && !personal.contains(kind)) {
                double share = HouseholdShares.SELDOM.contains(kind) ? 0.1 : isPresumed(kind) ? 0.95 : 0.7;
                for (int level = 1; level < h[i].length; level++) {
                    h[i][level] = share * presumed[i][level] + (1 - share) * u[i][level];
                }
            }
        }
        double[] family = new double[NameComparer.STATES];
        for (int level = 1; level < NameComparer.STATES * NameComparer.STATES; level++) {
            family[level % NameComparer.STATES] += presumed[NAME][level];
        }
        h[NAME] = HouseholdShares.names(u[NAME], family);
    }

    /** Non-matching shares: what all pairs show, less what the matches among them explain, and what is known of old. */
    private void chances() {
        for (int i = 0; i < m.length; i++) {
            double known = 1 - overall[i][0];
            double[] left = new double[m[i].length];
            for (int level = 1; level < m[i].length; level++) {
                double explained = base.share() * m[i][level] * known;
                left[level] = Math.max(overall[i][level] - explained, 0.05 * overall[i][level]);
            }
            u[i] = Strangers.of(i, left, pairs);
            lessen(i, i == only ? OptionalDouble.of(LoneIdentifiers.presumed()) : lone.strangers(i));
            if (personal.contains(Comparers.ALL.get(i).kind())) {
                h[i] = u[i].clone();
            }
            if (households == Households.ONE_HOME && i == BIRTH_DATE) {
                for (int level = 1; level < h[i].length; level++) {
                    h[i][level] = (1 - twins) * u[i][level] + twins * presumed[i][level];
                }
            }
        }
    }

    /** Of pairs that are equal in an identifier no more are strangers than a share. */
    private void lessen(int comparison, OptionalDouble share) {
        for (int level = 1; share.isPresent() && level < u[comparison].length; level++) {
            if (LoneIdentifiers.isEqual(comparison, level)) {
                double odds = share.getAsDouble() / (1 - share.getAsDouble());
                double most = odds * base.matches() / base.strangers() * m[comparison][level];
                u[comparison][level] = Math.min(u[comparison][level], most);
            }
        }
    }

    /** The logarithms of the ratios of two classes, for every comparison and level. */
    private double[][] ratios(double[][] of) {
        double[][] ratios = new double[of.length][];
        for (int i = 0; i < of.length; i++) {
            ratios[i] = new double[of[i].length];
            for (int level = 1; level < of[i].length; level++) {
                ratios[i][level] = u[i][level] == 0 ? 0 : StrictMath.log(of[i][level] / u[i][level]);
            }
        }
        return ratios;
    }

    private static double sum(double[][] ratios, double start, long pattern) {
        double sum = start;
        for (int i = 0; i < ratios.length; i++) {
            sum += ratios[i][Pattern.level(pattern, i)];
        }
        return sum;
    }

    private static double sum(double[][] ratios, int[] comparisons, long pattern) {
        double sum = 0;
        for (int i : comparisons) {
            sum += ratios[i][Pattern.level(pattern, i)];
        }
        return sum;
    }

    /** Whether two records name a person and a home each. */
    private boolean mayHaveMoved(long pattern) {
        if (!namesHomes || Pattern.level(pattern, NAME) == 0) {
            return false;
        }
        for (int i : home) {
            if (Pattern.level(pattern, i) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Trains on counts of patterns, each standing for so many pairs as the scale says. */
    void run(SortedMap<Long, Long> counts, double scale) {
        boolean[] isOfHome = new boolean[m.length];
        for (int i : home) {
            isOfHome[i] = true;
        }
        for (iterations = 1; iterations <= ITERATIONS_MAX; iterations++) {
            double[][] found = new double[m.length][];
            double[][] household = new double[m.length][];
            for (int i = 0; i < m.length; i++) {
                found[i] = new double[m[i].length];
                household[i] = new double[m[i].length];
            }
            double[][] sameRatios = ratios(m);
            double[][] relatedRatios = ratios(h);
            double samePrior = StrictMath.log(base.matches() / base.strangers());
            double relatedPrior = StrictMath.log(base.relatives() / base.strangers());
            double total = 0;
            double totalRelated = 0;
            double lonely = 0;
            double lonelyRelated = 0;
            double known = 0;
            double elsewhere = 0;
            lone = new LoneIdentifiers();
            for (Map.Entry<Long, Long> entry : counts.entrySet()) {
                long pattern = entry.getKey();
                boolean mayMove = mayHaveMoved(pattern);
                double atHome = mayMove ? sum(sameRatios, home, pattern) : 0;
                double one = mayMove ? (1 - moved) + moved * StrictMath.exp(-atHome) : 1;
                double same = StrictMath.exp(sum(sameRatios, samePrior, pattern)) * one;
                double away = mayMove ? moved * StrictMath.exp(-atHome) / one : 0;
                double related = StrictMath.exp(sum(relatedRatios, relatedPrior, pattern));
                double share = entry.getValue() * scale * same / (1 + same + related);
                double shareRelated = entry.getValue() * scale * related / (1 + same + related);
                int alone = LoneIdentifiers.lone(pattern);
                total += share;
                totalRelated += shareRelated;
                lonely += alone < 0 ? 0 : share;
                lonelyRelated += alone < 0 ? 0 : shareRelated;
                known += mayMove ? share : 0;
                elsewhere += share * away;
                lone.add(pattern, entry.getValue() * scale, entry.getValue() * scale - share - shareRelated);
                for (int i = 0; i < m.length; i++) {
                    int level = i == alone ? 0 : Pattern.level(pattern, i);
                    found[i][level] += isOfHome[i] ? share * (1 - away) : share;
                    household[i][level] += shareRelated;
                }
            }
            moved = Math.clamp((elsewhere + PRESUMED * MOVED) / (known + PRESUMED), MOVED_MIN, MOVED_MAX);
            double change = maximize(found, household);
            all = bounded(pairs, total, totalRelated);
            Base toldApart = bounded(telling, total - lonely, totalRelated - lonelyRelated);
            base = telling >= TELLING_MIN && toldApart.share() < all.share() ? toldApart : all;
            chances();
            double[] family = new double[NameComparer.STATES];
            for (int level = 1; level < NameComparer.STATES * NameComparer.STATES; level++) {
                family[level % NameComparer.STATES] += household[NAME][level] + PRESUMED * presumed[NAME][level];
            }
            h[NAME] = HouseholdShares.names(u[NAME], family);
            if (change < CONVERGED) {
                return;
            }
        }
    }

    /**
     * Whether two persons of one household are held for one person: the third class found other pairs to explain, such as
     * namesakes of one town, and left households to the first.
     */
    boolean isTakenInByHouseholds() {
        double other = 0;
        double known = 0;
        for (int level = 1; level < NameComparer.STATES * NameComparer.STATES; level++) {
            boolean isKnown = level >= NameComparer.STATES;
            known += isKnown ? m[NAME][level] : 0;
            other += isKnown && NameComparer.isOtherGiven(Pattern.with(NAME, level)) ? m[NAME][level] : 0;
        }
        return other > OTHER_GIVEN_MAX * known;
    }

    /** The shares as weights of a model. */
    List<ComparisonWeights> weights() {
        List<ComparisonWeights> weights = new ArrayList<>();
        for (int i = 0; i < m.length; i++) {
            if (Comparers.ALL.get(i).kind() == ComparisonKind.OWN_MATCHER) {
                continue;
            }
            List<LevelWeight> levels = new ArrayList<>();
            for (int level = 1; level < m[i].length; level++) {
                String name = Pattern.DEFAULTS.get(i).get(level - 1).name();
                levels.add(new LevelWeight(name, m[i][level], u[i][level], h[i][level]));
            }
            weights.add(new ComparisonWeights(Comparers.ALL.get(i).kind(), levels));
        }
        return weights;
    }

    long prior() {
        return MatchModel.micros(base.matches() / base.strangers());
    }

    /** The odds of having moved between two records. */
    Optional<Long> moved() {
        return namesHomes ? Optional.of(MatchModel.micros(moved / (1 - moved))) : Optional.empty();
    }

    long householdPrior() {
        return MatchModel.micros(base.relatives() / base.strangers());
    }

    private boolean isPresumed(ComparisonKind kind) {
        return households == Households.ONE_HOME && HouseholdShares.HOME.contains(kind);
    }

    private double maximize(double[][] found, double[][] household) {
        double change = 0;
        for (int i = 0; i < m.length; i++) {
            double known = Arrays.stream(found[i], 1, found[i].length).sum();
            double knownRelated =
                    Arrays.stream(household[i], 1, household[i].length).sum();
            ComparisonKind kind = Comparers.ALL.get(i).kind();
            if (i == BIRTH_DATE && knownRelated > 0) {
                double equal = DateComparer.equal(household[i]) / knownRelated;
                twins = Math.max(TWINS_MIN, Math.min(TWINS_MAX, equal));
            }
            boolean isPersonal = i == NAME || personal.contains(kind);
            boolean learned = !isPersonal && !isPresumed(kind);
            for (int level = 1; level < m[i].length; level++) {
                double next = isPersonal && households == Households.ONE_HOME
                        ? presumed[i][level]
                        : (found[i][level] + PRESUMED * presumed[i][level]) / (known + PRESUMED);
                change = Math.max(change, Math.abs(next - m[i][level]));
                m[i][level] = next;
                if (learned) {
                    double prior =
                            namesPersons ? 0.1 * presumed[i][level] + 0.9 * u[i][level] : presumedRelated[i][level];
                    h[i][level] = (household[i][level] + PRESUMED * prior) / (knownRelated + PRESUMED);
                }
            }
        }
        return change;
    }
}
