package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.review.LastModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.match.Links;
import io.tarn.unify.match.RuleCandidates;
import io.tarn.unify.match.RuleCandidates.Candidate;
import io.tarn.unify.match.TableScorer;
import io.tarn.unify.verdict.Verdicts;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Match rules that verdicts suggest, with what each would do to the records that a session sees. Writes nothing. */
public final class ProposedRules {
    private ProposedRules() {}

    /**
     * A rule, and what it would do.
     *
     * @param agree judged pairs that it would link and that people found to be one person; none is two persons
     * @param pairs pairs of records that it would link, judged or not
     * @param apart those of them whose records are in two profiles now
     * @param merging profiles that it would merge with others
     * @param recordsMax how many records the largest of them would have
     */
    public record Proposed(MatchRule rule, int agree, long pairs, long apart, long merging, long recordsMax) {}

    /** Proposes, the rule for which most verdicts speak first. */
    public static List<Proposed> of(
            LakeSession session, IdentityRules declared, Verdicts verdicts, InstantSource clock) {
        ResolveStage.number(session);
        MatchStage matching = new MatchStage(declared, clock, step -> {});
        MatchStage.Matched matched =
                matching.match(session, LastModel.read(session).orElseThrow(LoopErrors::noModel));
        TableScorer scorer = new TableScorer(matched.table(), matched.model(), declared);
        List<RuleCandidates.Judged> judged = VerdictLinks.of(session, verdicts).judged().stream()
                .map(one -> new RuleCandidates.Judged(
                        scorer.pattern(Math.min(one.left(), one.right()), Math.max(one.left(), one.right())),
                        one.isSame()))
                .toList();
        List<Candidate> candidates = RuleCandidates.of(judged, declared);
        if (candidates.isEmpty()) {
            return List.of();
        }
        Clusters clusters = new ClusterStage(declared).cluster(session, matched);
        IdentityRules more = declared.withRules(
                Stream.concat(declared.rules().stream(), candidates.stream().map(Candidate::rule))
                        .toList());
        Links links = new MatchStage(more, clock, step -> {})
                .match(session, matched.model())
                .linked()
                .links();
        return candidates.stream()
                .map(candidate -> effect(candidate, declared, links, clusters))
                .toList();
    }

    private static Proposed effect(Candidate candidate, IdentityRules declared, Links links, Clusters clusters) {
        LongPredicate would = RuleCandidates.links(candidate.rule(), declared);
        int[] met = IntStream.range(0, links.size())
                .filter(link -> would.test(links.pattern(link)))
                .toArray();
        int[] apart = IntStream.of(met)
                .filter(link -> clusters.cluster(links.left(link)) != clusters.cluster(links.right(link)))
                .toArray();
        Set<Integer> merging = new HashSet<>();
        for (int link : apart) {
            merging.addAll(List.of(clusters.cluster(links.left(link)), clusters.cluster(links.right(link))));
        }
        Clusters joined = clusters.joining(
                IntStream.of(apart).map(links::left).toArray(),
                IntStream.of(apart).map(links::right).toArray());
        Map<Integer, Long> sizes = new HashMap<>();
        for (int record = 0; record < joined.records(); record++) {
            sizes.merge(joined.cluster(record), 1L, Long::sum);
        }
        long largest = merging.stream()
                .mapToLong(cluster -> sizes.getOrDefault(joined.cluster(cluster), 0L))
                .max()
                .orElse(0);
        return new Proposed(candidate.rule(), candidate.agree(), met.length, apart.length, merging.size(), largest);
    }
}
