package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.loop.gold.GoldOrder.Rerun;
import io.tarn.loop.testing.TestingHome;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.testing.TestingRules;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairReviewer;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run that works on changes alone leaves is what one leaves that works on all, by the same model. */
class FewChangesTest {
    private static final String ANSWERS = "SELECT left_record_id, right_record_id, decided_by, finding FROM"
            + " identity.model_verdicts ORDER BY ALL";

    /** Whether many records follow others that say the same of whom they are. */
    private static final String FOLLOWERS =
            "SELECT count(*) > 50 FROM identity.blocks WHERE len(blocks) = 0 AND person_hash IS NOT NULL";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 0", "8, 2"})
    void leavesWhatAWholeRunLeaves(long seed, int crowd) {
        ChangingTable table = new ChangingTable(place(), seed, 90).crowd(crowd);
        Random random = new Random(seed);
        try (TestingHome few = home("few", 2, narrow());
                TestingHome all = home("all", 8, narrow())) {
            table.arrive(300);
            few.unify(Rerun.WHEN_CHANGED);
            all.unify(Rerun.WHEN_CHANGED);
            assertThat(few.state()).isEqualTo(all.state());

            for (int batch = 0; batch < 4; batch++) {
                if (batch % 2 == 0) {
                    table.arrive(1 + random.nextInt(8));
                } else {
                    table.edit(1 + random.nextInt(6));
                }
                if (batch >= 2) {
                    judge(List.of(few, all), table.keys(), random, batch);
                }
                assertThat(extent(few.unify(Rerun.WHEN_CHANGED))).isInstanceOf(Extent.Part.class);
                assertThat(extent(all.unify(Rerun.ALWAYS))).isInstanceOf(Extent.Whole.class);

                assertThat(few.state()).as("batch " + batch).isEqualTo(all.state());
            }
            assertThat(few.rows("SELECT count(*) FROM identity.models")).containsExactly("1");
            assertThat(few.rows(FOLLOWERS)).containsExactly(String.valueOf(crowd > 0));
            assertThat(few.unify(Rerun.WHEN_CHANGED)).isInstanceOf(GoldOutcome.Unchanged.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2})
    void leavesWhatAWholeRunLeavesWhoeverIsAskedAboutOpenPairs(long seed) {
        ChangingTable table = new ChangingTable(place(), seed, 90);
        PairReviewer one = new TestingReviewer("one", 5);
        List<PairReviewer> asked = List.of(
                PairReviewer.NONE,
                one,
                one,
                new TestingReviewer("other", 50),
                PairReviewer.remembering(one),
                PairReviewer.NONE,
                one);
        try (TestingHome few = home("few", 2, narrow().reviewProbabilityMin(0.002));
                TestingHome all = home("all", 8, narrow().reviewProbabilityMin(0.002))) {
            table.arrive(300);
            few.unify(Rerun.WHEN_CHANGED);
            all.unify(Rerun.WHEN_CHANGED);

            for (int batch = 0; batch < asked.size(); batch++) {
                PairReviewer reviewer = asked.get(batch);
                table.edit(1 + batch % 3);
                List.of(few, all).forEach(home -> home.ask(GoldOrder.Asked.reviewing(reviewer)));
                GoldOutcome part = few.unify(Rerun.WHEN_CHANGED);
                GoldOutcome whole = all.unify(Rerun.ALWAYS);

                assertThat(extent(part)).isInstanceOf(Extent.Part.class);
                assertThat(few.state()).as("batch " + batch).isEqualTo(all.state());
                if (reviewer.pairsMax() > 0) {
                    assertThat(few.rows(ANSWERS)).isEqualTo(all.rows(ANSWERS));
                    assertThat(reviewed(part)).isEqualTo(reviewed(whole));
                }
            }
            assertThat(few.rows("SELECT DISTINCT decided_by FROM identity.links WHERE decided_by LIKE 'model:%'"))
                    .isNotEmpty();
        }
    }

    /** What a run asked now, and what it left. */
    private static String reviewed(GoldOutcome outcome) {
        ModelReviewed reviewed = ((GoldOutcome.Completed) outcome).reviewed().orElseThrow();
        return reviewed.found() + " of " + reviewed.open() + ", left " + reviewed.left();
    }

    @Test
    void worksOnAllWhereAMatcherOfOnesOwnScoresPairs() {
        ChangingTable table = new ChangingTable(place(), 7, 60);
        OwnMatcher own = new OwnMatcher(
                new OwnMatcher.Endpoint(
                        URI.create("http://localhost/pairs"),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Optional.empty()),
                OwnMatcher.Mode.COMPARISON,
                100,
                100_000);
        PairMatcher scores = batch -> Collections.nCopies(batch.size(), 0.9);
        try (TestingHome home = home("home", 2, new TestingRules().matcher(own))) {
            home.ask(new GoldOrder.Asked(PairReviewer.NONE, Optional.of(scores)));
            table.arrive(200);
            home.unify(Rerun.WHEN_CHANGED);
            table.arrive(2);

            for (Rerun rerun : List.of(Rerun.WHEN_CHANGED, Rerun.ALWAYS)) {
                assertThat(extent(home.unify(rerun)))
                        .isEqualTo(new Extent.Whole(
                                Optional.empty(),
                                "your own matcher may score pairs otherwise than it did in the last run"));
            }
            assertThat(home.unify(Rerun.WHEN_CHANGED)).isInstanceOf(GoldOutcome.Unchanged.class);
        }
    }

    @Test
    void keepsApartWhatASourceFreeOfDuplicatesHas() {
        ChangingTable table = new ChangingTable(place(), 3, 40);
        TestingRules rules = new TestingRules().duplicateFree(new SourceName("crm"));
        try (TestingHome home = home("home", 2, rules)) {
            table.arrive(150);
            home.unify(Rerun.WHEN_CHANGED);
            table.arrive(5);

            assertThat(extent(home.unify(Rerun.WHEN_CHANGED))).isInstanceOf(Extent.Part.class);
            assertThat(home.rows("SELECT count(*) FROM identity.links")).containsExactly("0");
            home.unify(Rerun.ALWAYS);
            assertThat(home.rows("SELECT count(*) FROM identity.links")).containsExactly("0");
        }
    }

    @Test
    void worksOnAllAndSaysWhyWhereChangesAreManyOrDefinitionsOthers() {
        ChangingTable table = new ChangingTable(place(), 5, 60);
        try (TestingHome home = home("home", 2, narrow())) {
            table.arrive(200);
            assertThat(extent(home.unify(Rerun.WHEN_CHANGED)).because()).isEqualTo("no earlier run");
            table.arrive(20);
            assertThat(extent(home.unify(Rerun.WHEN_CHANGED)))
                    .isInstanceOfSatisfying(
                            Extent.Part.class,
                            part -> assertThat(part.because())
                                    .isEqualTo("20 of 200 records changed since it was trained"));
            table.arrive(21);
            assertThat(extent(home.unify(Rerun.WHEN_CHANGED)).because())
                    .isEqualTo("41 records are new, changed or gone since the last model was trained on 200, more than"
                            + " 20 %");
            home.declare(IdentityRules.defaults());
            assertThat(extent(home.unify(Rerun.WHEN_CHANGED)).because())
                    .isEqualTo("definitions have changed since the last run");
            assertThat(extent(home.unify(Rerun.RETRAINED)).because()).isEqualTo("--retrain was asked for");
            assertThat(home.unify(Rerun.WHEN_CHANGED)).isInstanceOf(GoldOutcome.Unchanged.class);
        }
    }

    /** The same finding in each home: on two records of the table. */
    private static void judge(List<TestingHome> homes, List<String> keys, Random random, int batch) {
        String one = keys.get(random.nextInt(keys.size()));
        String other = keys.get(random.nextInt(keys.size()));
        Finding finding = batch == 3 ? Finding.DIFFERENT : Finding.SAME;
        if (!one.equals(other)) {
            homes.forEach(home -> home.judge(finding, "link", TestingHome.records(one), TestingHome.records(other)));
        }
    }

    /** Rules by which small tables meet the limits: blocks and profiles that are too large. */
    private static TestingRules narrow() {
        return new TestingRules().profileRecordsMax(7).blockRecordsMax(9);
    }

    private Path place() {
        return folder.resolve("arriving");
    }

    private TestingHome home(String name, int threads, TestingRules rules) {
        return new TestingHome(
                folder.resolve(name),
                SourceDefinition.of(new SourceName("crm"), place().toString()).withKey("id"),
                rules.build(),
                DeltaLakeConfig.defaults().withThreads(threads));
    }

    private static Extent extent(GoldOutcome outcome) {
        assertThat(outcome).isInstanceOf(GoldOutcome.Completed.class);
        return ((GoldOutcome.Completed) outcome).extent();
    }
}
