package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.MatchReport;
import io.tarn.model.identity.MatchReport.KeyReport;
import io.tarn.model.identity.MatchReport.WeightBin;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.model.policy.OwnMatcher.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scores all candidate pairs, sets the thresholds and keeps what lies above them. Confined to one thread. */
@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
final class Linking {
    /** No pair below this is kept, whatever the thresholds. */
    private static final long KEPT_MIN = -MatchModel.micros(16);

    /** What the rarity of values can add at most to a weight: pairs that far below cannot reach the review band. */
    private static final long RARITY_MAX = MatchModel.micros(1L << 36);

    /** A pair is not linked below this probability, however few false links there are. */
    private static final long AUTOMATIC_MIN = MatchModel.micros(8);

    /** More than any pair weighs. */
    private static final long FIRMEST = Long.MAX_VALUE / 2;

    /** What a report calls the pairs of records that follow others. */
    private static final String ALIKE = "alike records";

    private static final int SELF_SAMPLE_MAX = 20_000;
    private static final int COVERAGE_SAMPLE_MAX = 100_000;

    private final RecordTable table;
    private final Alike alike;
    private final IdentityRules rules;
    private final Candidates candidates;
    private final Matcher.Trained trained;
    private final Weights weights;
    private final Rules decided;
    private final List<String> ruleNames;

    Linking(Compared compared, IdentityRules rules, Matcher.Trained trained) {
        this.table = compared.table();
        this.alike = compared.alike();
        this.candidates = compared.candidates();
        this.rules = rules;
        this.trained = trained;
        this.weights = new Weights(trained.model());
        this.decided = new Rules(rules);
        this.ruleNames = rules.rules().stream().map(MatchRule::name).toList();
    }

    /**
     * What is compared.
     *
     * @param candidates pairs of the records of the table that follow no others
     */
    record Compared(RecordTable table, Alike alike, Candidates candidates) {}

    Linked run() {
        List<List<PairScore>> scores = scored();
        return linked(scores, all(scores), followed(), trained.model());
    }

    /** As {@link #run}, where a person's own matcher scores every pair that is not out of the question. */
    Matcher.Scored run(AskedPairs.Scorer scorer, Mode mode) {
        List<List<PairScore>> scores = scored();
        ScoredPairs all = all(scores);
        ScoredPairs followed = followed();
        ScoredPairs asked = new ScoredPairs();
        asked.addAll(all);
        asked.addAll(followed);
        OwnScores own = OwnScores.of(asked, scorer.score(asked), mode);
        MatchModel model =
                mode == Mode.COMPARISON ? trained.model().with(OwnTraining.learn(all, own)) : trained.model();
        Weights learned = new Weights(model);
        return new Matcher.Scored(
                linked(scores, again(all, own, learned), again(followed, own, learned), model), table.with(own));
    }

    private ScoredPairs again(ScoredPairs pairs, OwnScores own, Weights learned) {
        ScoredPairs again = new ScoredPairs();
        for (int i = 0; i < pairs.size(); i++) {
            int left = pairs.left(i);
            int right = pairs.right(i);
            long said = own.pattern(left, right);
            long pattern = pairs.pattern(i) | said;
            int level = Pattern.level(said, ComparisonKind.OWN_MATCHER.ordinal());
            long byModel = pairs.weight(i) + learned.level(ComparisonKind.OWN_MATCHER.ordinal(), level);
            int rule = decided.decide(pattern).map(ruleNames::indexOf).orElse(-1);
            again.add(left, right, own.weight(left, right, byModel), pattern, (byte) rule);
        }
        return again;
    }

    private List<List<PairScore>> scored() {
        return candidates.forEach(this::sink);
    }

    private PairScore sink() {
        return new PairScore(table, weights, decided, ruleNames);
    }

    /** The pair of each record that follows others with the likest of those of its group that take part in matching. */
    private ScoredPairs followed() {
        ScoredPairs followed = new ScoredPairs();
        alike.groups().parallelStream().map(this::followed).toList().forEach(followed::addAll);
        return followed;
    }

    private ScoredPairs followed(Alike.Group group) {
        PairScore sink = sink();
        Map<Long, Integer> likest = new HashMap<>();
        for (int record : group.following()) {
            int other = likest.computeIfAbsent(table.valueHash(record), _ -> likest(record, group.partaking()));
            if (other >= 0) {
                sink.pair(Math.min(record, other), Math.max(record, other));
            }
        }
        return sink.found;
    }

    /** The one of some records with which a pair is decided by a rule, or else weighs most; -1 where none may be the same. */
    private int likest(int record, int[] others) {
        PairScore sink = sink();
        for (int other : others) {
            sink.pair(Math.min(record, other), Math.max(record, other));
        }
        ScoredPairs found = sink.found;
        int best = -1;
        for (int i = 0; i < found.size(); i++) {
            best = best < 0 || firmness(found, i) > firmness(found, best) ? i : best;
        }
        return best < 0 ? -1 : found.left(best) + found.right(best) - record;
    }

    private static long firmness(ScoredPairs pairs, int i) {
        return pairs.rule(i) >= 0 ? pairs.weight(i) + FIRMEST : pairs.weight(i);
    }

    private static ScoredPairs all(List<List<PairScore>> scores) {
        ScoredPairs all = new ScoredPairs();
        scores.forEach(sinks -> sinks.forEach(sink -> all.addAll(sink.found)));
        return all;
    }

    /** @param followed pairs of records that follow others; by these no threshold is set */
    private Linked linked(List<List<PairScore>> scores, ScoredPairs all, ScoredPairs followed, MatchModel learned) {
        Mixture mixture = Mixture.of(all);
        MatchModel model = trained.isKept() ? learned : withThresholds(learned, mixture);
        Links links = settled(all, followed, model.automatic())
                .links(model.review(), model.automatic(), Links.Deciders.ofRules(ruleNames));
        return new Linked(model, links, report(scores, model, links, mixture));
    }

    /** All pairs, but for those left open of records that are too many of a kind. */
    private ScoredPairs settled(ScoredPairs all, ScoredPairs followed, long automatic) {
        if (alike.groups().isEmpty()) {
            return all;
        }
        ScoredPairs settled = new ScoredPairs();
        for (ScoredPairs pairs : List.of(all, followed)) {
            for (int i = 0; i < pairs.size(); i++) {
                int left = pairs.left(i);
                int right = pairs.right(i);
                if (pairs.rule(i) >= 0 || pairs.weight(i) >= automatic || !alike.isCommon(left, right)) {
                    settled.add(left, right, pairs.weight(i), pairs.pattern(i), pairs.rule(i));
                }
            }
        }
        return settled;
    }

    private MatchModel withThresholds(MatchModel learned, Mixture mixture) {
        long automatic =
                Math.max(AUTOMATIC_MIN, mixture.threshold(rules.falseLinkShareMax(), trained.own() * trained.own()));
        double odds = rules.reviewProbabilityMin() / (1 - rules.reviewProbabilityMin());
        long review = Math.min(automatic, MatchModel.micros(odds));
        return ModelVersion.stamp(learned.withThresholds(automatic, review));
    }

    /** Scores pairs that are known, in any order, by a model with thresholds. */
    static Links known(RecordTable table, IdentityRules rules, MatchModel model, int[] left, int[] right) {
        List<String> names = rules.rules().stream().map(MatchRule::name).toList();
        PairScore sink = new PairScore(table, new Weights(model), new Rules(rules), names);
        for (int i = 0; i < left.length; i++) {
            if (sink.wants(left[i], right[i])) {
                sink.pair(left[i], right[i]);
            }
        }
        return sink.found.links(model.review(), model.automatic(), Links.Deciders.ofRules(names));
    }

    private MatchReport report(List<List<PairScore>> scores, MatchModel model, Links links, Mixture mixture) {
        List<KeyReport> keys = new ArrayList<>();
        long[] bins = new long[PairScore.BINS];
        long pairs = 0;
        for (int key = 0; key < scores.size(); key++) {
            long found = scores.get(key).stream().mapToLong(sink -> sink.pairs).sum();
            long likely = scores.get(key).stream()
                    .mapToLong(sink -> sink.found.size())
                    .sum();
            for (PairScore sink : scores.get(key)) {
                for (int bin = 0; bin < bins.length; bin++) {
                    bins[bin] += sink.bins[bin];
                }
            }
            pairs += found;
            keys.add(new KeyReport(candidates.keys().get(key).name(), found, likely, candidates.droppedRecords[key]));
        }
        if (alike.followers() > 0) {
            keys.add(new KeyReport(ALIKE, alike.followers(), following(links), 0));
        }
        List<WeightBin> histogram = IntStream.range(0, bins.length)
                .filter(bin -> bins[bin] > 0)
                .mapToObj(bin -> new WeightBin(bin - PairScore.BINS / 2, bins[bin]))
                .toList();
        long automatic = 0;
        long byRule = 0;
        for (int link = 0; link < links.size(); link++) {
            automatic += links.isByRule(link) || links.weight(link) >= model.automatic() ? 1 : 0;
            byRule += links.isByRule(link) ? 1 : 0;
        }
        return new MatchReport(
                candidates.reach().map(Reach::all).orElse((long) table.size()),
                pairs,
                keys,
                recall(links, model),
                trained.iterations(),
                trained.presumed(),
                trained.matches(),
                trained.relatives(),
                histogram,
                MatchModel.bits(model.automatic()),
                MatchModel.bits(model.review()),
                automatic,
                links.size() - automatic,
                byRule,
                mixture.precision(model.automatic()),
                unlinkable(model),
                List.of());
    }

    private long following(Links links) {
        return IntStream.range(0, links.size())
                .filter(link -> alike.isFollowing(links.left(link)) || alike.isFollowing(links.right(link)))
                .count();
    }

    /** Chao's estimate: pairs that one key finds, against pairs that two find, tell how many none finds. */
    private double recall(Links links, MatchModel model) {
        int step = Math.max(1, links.size() / COVERAGE_SAMPLE_MAX);
        long[] byCoverage = IntStream.range(0, links.size() / step)
                .map(i -> i * step)
                .filter(link -> links.weight(link) >= model.automatic())
                .mapToLong(link -> candidates.coverage(links.left(link), links.right(link)))
                .toArray();
        double once = IntStream.range(0, byCoverage.length)
                .filter(i -> byCoverage[i] == 1)
                .count();
        double twice = IntStream.range(0, byCoverage.length)
                .filter(i -> byCoverage[i] == 2)
                .count();
        double unseen = once * (once - 1) / (2 * (twice + 1));
        return byCoverage.length == 0 ? 1 : byCoverage.length / (byCoverage.length + Math.max(0, unseen));
    }

    /** The share of records, by a sample, that would not be linked to a copy of themselves. */
    private double unlinkable(MatchModel model) {
        int size = table.size();
        int step = Math.max(1, size / SELF_SAMPLE_MAX);
        Weights.Tally tally = weights.new Tally();
        long low = IntStream.range(0, size / step)
                .map(i -> i * step)
                .filter(record -> {
                    TablePair pair = new TablePair(table);
                    pair.set(record, record);
                    return weights.weight(pair, Pattern.of(table, record, record), tally) < model.automatic();
                })
                .count();
        return size == 0 ? 0 : low / Math.floor(size / (double) step);
    }

    /** Scores the pairs of one piece of the work. */
    private static final class PairScore implements Candidates.PairSink {
        static final int BINS = 256;

        private static final long BIT = MatchModel.micros(2);

        private final RecordTable table;
        private final Weights weights;
        private final Rules rules;
        private final List<String> ruleNames;
        private final TablePair pair;
        private final Weights.Tally tally;
        private final ScoredPairs found = new ScoredPairs();
        private final long[] bins = new long[BINS];
        private long pairs;

        PairScore(RecordTable table, Weights weights, Rules rules, List<String> ruleNames) {
            this.table = table;
            this.weights = weights;
            this.rules = rules;
            this.ruleNames = ruleNames;
            this.pair = new TablePair(table);
            this.tally = weights.new Tally();
        }

        @Override
        public boolean wants(int left, int right) {
            return !table.isApart(left, right);
        }

        @Override
        public void pair(int left, int right) {
            pairs++;
            long pattern = Pattern.of(table, left, right);
            long weight = weights.ceiling(pattern);
            if (weight + RARITY_MAX < KEPT_MIN) {
                count(weight);
                return;
            }
            pair.set(left, right);
            weight = weights.weight(pair, pattern, tally);
            count(weight);
            int rule = rules.decide(pattern).map(ruleNames::indexOf).orElse(-1);
            if (weight >= KEPT_MIN || rule >= 0) {
                found.add(left, right, weight, pattern, (byte) rule);
            }
        }

        private void count(long weight) {
            long bits = Math.floorDiv(weight, BIT);
            bins[(int) Math.max(0, Math.min(BINS - 1, bits + BINS / 2))]++;
        }
    }
}
