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
import java.util.Set;
import java.util.SortedMap;

/**
 * Expectation-maximization over counts of distinct agreement patterns, with three classes of pairs: one person, two
 * persons of one household, and strangers. Confined to one thread.
 *
 * <p>The household class shares what households share; given name, birth date and the like agree in it only as often
 * as among strangers. Without it the training takes relatives for one person.
 */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class Training {
    /** What two persons of one household agree in no more often than strangers do. */
    static final Set<ComparisonKind> PERSONAL = EnumSet.of(
            ComparisonKind.BIRTH_DATE,
            ComparisonKind.MIDDLE_NAME,
            ComparisonKind.NATIONAL_ID,
            ComparisonKind.USER_ID,
            ComparisonKind.EXTERNAL_ID,
            ComparisonKind.OCCUPATION,
            ComparisonKind.GENDER);

    private static final Set<ComparisonKind> SELDOM_SHARED =
            EnumSet.of(ComparisonKind.EMAIL, ComparisonKind.DEVICE_ID, ComparisonKind.PHONE);

    private static final int ITERATIONS_MAX = 100;
    private static final double CONVERGED = 1e-5;
    /** How many matching pairs the presumed levels count as. */
    private static final double PRESUMED = 30;

    private static final int NAME = ComparisonKind.NAME.ordinal();

    final double[][] m = new double[Pattern.COMPARISONS][];
    final double[][] u = new double[Pattern.COMPARISONS][];
    final double[][] h = new double[Pattern.COMPARISONS][];
    private final double[][] presumed = new double[Pattern.COMPARISONS][];
    private final double[][] overall;
    private final double pairs;
    double matches;
    double relatives;
    int iterations;

    /** @param overall for each comparison and level, the share of all pairs */
    Training(double[][] overall, double pairs, double matches) {
        this.overall = overall;
        this.pairs = pairs;
        this.matches = matches;
        this.relatives = matches / 4;
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
        chances();
        presumeHouseholds();
    }

    private void presumeHouseholds() {
        for (int i = 0; i < h.length; i++) {
            ComparisonKind kind = Comparers.ALL.get(i).kind();
            if (i != NAME && !PERSONAL.contains(kind)) {
                double share = SELDOM_SHARED.contains(kind) ? 0.1 : 0.7;
                for (int level = 1; level < h[i].length; level++) {
                    h[i][level] = share * presumed[i][level] + (1 - share) * u[i][level];
                }
            }
        }
        double[] family = new double[NameComparer.STATES];
        for (int level = 1; level < NameComparer.STATES * NameComparer.STATES; level++) {
            family[level % NameComparer.STATES] += presumed[NAME][level];
        }
        householdNames(family);
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
            if (PERSONAL.contains(Comparers.ALL.get(i).kind())) {
                h[i] = u[i].clone();
            }
        }
    }

    /** In a household the given names are strangers' and the family names are learned. */
    private void householdNames(double[] family) {
        int states = NameComparer.STATES;
        double[] given = new double[states];
        double whole = 0;
        for (int level = 1; level < states * states; level++) {
            given[level / states] += u[NAME][level];
        }
        for (double share : family) {
            whole += share;
        }
        if (whole == 0) {
            h[NAME] = u[NAME].clone();
            return;
        }
        double sum = 0;
        for (int level = 1; level < h[NAME].length; level++) {
            h[NAME][level] = level < states * states
                    ? given[level / states] * Math.max(family[level % states] / whole, 1e-6)
                    : u[NAME][level];
            sum += h[NAME][level];
        }
        for (int level = 1; level < h[NAME].length; level++) {
            h[NAME][level] /= sum;
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

    /** Trains on counts of patterns, each standing for so many pairs as the scale says. */
    void run(SortedMap<Long, Long> counts, double scale) {
        for (iterations = 1; iterations <= ITERATIONS_MAX; iterations++) {
            double[][] found = new double[m.length][];
            double[][] household = new double[m.length][];
            for (int i = 0; i < m.length; i++) {
                found[i] = new double[m[i].length];
                household[i] = new double[m[i].length];
            }
            double[][] sameRatios = ratios(m);
            double[][] relatedRatios = ratios(h);
            double strangers = pairs - matches - relatives;
            double samePrior = StrictMath.log(matches / strangers);
            double relatedPrior = StrictMath.log(relatives / strangers);
            double total = 0;
            double totalRelated = 0;
            for (Map.Entry<Long, Long> entry : counts.entrySet()) {
                long pattern = entry.getKey();
                double same = StrictMath.exp(sum(sameRatios, samePrior, pattern));
                double related = StrictMath.exp(sum(relatedRatios, relatedPrior, pattern));
                double share = entry.getValue() * scale * same / (1 + same + related);
                double shareRelated = entry.getValue() * scale * related / (1 + same + related);
                total += share;
                totalRelated += shareRelated;
                for (int i = 0; i < m.length; i++) {
                    int level = Pattern.level(pattern, i);
                    found[i][level] += share;
                    household[i][level] += shareRelated;
                }
            }
            double change = maximize(found, household);
            matches = Math.max(1, Math.min(total, pairs / 3));
            relatives = Math.max(0.01, Math.min(totalRelated, pairs / 3));
            chances();
            double[] family = new double[NameComparer.STATES];
            for (int level = 1; level < NameComparer.STATES * NameComparer.STATES; level++) {
                family[level % NameComparer.STATES] += household[NAME][level] + PRESUMED * presumed[NAME][level];
            }
            householdNames(family);
            if (change < CONVERGED) {
                return;
            }
        }
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
        return MatchModel.micros(matches / (pairs - matches - relatives));
    }

    long householdPrior() {
        return MatchModel.micros(relatives / (pairs - matches - relatives));
    }

    private double maximize(double[][] found, double[][] household) {
        double change = 0;
        for (int i = 0; i < m.length; i++) {
            double known = Arrays.stream(found[i], 1, found[i].length).sum();
            double knownRelated =
                    Arrays.stream(household[i], 1, household[i].length).sum();
            boolean learned =
                    i != NAME && !PERSONAL.contains(Comparers.ALL.get(i).kind());
            for (int level = 1; level < m[i].length; level++) {
                double next = (found[i][level] + PRESUMED * presumed[i][level]) / (known + PRESUMED);
                change = Math.max(change, Math.abs(next - m[i][level]));
                m[i][level] = next;
                if (learned) {
                    double prior = 0.1 * presumed[i][level] + 0.9 * u[i][level];
                    h[i][level] = (household[i][level] + PRESUMED * prior) / (knownRelated + PRESUMED);
                }
            }
        }
        return change;
    }
}
