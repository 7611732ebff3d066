package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.loop.gold.GoldOrder.Rerun;
import io.tarn.loop.review.LastModel;
import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.loop.review.VerdictBook;
import io.tarn.loop.testing.TestingHome;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.testing.TestingRules;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.Verdicts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose model verdicts have taught. */
class TaughtRunTest {
    private static final String PERSONS =
            "SELECT list(record_id ORDER BY record_id) FROM identity.profiles GROUP BY" + " profile_id ORDER BY 1";
    private static final String LINKS = "SELECT * FROM identity.links ORDER BY ALL";

    @TempDir
    private Path folder;

    @Test
    void leavesWhatAWholeRunLeavesOnceVerdictsTaught() {
        ChangingTable table = new ChangingTable(place(), 11, 90);
        try (TestingHome few = home("few", 2);
                TestingHome all = home("all", 8)) {
            table.arrive(300);
            few.unify(Rerun.WHEN_CHANGED);
            all.unify(Rerun.WHEN_CHANGED);
            List<RecordVerdict> verdicts = answers(few);
            List.of(few, all).forEach(home -> new VerdictBook(home.lake()).giveAll(verdicts, VerdictBook.Seen.NOTHING));

            Extent taught = extent(few.unify(Rerun.WHEN_CHANGED));
            all.unify(Rerun.ALWAYS);

            assertThat(taught).isInstanceOf(Extent.Whole.class);
            assertThat(taught.kept()).isPresent();
            assertThat(taught.because())
                    .isEqualTo(verdicts.size() + " verdicts were given or taken back since it was taught");
            assertThat(model(few).joining()).isPresent();
            assertThat(few.state()).isEqualTo(all.state());
            for (int batch = 0; batch < 2; batch++) {
                table.edit(2 + batch);
                assertThat(extent(few.unify(Rerun.WHEN_CHANGED))).isInstanceOf(Extent.Part.class);
                all.unify(Rerun.ALWAYS);

                assertThat(few.state()).as("batch " + batch).isEqualTo(all.state());
            }
        }
    }

    @Test
    void endsWhereItBeganOnceVerdictsAreTakenBack() {
        ChangingTable table = new ChangingTable(place(), 11, 90);
        try (TestingHome home = home("home", 2)) {
            table.arrive(300);
            home.unify(Rerun.WHEN_CHANGED);
            MatchModel before = model(home);
            List<String> persons = home.rows(PERSONS);
            List<String> links = home.rows(LINKS);
            List<RecordVerdict> verdicts = answers(home);
            VerdictBook book = new VerdictBook(home.lake());
            book.giveAll(verdicts, VerdictBook.Seen.NOTHING);
            home.unify(Rerun.WHEN_CHANGED);
            assertThat(model(home)).isNotEqualTo(before);
            assertThat(home.rows(PERSONS)).isNotEqualTo(persons);

            verdicts.forEach(one -> book.withdraw(home.tick(), one.id(), "w" + one.id(), "person:ann"));
            home.unify(Rerun.WHEN_CHANGED);

            assertThat(model(home)).isEqualTo(before);
            assertThat(home.rows(PERSONS)).isEqualTo(persons);
            assertThat(home.rows(LINKS)).isEqualTo(links);
        }
    }

    /** One person where more speaks for it than against it, for all pairs that wait and do not contradict others. */
    private static List<RecordVerdict> answers(TestingHome home) {
        List<RecordVerdict> given = new ArrayList<>();
        Verdicts standing = Verdicts.NONE;
        for (ReviewPair pair : new ReviewQueue(home.lake()).pairs(60)) {
            RecordVerdict one = new RecordVerdict(
                    "v" + given.size(),
                    Instant.parse("2026-06-01T07:00:00Z").plusSeconds(given.size()),
                    "person:ann",
                    "review",
                    pair.weight() > 0 ? Finding.SAME : Finding.DIFFERENT,
                    Set.of(pair.left().record()),
                    Set.of(pair.right().record()));
            if (standing.with(one).contradiction().isEmpty()) {
                standing = standing.with(one);
                given.add(one);
            }
        }
        assertThat(given.size()).isGreaterThanOrEqualTo(ExtentChoice.FINDINGS_MIN);
        return given;
    }

    private static MatchModel model(TestingHome home) {
        try (LakeSession session = home.lake().open(new ReadPoint.Latest())) {
            return LastModel.read(session).orElseThrow();
        }
    }

    private static Extent extent(GoldOutcome outcome) {
        assertThat(outcome).isInstanceOf(GoldOutcome.Completed.class);
        return ((GoldOutcome.Completed) outcome).extent();
    }

    private Path place() {
        return folder.resolve("arriving");
    }

    /** A home whose rules leave much to review. */
    private TestingHome home(String name, int threads) {
        return new TestingHome(
                folder.resolve(name),
                SourceDefinition.of(new SourceName("crm"), place().toString()).withKey("id"),
                new TestingRules().reviewProbabilityMin(0.002).build(),
                DeltaLakeConfig.defaults().withThreads(threads));
    }
}
