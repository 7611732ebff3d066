package io.tarn.loop.gold;

import static io.tarn.loop.gold.ModelAsking.PAIRS_MAX;
import static io.tarn.loop.gold.ModelAsking.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.loop.review.ReviewPair;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairReviewer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run asks a language model: for how long, what about first, and by telling it what. */
final class ModelAskingRunTest {
    @TempDir
    private Path folder;

    private ModelAsking asking;

    @BeforeEach
    void openTheHome() throws IOException {
        asking = new ModelAsking(folder);
    }

    @AfterEach
    void closeTheHome() {
        asking.close();
    }

    @Test
    void aModelThatIsSlowBrokenOrGoneFailsNoRun() throws IOException {
        asking.unify(PairReviewer.NONE);
        List<String> before = asking.home().members();

        ModelReviewed slow = reviewed(_ -> Reply.NONE, PAIRS_MAX);
        assertThat(slow.count(Finding.UNANSWERED)).isBetween(5L, 8L);
        assertThat(slow.left()).isEqualTo(slow.open() - slow.asked());
        assertThat(slow.stopped()).isEqualTo("the model did not answer 5 times in a row: no answer within 600 ms");
        ModelReviewed broken = reviewed(_ -> Reply.of(500, "oops"), PAIRS_MAX);
        assertThat(broken.stopped()).isEqualTo("the model did not answer 5 times in a row: it answered 500");
        PairReviewer gone;
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.NONE)) {
            gone = ModelAsking.reviewer(ModelAsking.chat(server), PAIRS_MAX);
        }
        assertThat(asking.unify(gone).reviewed().orElseThrow().stopped())
                .startsWith("the model did not answer 5 times in a row: nobody answers at 127.0.0.1:");
        assertThat(asking.home().members()).isEqualTo(before);

        Set<String> refused = ConcurrentHashMap.newKeySet();
        ModelReviewed busy =
                reviewed(request -> refused.add(request) ? new Reply(429, "", "0") : Reply.words(UNSURE), PAIRS_MAX);
        assertThat(busy.count(Finding.UNSURE)).isEqualTo(busy.open());
    }

    @Test
    void keepsToItsBudgetAndGoesOnWithTheNextPairsInTheNextRun() {
        AtomicInteger asked = new AtomicInteger();
        Function<String, Reply> counting = _ -> {
            asked.incrementAndGet();
            return Reply.words(UNSURE);
        };
        ModelReviewed first = reviewed(counting, 3);
        assertThat(asked.get()).isEqualTo(3);
        assertThat(first.left()).isEqualTo(first.open() - 3);
        assertThat(first.stopped()).isEqualTo("the budget of pairs is spent");
        List<ReviewPair> queue = asking.waiting();
        List<String> known = asking.home().rows("SELECT left_record_id, right_record_id FROM identity.model_verdicts");
        assertThat(queue.stream()
                        .filter(pair -> known.contains(keys(pair)))
                        .map(ReviewPair::worth)
                        .toList())
                .as("the worthiest of the queue")
                .isEqualTo(queue.stream().limit(3).map(ReviewPair::worth).toList());

        reviewed(counting, 3);
        assertThat(asked.get()).isEqualTo(6);
        assertThat(asking.home()
                        .rows("SELECT count(DISTINCT (left_record_id, right_record_id)) FROM identity.model_verdicts"))
                .containsExactly("6");
    }

    @Test
    void whatARecordSaysIsDataWhateverItSays() {
        List<String> requests = new ArrayList<>();
        asking.unify(request -> {
            synchronized (requests) {
                requests.add(request);
            }
            return Reply.words(UNSURE);
        });

        assertThat(requests).allSatisfy(request -> {
            assertThat(request).contains("\"role\":\"system\"");
            assertThat(request.substring(0, request.indexOf("\"role\":\"user\"")))
                    .doesNotContain("Adler");
            assertThat(request).doesNotContain("crm").doesNotContain("\"a1\"");
        });
    }

    private ModelReviewed reviewed(Function<String, Reply> manner, int pairsMax) {
        return asking.unify(manner, pairsMax).reviewed().orElseThrow();
    }

    private static String keys(ReviewPair pair) {
        return pair.left().record().recordId() + "|" + pair.right().record().recordId();
    }
}
