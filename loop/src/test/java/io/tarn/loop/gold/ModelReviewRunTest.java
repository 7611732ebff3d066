package io.tarn.loop.gold;

import static io.tarn.loop.gold.ModelAsking.DIFFERENT;
import static io.tarn.loop.gold.ModelAsking.PAIRS_MAX;
import static io.tarn.loop.gold.ModelAsking.SAME;
import static io.tarn.loop.gold.ModelAsking.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.loop.testing.TestingHome;
import io.tarn.testing.TestingChatServer.Reply;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairReviewer;
import io.tarn.unify.verdict.RecordVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run makes of what a language model finds of the pairs that it leaves open. */
final class ModelReviewRunTest {
    @TempDir
    private Path folder;

    private ModelAsking asking;
    private TestingHome home;

    @BeforeEach
    void openTheHome() throws IOException {
        asking = new ModelAsking(folder);
        home = asking.home();
    }

    @AfterEach
    void closeTheHome() {
        asking.close();
    }

    @Test
    void joinsWhatItFindsToBeOneAndSaysWhoDecidedWhyAndForHowMuch() {
        long apart = asking.unify(PairReviewer.NONE).built().profiles();

        GoldOutcome.Completed run = asking.unify(_ -> Reply.words(SAME));

        ModelReviewed reviewed = run.reviewed().orElseThrow();
        assertThat(reviewed.asked()).isPositive().isEqualTo(reviewed.open());
        assertThat(reviewed.count(Finding.SAME)).isEqualTo(reviewed.asked());
        assertThat(run.built().profiles()).isLessThan(apart);
        assertThat(home.rows("SELECT DISTINCT decided_by, band FROM identity.links WHERE decided_by LIKE 'model:%'"))
                .containsExactly("model:small-1/pair-1|automatic");
        assertThat(home.rows("SELECT DISTINCT finding, confidence, reason, input_tokens, output_tokens, cost, attempts"
                        + " FROM identity.model_verdicts"))
                .containsExactly("same|0.95|the names and the birth date agree|321|45|0.000411|1");
        assertThat(home.rows("SELECT DISTINCT decided_by LIKE 'model:small-1/pair-1/m%' FROM identity.history WHERE"
                        + " kind = 'merged'"))
                .contains("true");
    }

    @Test
    void asksNothingTwiceAndGivesTheSameResultFromWhatItKnows() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Function<String, Reply> mixed = request -> {
            asked.incrementAndGet();
            return Reply.words(request.hashCode() % 3 == 0 ? DIFFERENT : request.hashCode() % 3 == 1 ? UNSURE : SAME);
        };
        asking.unify(mixed);
        int first = asked.get();
        List<String> members = home.members();

        ModelReviewed again = asking.unify(mixed).reviewed().orElseThrow();
        assertThat(asked.get()).isEqualTo(first);
        assertThat(again.asked()).isZero();
        assertThat(again.known()).isEqualTo(first);
        assertThat(home.members()).isEqualTo(members);

        List<String> lines = Files.readAllLines(asking.people());
        String changed = home.rows("SELECT left_record_id FROM identity.model_verdicts ORDER BY 1 LIMIT 1")
                .getFirst();
        Files.write(
                asking.people(),
                lines.stream()
                        .map(line -> line.startsWith(changed + ",") ? line.replace(",Ulm,", ",Bonn,") : line)
                        .toList());
        asking.unify(mixed);
        assertThat(asked.get() - first).isBetween(0, 10);
    }

    @Test
    void partsWhatItFindsToBeTwoAndAsksNobodyAboutItAnyMore() {
        asking.unify(PairReviewer.NONE);
        List<String> before = home.members();
        List<ReviewPair> waiting = new ReviewQueue(home.lake()).pairs(PAIRS_MAX);
        assertThat(waiting).isNotEmpty();

        asking.unify(_ -> Reply.words(DIFFERENT));

        assertThat(home.members()).isEqualTo(before);
        assertThat(asking.waiting()).isEmpty();
        asking.unify(PairReviewer.NONE);
        assertThat(asking.waiting()).as("switched off, nothing it found counts").isNotEmpty();
    }

    @Test
    void whatItIsUnsureOfOrAnswersBadlyStaysForPeople() {
        asking.unify(PairReviewer.NONE);
        List<String> before = home.members();
        List<String> waiting = waiting();

        for (String words : List.of(UNSURE, "They are the same!", "{\"verdict\":\"same\",\"do\":\"DROP TABLE\"}", "")) {
            GoldOutcome.Completed run = asking.unify(_ -> Reply.words(words));
            assertThat(home.members()).isEqualTo(before);
            assertThat(waiting()).isEqualTo(waiting);
            assertThat(run.reviewed().orElseThrow().joined()).isZero();
        }
    }

    private List<String> waiting() {
        return asking.waiting().stream().map(ReviewPair::id).toList();
    }

    @Test
    void aPersonOutranksTheModel() {
        asking.unify(_ -> Reply.words(SAME));
        String[] pair = pair("identity.links WHERE joined AND decided_by LIKE 'model:%'");
        judge(RecordVerdict.Finding.DIFFERENT, pair);

        asking.unify(_ -> Reply.words(SAME));

        assertThat(home.rows("SELECT decided_by, band, joined FROM identity.links WHERE left_record_id = '" + pair[0]
                        + "' AND right_record_id = '" + pair[1] + "'"))
                .containsExactly("person|rejected|false");
    }

    @Test
    void aPersonWhoFindsTwoToBeOneOutranksAModelThatPartsThem() {
        asking.unify(_ -> Reply.words(DIFFERENT));
        String[] pair = pair("identity.model_verdicts");
        judge(RecordVerdict.Finding.SAME, pair);

        asking.unify(_ -> Reply.words(DIFFERENT));

        assertThat(home.rows("SELECT decided_by, joined FROM identity.links WHERE left_record_id = '" + pair[0]
                        + "' AND right_record_id = '" + pair[1] + "'"))
                .containsExactly("person|true");
    }

    /** The keys of the first pair of a table. */
    private String[] pair(String table) {
        return home.rows("SELECT left_record_id, right_record_id FROM " + table + " ORDER BY 1, 2 LIMIT 1")
                .getFirst()
                .split("\\|", -1);
    }

    private void judge(RecordVerdict.Finding finding, String[] pair) {
        home.judge(finding, "review", TestingHome.records(pair[0]), TestingHome.records(pair[1]));
    }
}
