package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.MatchStage.Matched;
import io.tarn.loop.review.ModelVerdictBook;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.RecordName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.MatchScorer;
import io.tarn.unify.match.TableScorer;
import io.tarn.unify.verdict.ModelVerdict;
import io.tarn.unify.verdict.OpenPairs;
import io.tarn.unify.verdict.OpenPairs.Open;
import io.tarn.unify.verdict.PairAnswer;
import io.tarn.unify.verdict.PairAnswer.Cost;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairQuestion;
import io.tarn.unify.verdict.PairReviewer;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import io.tarn.unify.verdict.Worth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks a language model about the pairs that a run leaves open, the worthiest first, and keeps what it found. What it
 * found before holds while both records say what they said then: such a pair is not asked again.
 *
 * <p>Confined to one thread. Whatever the model does, a run goes on: what it leaves open stays for people.
 */
final class ModelReview {
    private final Lake lake;
    private final PairReviewer reviewer;
    private final InstantSource clock;
    private final Progress progress;
    private Optional<ModelReviewed> reviewed = Optional.empty();

    ModelReview(Lake lake, PairReviewer reviewer, InstantSource clock, Progress progress) {
        this.lake = lake;
        this.reviewer = reviewer;
        this.clock = clock;
        this.progress = progress;
    }

    /** Nobody is asked and nothing was answered. */
    boolean isOff() {
        return reviewer.name().isEmpty();
    }

    /** Whether pairs are asked about now. */
    boolean asks() {
        return !isOff() && reviewer.pairsMax() > 0;
    }

    /** The records of pairs that were found to be one person or two, whatever they say now. */
    Set<RecordName> decided(LakeSession session) {
        Set<RecordName> records = new TreeSet<>();
        kept(session).stream()
                .filter(one ->
                        one.answer().finding() == Finding.SAME || one.answer().finding() == Finding.DIFFERENT)
                .forEach(one ->
                        records.addAll(List.of(one.pair().left(), one.pair().right())));
        return records;
    }

    private List<ModelVerdict> kept(LakeSession session) {
        return !isOff() && ModelVerdictBook.isKept(lake) ? ModelVerdictBook.read(session) : List.of();
    }

    /** What came of it, once {@link #decide} was called. */
    Optional<ModelReviewed> reviewed() {
        return reviewed;
    }

    /**
     * What the run knows of its records.
     *
     * @param clusters as they would be if nobody were asked
     * @param apart records found to be two persons each
     */
    record Situation(Matched matched, TableScorer scorer, Clusters clusters, List<TwoPersons> apart) {}

    /** What holds of two records, and which verdict says so. */
    record Held(Links.Found found, String verdict) {
        boolean isSame() {
            return found.finding() == Links.Found.Finding.SAME;
        }
    }

    /** Asks, and says what holds now, by the numbers of records; in order of the pairs. */
    List<Held> decide(LakeSession session, IdentityRules rules, Situation situation) {
        String by = "model:" + reviewer.name().orElseThrow();
        double even = Worth.open(situation.matched().model());
        List<Open> open =
                OpenPairs.of(situation.matched().linked().links(), situation.clusters(), situation.apart(), even);
        List<ModelVerdict> kept = kept(session);
        ReviewedRecords records = ReviewedRecords.read(session, open, kept);
        Map<Pair, ModelVerdict> holding = records.holding(kept);
        long known = holding.size();
        List<Open> asking = unanswered(open, records, holding, by, situation.clusters());
        List<Open> now = asking.stream().limit(reviewer.pairsMax()).toList();
        List<PairQuestion> questions = records.questions(
                session, now, new MatchScorer(situation.matched().model(), rules));
        if (!questions.isEmpty()) {
            progress.stage("Asking a language model about " + questions.size() + " pairs");
        }
        PairReviewer.Review review =
                questions.isEmpty() ? new PairReviewer.Review(List.of(), "") : reviewer.review(questions);
        List<ModelVerdict> made =
                verdicts(review.answers(), now, records, by, situation.matched().model());
        new ModelVerdictBook(lake).add(made);
        records.holding(made).forEach(holding::put);
        List<Held> found = found(holding, records, situation.scorer());
        reviewed = Optional.of(new ModelReviewed(
                by,
                open.size(),
                counted(made),
                known,
                found.stream().filter(Held::isSame).count(),
                found.stream().filter(one -> !one.isSame()).count(),
                conflicting(holding, records, situation.scorer()),
                asking.size() - (long) made.size(),
                stopped(review, asking.size() - made.size()),
                made.stream().map(one -> one.answer().cost()).reduce(Cost.NONE, Cost::plus)));
        return found;
    }

    private String stopped(PairReviewer.Review review, int left) {
        if (!review.stopped().isEmpty() || left == 0) {
            return review.stopped();
        }
        return reviewer.pairsMax() == 0 ? "nothing is asked now" : "the budget of pairs is spent";
    }

    private static Map<Finding, Long> counted(List<ModelVerdict> made) {
        Map<Finding, Long> counts = new EnumMap<>(Finding.class);
        made.forEach(one -> counts.merge(one.answer().finding(), 1L, Long::sum));
        return counts;
    }

    /** Open pairs of which nothing is known: not whether their profiles are one person, nor that this model is unsure. */
    private static List<Open> unanswered(
            List<Open> open, ReviewedRecords records, Map<Pair, ModelVerdict> holding, String by, Clusters clusters) {
        Set<Long> decided = new HashSet<>();
        Set<Pair> unsure = new HashSet<>();
        holding.forEach((pair, verdict) -> {
            if (verdict.answer().finding() != Finding.UNSURE) {
                decided.add(between(clusters, records.number(pair.left()), records.number(pair.right())));
            } else if (verdict.decidedBy().equals(by)) {
                unsure.add(pair);
            }
        });
        return open.stream()
                .filter(one -> !decided.contains(between(clusters, one.left(), one.right())))
                .filter(one -> !unsure.contains(records.pair(one)))
                .toList();
    }

    private static long between(Clusters clusters, int left, int right) {
        int one = clusters.cluster(left);
        int other = clusters.cluster(right);
        return ((long) Math.min(one, other) << 32) | Math.max(one, other);
    }

    private List<ModelVerdict> verdicts(
            List<PairAnswer> answers, List<Open> asked, ReviewedRecords records, String by, MatchModel model) {
        Map<String, Open> byId = new HashMap<>();
        asked.forEach(one -> byId.put(ReviewedRecords.id(one), one));
        Instant at = clock.instant();
        List<ModelVerdict> verdicts = new ArrayList<>();
        for (PairAnswer answer : answers) {
            Open one = Objects.requireNonNull(byId.get(answer.id()));
            Pair pair = records.pair(one);
            verdicts.add(new ModelVerdict(
                    VerdictIds.of(pair, at, by),
                    at,
                    by,
                    pair,
                    answer,
                    records.state(pair.left()),
                    records.state(pair.right()),
                    model.version(),
                    MatchModel.bits(one.weight())));
        }
        return verdicts;
    }

    private static long conflicting(Map<Pair, ModelVerdict> holding, ReviewedRecords records, TableScorer scorer) {
        return holding.values().stream()
                .filter(one -> one.answer().finding() == Finding.SAME)
                .map(ModelVerdict::pair)
                .filter(pair -> scorer.conflicts(records.number(pair.left()), records.number(pair.right())))
                .count();
    }

    /**
     * What is sure enough to count: one person, unless the two contradict each other, or two. Rules are people's word: what
     * they link is not asked about, and no earlier answer counts against it.
     */
    private static List<Held> found(Map<Pair, ModelVerdict> holding, ReviewedRecords records, TableScorer scorer) {
        List<Held> found = new ArrayList<>();
        new TreeMap<>(holding).forEach((pair, verdict) -> {
            int left = Math.min(records.number(pair.left()), records.number(pair.right()));
            int right = Math.max(records.number(pair.left()), records.number(pair.right()));
            boolean same = verdict.answer().finding() == Finding.SAME;
            boolean counts =
                    same ? !scorer.conflicts(left, right) : verdict.answer().finding() == Finding.DIFFERENT;
            if (counts && !scorer.isByRule(left, right)) {
                Links.Found one = new Links.Found(
                        left,
                        right,
                        scorer.weight(left, right),
                        scorer.pattern(left, right),
                        same ? Links.Found.Finding.SAME : Links.Found.Finding.DIFFERENT,
                        verdict.decidedBy());
                found.add(new Held(one, verdict.id()));
            }
        });
        return found;
    }
}
