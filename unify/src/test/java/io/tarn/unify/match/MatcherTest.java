package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.measure.PartitionMeasures.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

final class MatcherTest {
    private static final IdentityRules RULES = IdentityRules.defaults();

    private final TestingTown town = new TestingTown(11, 400);
    private final RecordTable table = town.table();

    @Test
    void givesTheSameBitsWhateverTheNumberOfThreads() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int threads : new int[] {1, 2, 8}) {
            try (ForkJoinPool pool = new ForkJoinPool(threads)) {
                seen.add(pool.submit(() -> told(table)).get());
            }
        }

        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    @Test
    void findsThePersonsOfATownAndKeepsHouseholdsApart() {
        Linked linked = link(table);
        Clusters clusters = cluster(linked);

        Score score = ClusterScore.of(clusters, town.persons);
        assertThat(score.precision()).as("precision").isGreaterThan(0.98);
        assertThat(score.recall()).as("recall").isGreaterThan(0.93);
    }

    @Test
    void quarantinesAnAddressThatManyNamesShare() {
        Linked linked = link(table);

        assertThat(linked.model().quarantined()).singleElement().satisfies(identifier -> {
            assertThat(identifier.kind()).isEqualTo(ComparisonKind.EMAIL);
            assertThat(identifier.hash()).isEqualTo(Hash.of("info@example.com"));
        });
    }

    @Test
    void scoresAndExplainsOnePairToTheBitsOfTheTable() {
        Linked linked = link(table);
        MatchScorer scorer = new MatchScorer(linked.model(), RULES);

        assertThat(linked.links().size()).isPositive();
        for (int link = 0; link < linked.links().size(); link++) {
            int left = linked.links().left(link);
            int right = linked.links().right(link);
            Evidence evidence = scorer.explain(town.records.get(left)::get, town.records.get(right)::get);
            assertThat(evidence.weight())
                    .isEqualTo(MatchModel.bits(linked.links().weight(link)));
            assertThat(evidence.pattern()).isEqualTo(linked.links().pattern(link));
            assertThat(evidence.probability()).isEqualTo(linked.links().probability(link));
            assertThat(evidence.decidedBy()).isEqualTo(linked.links().decidedBy(link));
            assertThat(evidence.band()).isEqualTo(linked.links().band(link));
            long sum = evidence.steps().stream()
                    .mapToLong(step -> Math.round(step.weight() * 1e6))
                    .sum();
            assertThat(sum).isEqualTo(linked.links().weight(link));
        }
    }

    @Test
    void scoresTheSameInEitherOrder() {
        Linked linked = link(table);
        MatchScorer scorer = new MatchScorer(linked.model(), RULES);

        for (int i = 0; i + 1 < town.records.size(); i += 3) {
            RecordValues left = town.records.get(i)::get;
            RecordValues right = town.records.get(i + 1)::get;
            assertThat(scorer.weight(left, right)).isEqualTo(scorer.weight(right, left));
        }
    }

    @Test
    void matchesNoRecordsAndOneRecordWithoutFault() {
        RecordTable none = new RecordTable.Builder().build();
        RecordTable one =
                new RecordTable.Builder().add(town.records.getFirst()::get).build();

        assertThat(link(none).links().size()).isZero();
        assertThat(link(one).links().size()).isZero();
    }

    @Test
    void fallsBackToPresumedWeightsWhenThereIsNothingToLearn() {
        RecordTable.Builder builder = new RecordTable.Builder();
        town.records.subList(0, 4).forEach(record -> builder.add(record::get));

        assertThat(link(builder.build()).report().presumed()).isTrue();
    }

    @Test
    void keepsEveryLinkInOneOfTwoBands() {
        Links links = link(table).links();

        for (int link = 0; link < links.size(); link++) {
            assertThat(links.left(link)).isLessThan(links.right(link));
            assertThat(links.band(link)).isNotEqualTo(Band.REJECTED);
        }
    }

    private Linked link(RecordTable records) {
        Matcher matcher = Matcher.of(records, RULES);
        Matcher.Blocking blocking = matcher.block();
        return matcher.score(blocking, matcher.train(blocking));
    }

    private Clusters cluster(Linked linked) {
        RecordTable compared = Matcher.of(table, RULES).table();
        TableScorer scorer = new TableScorer(compared, linked.model(), RULES);
        return Clustering.of(table.size(), linked.links(), scorer, linked.model(), RULES);
    }

    private String told(RecordTable records) {
        Linked linked = link(records);
        StringBuilder told = new StringBuilder(linked.model().toString()).append(linked.report());
        Links links = linked.links();
        for (int link = 0; link < links.size(); link++) {
            told.append(links.left(link))
                    .append(' ')
                    .append(links.right(link))
                    .append(' ')
                    .append(links.weight(link));
        }
        Clusters clusters = cluster(linked);
        for (int record = 0; record < clusters.records(); record++) {
            told.append(clusters.cluster(record)).append(' ');
        }
        return told.toString();
    }
}
