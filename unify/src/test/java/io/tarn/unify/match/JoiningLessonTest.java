package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.Joining;
import io.tarn.model.policy.IdentityRules;
import io.tarn.testing.TestingRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.JoiningLesson;
import io.tarn.unify.graph.JoiningLesson.Judged;
import io.tarn.unify.graph.Joins;
import io.tarn.unify.graph.Parting.TwoPersons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What verdicts teach of the clusters that links leave apart. */
final class JoiningLessonTest {
    /** With a review band so wide that there is something to judge. */
    private static final IdentityRules RULES =
            new TestingRules().rules(List.of()).reviewProbabilityMin(0.002).build();

    private final TestingTown town = new TestingTown(5, 400);
    private final Linked linked;
    private final TableScorer scorer;
    private final Clusters clusters;
    private final List<Judged> verdicts = new ArrayList<>();

    JoiningLessonTest() {
        Matcher matcher = Matcher.of(town.table(), RULES);
        Matcher.Blocking blocking = matcher.block();
        linked = matcher.score(blocking, matcher.train(blocking));
        scorer = new TableScorer(matcher.table(), linked.model(), RULES);
        clusters = Clustering.of(town.records.size(), linked.links(), scorer, linked.model(), RULES);
        Links links = linked.links();
        for (int link = 0; link < links.size(); link++) {
            int left = links.left(link);
            int right = links.right(link);
            if (clusters.cluster(left) != clusters.cluster(right)) {
                verdicts.add(new Judged(left, right, isOne(left, right)));
            }
        }
    }

    private boolean isOne(int left, int right) {
        return town.persons.get(left).equals(town.persons.get(right));
    }

    private Optional<Joining> learn(List<Judged> given) {
        return JoiningLesson.learn(clusters, linked.links(), scorer, given);
    }

    private Clusters joined(Joining joining, List<TwoPersons> apart) {
        return Joins.join(clusters, linked.links(), scorer, new Joins.Limits(joining, 500, apart));
    }

    @Test
    void fewVerdictsTeachNothing() {
        assertThat(verdicts.size()).isGreaterThan(30);
        assertThat(learn(List.of())).isEmpty();
        assertThat(learn(verdicts.subList(0, 7))).isEmpty();
    }

    @Test
    void verdictsTeachTheSameInWhateverOrder() {
        Optional<Joining> learned = learn(verdicts);

        assertThat(learned).isPresent();
        for (long seed = 0; seed < 20; seed++) {
            List<Judged> shuffled = new ArrayList<>(verdicts);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(learn(shuffled)).isEqualTo(learned);
        }
    }

    @Test
    void whatIsAlwaysTwoPersonsTeachesToJoinNothing() {
        List<Judged> allTwo = verdicts.stream()
                .map(one -> new Judged(one.left(), one.right(), false))
                .toList();

        assertThat(learn(allTwo))
                .hasValueSatisfying(joining -> assertThat(joining.isNever()).isTrue());
    }

    @Test
    void joinsOnePersonAndHardlyEverTwo() {
        Clusters joined = joined(learn(verdicts).orElseThrow(), List.of());

        int right = 0;
        int wrong = 0;
        for (int left = 0; left < clusters.records(); left++) {
            for (int other = left + 1; other < clusters.records(); other++) {
                boolean isNew = joined.cluster(left) == joined.cluster(other)
                        && clusters.cluster(left) != clusters.cluster(other);
                right += isNew && isOne(left, other) ? 1 : 0;
                wrong += isNew && !isOne(left, other) ? 1 : 0;
            }
        }
        assertThat(right).isPositive();
        assertThat(wrong).isLessThan(right / 2);
    }

    @Test
    void whatIsPresumedLeavesASinglePairToItsBand() {
        Clusters joined = joined(Joining.PRESUMED, List.of());
        Map<Integer, List<Integer>> members =
                IntStream.range(0, clusters.records()).boxed().collect(Collectors.groupingBy(joined::cluster));
        List<List<Integer>> changed = members.values().stream()
                .filter(records ->
                        records.stream().map(clusters::cluster).distinct().count() > 1)
                .toList();

        assertThat(changed)
                .isNotEmpty()
                .allSatisfy(records -> assertThat(records).hasSizeGreaterThan(2));
    }

    @Test
    void keepsApartWhatSomebodyFoundToBeTwo() {
        Joining joining = learn(verdicts).orElseThrow();
        Judged one = verdicts.stream()
                .filter(judged -> joined(joining, List.of()).cluster(judged.left())
                        == joined(joining, List.of()).cluster(judged.right()))
                .findFirst()
                .orElseThrow();

        Clusters joined = joined(joining, List.of(new TwoPersons(Set.of(one.left()), Set.of(one.right()))));

        assertThat(joined.cluster(one.left())).isNotEqualTo(joined.cluster(one.right()));
    }
}
