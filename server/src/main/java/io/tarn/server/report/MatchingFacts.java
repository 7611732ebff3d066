package io.tarn.server.report;

import io.tarn.loop.gold.ModelReviewed;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport;
import io.tarn.server.figures.Figures;
import io.tarn.server.report.Matching.Bin;
import io.tarn.server.report.Matching.Blocking;
import io.tarn.server.report.Matching.BlockingKey;
import io.tarn.server.report.Matching.Comparison;
import io.tarn.server.report.Matching.Level;
import io.tarn.server.report.Matching.Model;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.Matching.WeightSpread;
import io.tarn.server.report.Profiles.Unlinkable;
import java.util.List;
import java.util.Optional;

/** Says how pairs were found and weighed, from the model and from what matching reports of itself. */
public final class MatchingFacts {
    private static final double BIN_MIDDLE = 0.5;

    private MatchingFacts() {}

    public static Matching of(MatchModel model, MatchReport report) {
        return new Matching(blocking(report), model(model, report), spread(report));
    }

    /** As {@link #of(MatchModel, MatchReport)}, with what a language model made of the pairs that were left open. */
    public static Matching of(MatchModel model, MatchReport report, Optional<ModelReviewed> reviewed) {
        Matching matching = of(model, report);
        Model by = matching.model();
        String asked = reviewed.map(one -> " Pairs left open were shown to " + ReviewedWords.of(one) + ".")
                .orElse("");
        return new Matching(
                matching.blocking(),
                new Model(by.version(), by.prior(), by.training() + asked, by.comparisons()),
                matching.weights());
    }

    /** The records that say too little to be linked even to themselves. */
    public static List<Unlinkable> unlinkable(MatchReport report) {
        long records = Math.round(report.unlinkable() * report.records());
        return records == 0
                ? List.of()
                : List.of(new Unlinkable("all sources", records, "Even a copy of the record would weigh too little."));
    }

    private static Blocking blocking(MatchReport report) {
        List<BlockingKey> keys = report.keys().stream()
                .map(key -> new BlockingKey(
                        key.name().replace(" + ", " and ").replace('_', ' '),
                        key.candidates(),
                        key.links(),
                        key.droppedRecords()))
                .toList();
        double possible = report.records() * (report.records() - 1.0) / 2;
        boolean isKnown = report.recallEstimate() > 0 && report.recallEstimate() <= 1;
        return new Blocking(
                keys, possible, report.candidates(), isKnown ? Optional.of(report.recallEstimate()) : Optional.empty());
    }

    private static Model model(MatchModel model, MatchReport report) {
        String training = report.presumed()
                ? "The records held too few pairs to learn from, so weights of common experience stand here."
                : "The weights were learned from these records alone, in "
                        + Figures.count(report.iterations(), "round", "rounds") + ".";
        List<Comparison> comparisons = model.comparisons().stream()
                .map(MatchingFacts::comparison)
                .filter(comparison -> !comparison.levels().isEmpty())
                .toList();
        return new Model(model.version(), MatchModel.probability(model.prior()), training, comparisons);
    }

    /** What the records have no values for never agreed by chance either, and is left out. */
    private static Comparison comparison(ComparisonWeights weights) {
        List<Level> levels = weights.levels().stream()
                .filter(level -> level.same() > 0 && level.strangers() > 0)
                .map(MatchingFacts::level)
                .toList();
        return new Comparison(weights.kind().label(), levels);
    }

    private static Level level(LevelWeight level) {
        return new Level(
                level.name(),
                level.same(),
                level.strangers(),
                Optional.of(level.household()),
                MatchModel.bits(level.weightMicros()));
    }

    private static WeightSpread spread(MatchReport report) {
        List<Bin> bins = report.weights().stream()
                .map(bin -> {
                    double middle = bin.bits() + BIN_MIDDLE;
                    double probability = 1 / (1 + Math.pow(2, -middle));
                    return new Bin(bin.bits(), bin.bits() + 1.0, bin.pairs(), bin.pairs() * probability);
                })
                .toList();
        String joined = report.precisionEstimate() > 0
                ? "An estimated " + Figures.percent(report.precisionEstimate()) + " of the links above it are right."
                : "Pairs above it are joined.";
        Threshold automatic = new Threshold("one person", report.automaticBits(), joined);
        if (report.reviewBits() >= report.automaticBits()) {
            return new WeightSpread(bins, List.of(automatic));
        }
        return new WeightSpread(
                bins,
                List.of(
                        new Threshold("for review", report.reviewBits(), "Between the lines somebody should look."),
                        automatic));
    }
}
