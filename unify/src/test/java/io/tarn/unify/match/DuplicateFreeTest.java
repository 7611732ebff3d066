package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sources that have each person once are linked one to one. */
final class DuplicateFreeTest {
    private static final IdentityRules RULES = IdentityRules.defaults();

    private final TestingTown town = new TestingTown(23, 400);

    @Test
    void noProfileHoldsTwoRecordsOfSuchASource() {
        int[] sources = sources();
        RecordTable table = town.table().apart(sources);
        Matcher matcher = Matcher.of(table, RULES);
        Matcher.Blocking blocking = matcher.block();
        Linked linked = matcher.score(blocking, matcher.train(blocking));

        for (int link = 0; link < linked.links().size(); link++) {
            int left = linked.links().left(link);
            int right = linked.links().right(link);
            assertThat(sources[left] >= 0 && sources[left] == sources[right]).isFalse();
        }
        Clusters clusters = Clustering.of(
                table.size(),
                linked.links(),
                new TableScorer(matcher.table(), linked.model(), RULES),
                linked.model(),
                RULES);
        Map<Integer, Set<Integer>> held = new HashMap<>();
        double right = 0;
        double found = 0;
        for (int record = 0; record < table.size(); record++) {
            int cluster = clusters.cluster(record);
            assertThat(sources[record] < 0
                            || held.computeIfAbsent(cluster, _ -> new HashSet<>())
                                    .add(sources[record]))
                    .as("record %s", record)
                    .isTrue();
            for (int other = 0; other < record; other++) {
                boolean joined = clusters.cluster(other) == cluster;
                found += joined ? 1 : 0;
                right += joined && town.persons.get(other).equals(town.persons.get(record)) ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(100);
        assertThat(right / found).isGreaterThan(0.98);
    }

    /** The records of a person go to sources 0, 1 and to one that says nothing, in turn. */
    private int[] sources() {
        Map<Integer, Integer> seen = new HashMap<>();
        int[] sources = new int[town.records.size()];
        for (int record = 0; record < sources.length; record++) {
            int turn = seen.merge(town.persons.get(record), 1, Integer::sum) - 1;
            sources[record] = turn % 3 == 2 ? -1 : turn % 3;
        }
        return sources;
    }
}
