package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.unify.match.Labels.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Corrects the weights of a model by pairs of which people said what they are: a shift for each level, as likely as the
 * answers make it and no further from nothing than these ask for.
 *
 * <p>Answers are of pairs that were hard to tell and that nothing else had settled: of two records of one person other
 * records often tell, so pairs that still wait are less often one person than their weight says. A shift of all weights
 * takes that up and is thrown away; what levels are worth against each other remains. How far corrections may go is
 * chosen by answers held back in turn; where none would foretell them better, the model stays as it is. Confined to one
 * call.
 */
final class Calibration {
    /** Fewer answers correct nothing. */
    static final int LABELS_MIN = 50;

    private static final int FOLDS = 5;
    private static final int SWEEPS = 60;
    private static final double LN2 = StrictMath.log(2);
    /** How far in bits a level may be expected to go. */
    private static final double[] REACHES = {0.3, 0.7, 1.5};

    private static final double SHIFT_REACH = 2;
    /** Weights from which pairs may be joined are shifted apart from those below: other pairs of these are left over. */
    private static final double FIRM_BITS = 3;

    private static final int SHIFTS = 2;
    /** By how much, of one answer's surprise, corrections must foretell better to be taken. */
    private static final double GAIN_MIN = 0.02;

    private final double[] bits;
    private final int[][] features;
    private final boolean[] same;
    private final int[] folds;
    private final int parameters;
    /** For each parameter the answers that it concerns. */
    private final int[][] labelsOf;

    private final SortedMap<Integer, Integer> places = new TreeMap<>();

    private Calibration(RecordTable table, MatchModel model, List<Label> labels) {
        Weights weights = new Weights(model);
        Weights.Tally tally = weights.new Tally();
        TablePair pair = new TablePair(table);
        bits = new double[labels.size()];
        features = new int[labels.size()][];
        same = new boolean[labels.size()];
        folds = new int[labels.size()];
        for (int i = 0; i < bits.length; i++) {
            Label label = labels.get(i);
            long pattern = Pattern.of(table, label.left(), label.right());
            pair.set(label.left(), label.right());
            bits[i] = MatchModel.bits(weights.weight(pair, pattern, tally));
            features[i] = features(pattern, bits[i]);
            same[i] = label.isSame();
            folds[i] = (int) Long.remainderUnsigned(Hash.pair(label.left(), label.right()), FOLDS);
        }
        parameters = places.size() + SHIFTS;
        labelsOf = new int[parameters][];
        for (int place = 0; place < parameters; place++) {
            int wanted = place;
            labelsOf[place] = IntStream.range(0, bits.length)
                    .filter(label -> Arrays.stream(features[label]).anyMatch(one -> one == wanted))
                    .toArray();
        }
    }

    /** The model corrected, or as it is where nothing is to be learned from the answers. */
    static MatchModel correct(RecordTable table, MatchModel model, Labels labels) {
        if (labels.labels().size() < LABELS_MIN) {
            return model;
        }
        Calibration calibration = new Calibration(table, model, labels.labels());
        double best = 0;
        double least = calibration.surprise(0) - GAIN_MIN * labels.labels().size();
        for (double reach : REACHES) {
            double surprise = calibration.surprise(reach);
            if (surprise < least) {
                least = surprise;
                best = reach;
            }
        }
        return best == 0 ? model : calibration.applied(model, calibration.fitted(best, -1));
    }

    /** The places of a pattern's levels among the parameters, after that of the shift. */
    private int[] features(long pattern, double weight) {
        List<Integer> found = new ArrayList<>(List.of(weight < FIRM_BITS ? 0 : 1));
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            int level = Pattern.level(pattern, i);
            if (level > 0) {
                found.add(places.computeIfAbsent((i << 16) | level, _ -> places.size() + SHIFTS));
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How surprising answers are that were held back in turn, in bits. */
    private double surprise(double reach) {
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            sum += surprise(fitted(reach, fold), fold);
        }
        return sum;
    }

    /** How surprising the answers of a fold are; of all when there is none. */
    private double surprise(double[] shifts, int fold) {
        double sum = 0;
        for (int i = 0; i < bits.length; i++) {
            if (fold < 0 || folds[i] == fold) {
                double probability = probability(bits[i] + shift(shifts, i));
                sum -= StrictMath.log(Math.max(1e-9, same[i] ? probability : 1 - probability)) / LN2;
            }
        }
        return sum;
    }

    private double shift(double[] shifts, int label) {
        double sum = 0;
        for (int place : features[label]) {
            sum += shifts[place];
        }
        return sum;
    }

    private static double probability(double bits) {
        return 1 / (1 + StrictMath.pow(2, -bits));
    }

    /** The likeliest shifts by all answers but those of a fold: Newton's method, one parameter after the other. */
    private double[] fitted(double reach, int heldBack) {
        double[] shifts = new double[parameters];
        double[] now = bits.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int place = 0; place < parameters; place++) {
                double deviation = place < SHIFTS ? SHIFT_REACH : reach;
                double variance = deviation * deviation;
                if (variance > 0) {
                    improve(place, variance, heldBack, shifts, now);
                }
            }
        }
        return shifts;
    }

    private void improve(int place, double variance, int heldBack, double[] shifts, double[] now) {
        double slope = shifts[place] / variance;
        double curvature = 1 / variance;
        for (int i : labelsOf[place]) {
            if (folds[i] != heldBack) {
                double probability = probability(now[i]);
                slope += LN2 * (probability - (same[i] ? 1 : 0));
                curvature += LN2 * LN2 * probability * (1 - probability);
            }
        }
        double step = Math.max(-1, Math.min(1, -slope / curvature));
        shifts[place] += step;
        for (int i : labelsOf[place]) {
            now[i] += step;
        }
    }

    private MatchModel applied(MatchModel model, double[] shifts) {
        List<ComparisonWeights> comparisons = new ArrayList<>();
        for (ComparisonWeights comparison : model.comparisons()) {
            @SuppressWarnings("EnumOrdinal") // patterns are by ordinal
            int i = comparison.kind().ordinal();
            List<LevelWeight> levels = new ArrayList<>();
            for (int level = 1; level <= comparison.levels().size(); level++) {
                LevelWeight one = comparison.levels().get(level - 1);
                Integer place = places.get((i << 16) | level);
                levels.add(
                        place == null
                                ? one
                                : new LevelWeight(
                                        one.name(),
                                        one.same() * StrictMath.pow(2, shifts[place]),
                                        one.strangers(),
                                        one.household()));
            }
            comparisons.add(new ComparisonWeights(comparison.kind(), levels));
        }
        return new MatchModel(
                "",
                model.prior(),
                model.householdPrior(),
                comparisons,
                model.terms(),
                model.blocking(),
                model.quarantined(),
                0,
                0);
    }
}
