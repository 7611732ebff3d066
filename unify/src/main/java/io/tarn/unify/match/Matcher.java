package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.QuarantinedIdentifier;
import io.tarn.model.identity.TermTable;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.unify.match.Training.Households;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Matches the records of a table in steps that follow each other: quarantine, block, train, score.
 *
 * <p>Confined to one thread, which it leaves free to use others; the same table gives the same bits whatever their
 * number.
 */
public final class Matcher {
    private static final int TRAINING_PAIRS_MAX = 2_000_000;

    /** How many pairs of one person there are for each record, as long as nothing is known. */
    private static final double PRESUMED_MATCHES = 0.25;

    /** Fewer estimated matches than this are too few to learn from. */
    private static final double MATCHES_MIN = 5;

    private final IdentityRules rules;
    private final List<QuarantinedIdentifier> quarantined;
    private final RecordTable table;
    private final Alike alike;

    /** The records of which pairs are made, and how many they are: the others say nothing. */
    private final RecordTable partaking;

    private final int size;
    private final double pairs;
    private final double telling;
    private final double[][] overall;

    private Matcher(IdentityRules rules, List<QuarantinedIdentifier> quarantined, RecordTable table, Alike alike) {
        this.rules = rules;
        this.quarantined = quarantined;
        this.table = table;
        this.alike = alike;
        this.partaking = alike.partaking(table);
        this.size = table.size() - alike.followers();
        this.pairs = Math.max(1, size * (size - 1.0) / 2);
        this.telling = LoneIdentifiers.tellingPairs(partaking);
        this.overall = RandomPairs.overall(partaking, size);
    }

    /** Quarantines identifiers and estimates how often strangers agree. */
    public static Matcher of(RecordTable records, IdentityRules rules) {
        List<QuarantinedIdentifier> quarantined = Quarantine.of(records, rules);
        RecordTable table = Quarantine.apply(records, quarantined);
        return new Matcher(rules, quarantined, table, Alike.of(table, rules.blockRecordsMax()));
    }

    /** Who of the records follows others that say the same. */
    public Alike alike() {
        return alike;
    }

    /** The records as they are compared: without quarantined values. */
    public RecordTable table() {
        return table;
    }

    /** Chooses the keys by which pairs are found, so that no pair that a rule holds for is missed. */
    public Blocking block() {
        Training presumed = presumed(Households.LEARNED, Math.max(PRESUMED_MATCHES * size, (double) alike.pairs()));
        Weights weights = new Weights(
                presumed.prior(), presumed.householdPrior(), presumed.moved(), presumed.weights(), List.of());
        double budget = (double) rules.candidatesMax() * size;
        KeyChoice.Choice choice = KeyChoice.choose(partaking, weights, budget, rules.blockRecordsMax());
        List<Key> keys = RuleKeys.completed(choice.keys(), rules.rules(), partaking, rules.blockRecordsMax());
        AtomTable atoms = AtomTable.of(partaking, RecordBlocks.atoms(keys));
        return new Blocking(table, new Candidates(atoms, keys, rules.blockRecordsMax(), Optional.empty()));
    }

    /** Learns the weights from the pairs that blocking finds. */
    public Trained train(Blocking blocking) {
        int mask = 0;
        while ((double) rules.candidatesMax() * size / (mask + 1) > TRAINING_PAIRS_MAX) {
            mask = mask * 2 + 1;
        }
        SortedMap<Long, Long> counts = counts(blocking, mask);
        Training training = presumed(Households.LEARNED);
        training.run(counts, mask + 1);
        if (training.isTakenInByHouseholds()) {
            training = presumed(Households.ONE_HOME);
            training.run(counts, mask + 1);
        }
        boolean degenerate = isDegenerate(training);
        Training kept = degenerate ? presumed(Households.LEARNED, presumedMatches(training)) : training;
        double own = 1 + 2 * kept.matches() / Math.max(1, size);
        List<ComparisonWeights> weights = kept.weights();
        List<TermTable> terms = Vocabulary.of(partaking, own);
        List<String> keys = blocking.candidates.keys().stream().map(Key::name).toList();
        MatchModel model = new MatchModel(
                "",
                kept.prior(),
                kept.householdPrior(),
                kept.moved(),
                weights,
                terms,
                keys,
                quarantined,
                0,
                0,
                Optional.empty());
        return new Trained(model, training.iterations, degenerate, kept.matches(), kept.relatives(), own);
    }

    /** Scores every pair that blocking finds and sets the model's thresholds by the mixture of their weights. */
    public Linked score(Blocking blocking, Trained trained) {
        return linking(blocking, trained).run();
    }

    /**
     * As {@link #score(Blocking, Trained)}, where a person's own matcher scores the pairs that are not out of the
     * question.
     */
    public Scored score(Blocking blocking, Trained trained, AskedPairs.Scorer scorer, OwnMatcher.Mode mode) {
        return linking(blocking, trained).run(scorer, mode);
    }

    private Linking linking(Blocking blocking, Trained trained) {
        return new Linking(new Linking.Compared(table, alike, blocking.candidates), rules, trained);
    }

    /**
     * What came of matching with somebody's scores.
     *
     * @param table the records, which know the scores
     */
    public record Scored(Linked linked, RecordTable table) {}

    /** The pairs to compare, not yet made. */
    public static final class Blocking {
        private final RecordTable table;
        final Candidates candidates;

        Blocking(RecordTable table, Candidates candidates) {
            this.table = table;
            this.candidates = candidates;
        }

        /** The blocks of all records. */
        public RecordBlocks blocks() {
            return new RecordBlocks(table, candidates.atoms(), candidates.keys());
        }
    }

    /**
     * A model without thresholds, and how it came to be.
     *
     * @param own how many records one person is expected to have, seen from a record
     */
    public record Trained(
            MatchModel model, int iterations, boolean presumed, double matches, double relatives, double own) {
        /** A model of an earlier run, with its thresholds. */
        static Trained kept(MatchModel model, long records) {
            double pairs = Math.max(1, records * (records - 1.0) / 2);
            double matches = pairs * MatchModel.probability(model.prior());
            double relatives = pairs * MatchModel.probability(model.householdPrior());
            return new Trained(model, 0, false, matches, relatives, 1);
        }

        /** Whether an earlier run trained it. */
        boolean isKept() {
            return !model.version().isEmpty();
        }
    }

    /** As many as are presumed where nothing is known; few where a training that found next to none is not to be trusted. */
    private double presumedMatches(Training untrusted) {
        boolean isFew = !untrusted.knowsOneThing() && untrusted.matches() < MATCHES_MIN;
        return isFew ? Math.min(MATCHES_MIN, PRESUMED_MATCHES * size) : PRESUMED_MATCHES * size;
    }

    private Training presumed(Households households) {
        return presumed(households, PRESUMED_MATCHES * size);
    }

    private Training presumed(Households households, double matches) {
        return new Training(overall, new Training.Pairs(pairs, telling), Math.min(matches, pairs / 4), households);
    }

    private SortedMap<Long, Long> counts(Blocking blocking, int mask) {
        SortedMap<Long, Long> counts = new TreeMap<>();
        blocking.candidates
                .forEach(() -> new PatternCount(table, mask))
                .forEach(sinks -> sinks.forEach(
                        sink -> sink.counts.forEach((pattern, count) -> counts.merge(pattern, count, Long::sum))));
        return counts;
    }

    /** Whether training ended where it cannot be trusted: one identifier, next to no matches, or more than blocks hold. */
    private boolean isDegenerate(Training training) {
        return training.knowsOneThing() || !(training.matches() >= MATCHES_MIN) || training.matches() > pairs / 4;
    }

    /** Counts the patterns of the pairs that a hash picks. */
    private static final class PatternCount implements Candidates.PairSink {
        private final RecordTable table;
        private final int mask;
        private final Map<Long, Long> counts = new HashMap<>();

        PatternCount(RecordTable table, int mask) {
            this.table = table;
            this.mask = mask;
        }

        @Override
        public boolean wants(int left, int right) {
            return (Hash.pair(left, right) & mask) == 0 && !table.isApart(left, right);
        }

        @Override
        public void pair(int left, int right) {
            counts.merge(Pattern.of(table, left, right), 1L, Long::sum);
        }
    }
}
