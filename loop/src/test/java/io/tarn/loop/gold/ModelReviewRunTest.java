package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.agents.language.RuleBook;
import io.tarn.agents.pair.PairAgent;
import io.tarn.agents.pair.PairAgentConfig;
import io.tarn.agents.pair.ReviewBudget;
import io.tarn.agents.profile.ProfileAgent;
import io.tarn.connectors.chat.ChatCompletions;
import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.Progress;
import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.loop.review.VerdictBook;
import io.tarn.loop.review.VerdictBook.Seen;
import io.tarn.model.identity.RecordName;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import io.tarn.unify.identity.IdentifierLimits;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairReviewer;
import io.tarn.unify.verdict.RecordVerdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that ask a language model about what they leave open, over HTTP, whatever it answers. */
final class ModelReviewRunTest {
    private static final int PERSONS = 150;
    private static final int PAIRS_MAX = 1000;
    private static final String SAME = verdict("same", "0.95", "the names and the birth date agree");
    private static final String DIFFERENT = verdict("different", "0.9", "two people of one household");
    private static final String UNSURE = verdict("unsure", "0.3", "only the city is known");

    private static final List<String> GIVEN =
            List.of("Ann", "Bea", "Cem", "Dora", "Emil", "Fritz", "Gerda", "Hugo", "Ida", "Jonas");
    private static final List<String> FAMILY = List.of(
            "Adler", "Brandt", "Conrad", "Dietz", "Ebert", "Falk", "Graf", "Huber", "Imhof", "Jung", "Kraus", "Lang");

    /** With a review band so wide that some pairs are in it. */
    private static final IdentityRules RULES = wide(IdentityRules.defaults());

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-06-01T08:00:00Z");
    private DeltaLake lake;

    @BeforeEach
    void openTheHome() throws IOException {
        Files.write(folder.resolve("crm.csv"), people());
        lake = DeltaLake.open(folder.resolve("home"), DeltaLakeConfig.defaults());
    }

    private static IdentityRules wide(IdentityRules rules) {
        return new IdentityRules(
                rules.rules(),
                rules.conflicts(),
                rules.namesMax(),
                rules.falseLinkShareMax(),
                0.002,
                rules.profileRecordsMax(),
                rules.blockRecordsMax(),
                rules.candidatesMax());
    }

    /** Two records of each person that surely are one, and of some a third that says little. */
    private static List<String> people() {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
        for (int person = 0; person < PERSONS; person++) {
            String given = GIVEN.get(person % GIVEN.size());
            String family = FAMILY.get(person / GIVEN.size() % FAMILY.size());
            String born = (1950 + person % 50) + "-0" + (1 + person % 9) + "-1" + person % 10;
            String mail = given.toLowerCase(Locale.ROOT) + person + "@example.com";
            lines.add("a" + person + "," + given + "," + family + "," + born + ",Ulm," + mail);
            lines.add("b" + person + "," + given + "," + family + "," + born + ",Ulm,");
            if (person % 5 == 0) {
                lines.add("c" + person + "," + given.substring(0, 1) + "," + family + ",,Ulm,");
                lines.add("d" + person + "," + given + "," + family + "," + born.substring(0, 4) + "-01-01,,");
            }
        }
        return lines;
    }

    @AfterEach
    void closeTheHome() {
        lake.close();
    }

    @Test
    void joinsWhatItFindsToBeOneAndSaysWhoDecidedWhyAndForHowMuch() {
        long apart = unify(PairReviewer.NONE).built().profiles();

        GoldOutcome.Completed run = asking(_ -> Reply.words(SAME), PAIRS_MAX);

        ModelReviewed reviewed = run.reviewed().orElseThrow();
        assertThat(reviewed.asked()).isPositive().isEqualTo(reviewed.open());
        assertThat(reviewed.count(Finding.SAME)).isEqualTo(reviewed.asked());
        assertThat(run.built().profiles()).isLessThan(apart);
        assertThat(rows("SELECT DISTINCT decided_by, band FROM identity.links WHERE decided_by LIKE 'model:%'"))
                .containsExactly("model:small-1/pair-1|automatic");
        assertThat(rows("SELECT DISTINCT finding, confidence, reason, input_tokens, output_tokens, cost, attempts FROM"
                        + " identity.model_verdicts"))
                .containsExactly("same|0.95|the names and the birth date agree|321|45|0.000411|1");
        assertThat(rows("SELECT DISTINCT decided_by LIKE 'model:small-1/pair-1/m%' FROM identity.history WHERE kind ="
                        + " 'merged'"))
                .contains("true");
    }

    @Test
    void asksNothingTwiceAndGivesTheSameResultFromWhatItKnows() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Function<String, Reply> mixed = request -> {
            asked.incrementAndGet();
            return Reply.words(request.hashCode() % 3 == 0 ? DIFFERENT : request.hashCode() % 3 == 1 ? UNSURE : SAME);
        };
        asking(mixed, PAIRS_MAX);
        int first = asked.get();
        List<String> state = state();

        ModelReviewed again = asking(mixed, PAIRS_MAX).reviewed().orElseThrow();
        assertThat(asked.get()).isEqualTo(first);
        assertThat(again.asked()).isZero();
        assertThat(again.known()).isEqualTo(first);
        assertThat(state()).isEqualTo(state);

        List<String> lines = Files.readAllLines(folder.resolve("crm.csv"));
        String changed = rows("SELECT left_record_id FROM identity.model_verdicts ORDER BY 1 LIMIT 1")
                .getFirst();
        Files.write(
                folder.resolve("crm.csv"),
                lines.stream()
                        .map(line -> line.startsWith(changed + ",") ? line.replace(",Ulm,", ",Bonn,") : line)
                        .toList());
        asking(mixed, PAIRS_MAX);
        assertThat(asked.get() - first).isBetween(0, 10);
    }

    @Test
    void partsWhatItFindsToBeTwoAndAsksNobodyAboutItAnyMore() {
        unify(PairReviewer.NONE);
        List<String> before = state();
        List<ReviewPair> waiting = new ReviewQueue(lake).pairs(PAIRS_MAX);
        assertThat(waiting).isNotEmpty();

        asking(_ -> Reply.words(DIFFERENT), PAIRS_MAX);

        assertThat(state()).isEqualTo(before);
        assertThat(uncertain()).isEmpty();
        unify(PairReviewer.NONE);
        assertThat(uncertain()).as("switched off, nothing it found counts").isNotEmpty();
    }

    @Test
    void whatItIsUnsureOfOrAnswersBadlyStaysForPeople() {
        unify(PairReviewer.NONE);
        List<String> before = state();
        List<String> waiting = uncertain();

        for (String words : List.of(UNSURE, "They are the same!", "{\"verdict\":\"same\",\"do\":\"DROP TABLE\"}", "")) {
            GoldOutcome.Completed run = asking(_ -> Reply.words(words), PAIRS_MAX);
            assertThat(state()).isEqualTo(before);
            assertThat(uncertain()).isEqualTo(waiting);
            assertThat(run.reviewed().orElseThrow().joined()).isZero();
        }
    }

    @Test
    void aModelThatIsSlowBrokenOrGoneFailsNoRun() throws IOException {
        unify(PairReviewer.NONE);
        List<String> before = state();

        ModelReviewed slow = asking(_ -> Reply.NONE, PAIRS_MAX).reviewed().orElseThrow();
        assertThat(slow.count(Finding.UNANSWERED)).isBetween(5L, 8L);
        assertThat(slow.left()).isEqualTo(slow.open() - slow.asked());
        assertThat(slow.stopped()).isEqualTo("the model did not answer 5 times in a row: no answer within 600 ms");
        ModelReviewed broken =
                asking(_ -> Reply.of(500, "oops"), PAIRS_MAX).reviewed().orElseThrow();
        assertThat(broken.stopped()).isEqualTo("the model did not answer 5 times in a row: it answered 500");
        PairReviewer gone;
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.NONE)) {
            gone = reviewer(chat(server), ReviewBudget.ofPairs(PAIRS_MAX));
        }
        assertThat(unify(gone).reviewed().orElseThrow().stopped())
                .startsWith("the model did not answer 5 times in a row: nobody answers at 127.0.0.1:");
        assertThat(state()).isEqualTo(before);

        Set<String> refused = ConcurrentHashMap.newKeySet();
        ModelReviewed busy = asking(
                        request -> refused.add(request) ? new Reply(429, "", "0") : Reply.words(UNSURE), PAIRS_MAX)
                .reviewed()
                .orElseThrow();
        assertThat(busy.count(Finding.UNSURE)).isEqualTo(busy.open());
    }

    @Test
    void keepsToItsBudgetAndGoesOnWithTheNextPairsInTheNextRun() {
        AtomicInteger asked = new AtomicInteger();
        Function<String, Reply> counting = _ -> {
            asked.incrementAndGet();
            return Reply.words(UNSURE);
        };
        ModelReviewed first = asking(counting, 3).reviewed().orElseThrow();
        assertThat(asked.get()).isEqualTo(3);
        assertThat(first.left()).isEqualTo(first.open() - 3);
        assertThat(first.stopped()).isEqualTo("the budget of pairs is spent");
        List<ReviewPair> queue = new ReviewQueue(lake)
                .pairs(PAIRS_MAX).stream()
                        .filter(pair -> pair.kind() == ReviewPair.Kind.UNCERTAIN)
                        .toList();
        List<String> known = rows("SELECT left_record_id, right_record_id FROM identity.model_verdicts");
        assertThat(queue.stream()
                        .filter(pair -> known.contains(names(pair)))
                        .map(ReviewPair::worth)
                        .toList())
                .as("the worthiest of the queue")
                .isEqualTo(queue.stream().limit(3).map(ReviewPair::worth).toList());

        asking(counting, 3);
        assertThat(asked.get()).isEqualTo(6);
        assertThat(rows("SELECT count(DISTINCT (left_record_id, right_record_id)) FROM identity.model_verdicts"))
                .containsExactly("6");
    }

    @Test
    void aPersonOutranksTheModel() {
        asking(_ -> Reply.words(SAME), PAIRS_MAX);
        List<String> joined = rows("SELECT left_record_id, right_record_id FROM identity.links WHERE joined AND"
                + " decided_by LIKE 'model:%' ORDER BY 1, 2 LIMIT 1");
        String[] pair = joined.getFirst().split("\\|", -1);
        give(RecordVerdict.Finding.DIFFERENT, pair[0], pair[1]);

        asking(_ -> Reply.words(SAME), PAIRS_MAX);

        assertThat(rows("SELECT decided_by, band, joined FROM identity.links WHERE left_record_id = '" + pair[0]
                        + "' AND right_record_id = '" + pair[1] + "'"))
                .containsExactly("person|rejected|false");
    }

    @Test
    void aPersonWhoFindsTwoToBeOneOutranksAModelThatPartsThem() {
        asking(_ -> Reply.words(DIFFERENT), PAIRS_MAX);
        String[] pair =
                rows("SELECT left_record_id, right_record_id FROM identity.model_verdicts ORDER BY 1, 2 LIMIT 1")
                        .getFirst()
                        .split("\\|", -1);
        give(RecordVerdict.Finding.SAME, pair[0], pair[1]);

        asking(_ -> Reply.words(DIFFERENT), PAIRS_MAX);

        assertThat(rows("SELECT decided_by, joined FROM identity.links WHERE left_record_id = '" + pair[0]
                        + "' AND right_record_id = '" + pair[1] + "'"))
                .containsExactly("person|true");
    }

    @Test
    void whatARecordSaysIsDataWhateverItSays() {
        List<String> requests = new ArrayList<>();
        asking(
                request -> {
                    synchronized (requests) {
                        requests.add(request);
                    }
                    return Reply.words(UNSURE);
                },
                PAIRS_MAX);

        assertThat(requests).allSatisfy(request -> {
            assertThat(request).contains("\"role\":\"system\"");
            assertThat(request.substring(0, request.indexOf("\"role\":\"user\"")))
                    .doesNotContain("Adler");
            assertThat(request).doesNotContain("crm").doesNotContain("\"a1\"");
        });
    }

    private static String names(ReviewPair pair) {
        return pair.left().record().recordId() + "|" + pair.right().record().recordId();
    }

    private void give(RecordVerdict.Finding finding, String left, String right) {
        new VerdictBook(lake)
                .give(
                        now,
                        at -> new RecordVerdict(
                                "v" + left,
                                at,
                                "person:ann",
                                "review",
                                finding,
                                Set.of(new RecordName("crm", left)),
                                Set.of(new RecordName("crm", right))),
                        Seen.NOTHING);
    }

    private List<String> uncertain() {
        return new ReviewQueue(lake)
                .pairs(PAIRS_MAX).stream()
                        .filter(pair -> pair.kind() == ReviewPair.Kind.UNCERTAIN)
                        .map(ReviewPair::id)
                        .toList();
    }

    private GoldOutcome.Completed asking(Function<String, Reply> manner, int pairsMax) {
        try (TestingChatServer server = new TestingChatServer(manner);
                ChatCompletions chat = chat(server)) {
            ReviewBudget budget =
                    new ReviewBudget(pairsMax, Optional.empty(), Optional.empty(), BigDecimal.ONE, new BigDecimal("2"));
            return unify(reviewer(chat, budget));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ChatCompletions chat(TestingChatServer server) {
        return new ChatCompletions(server.endpoint(), "small-1", Optional.empty(), Duration.ofMillis(600));
    }

    private static PairReviewer reviewer(ChatCompletions chat, ReviewBudget budget) {
        return new PairAgent(chat, PairAgentConfig.of("small-1", budget), _ -> {});
    }

    private GoldOutcome.Completed unify(PairReviewer reviewer) {
        LandStage landing = new LandStage(
                lake, new DeclaredSources(Map.of()), folder.resolve("landing"), this::tick, Progress.SILENT);
        GoldOrder order = new GoldOrder(
                List.of(SourceDefinition.of(
                        new SourceName("crm"), folder.resolve("crm.csv").toString())),
                RULES,
                SurvivorshipRules.defaults(),
                IdentifierLimits.defaults(),
                GoldOrder.Approval.NOT_NEEDED,
                GoldOrder.Rerun.ALWAYS,
                new Undefined(),
                GoldOrder.Tests.NONE,
                "test");
        GoldOutcome outcome = new GoldRun(
                        lake, landing, new PrepareStage(new ProfileAgent(new RuleBook())), this::tick, Progress.SILENT)
                .run(order.asking(GoldOrder.Asked.reviewing(reviewer)));
        assertThat(outcome).isInstanceOf(GoldOutcome.Completed.class);
        return (GoldOutcome.Completed) outcome;
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    private List<String> state() {
        return rows("SELECT source, record_id, profile_id FROM identity.profiles ORDER BY 1, 2");
    }

    private List<String> rows(String sql) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            int columns = session.columns(Statement.of(sql)).size();
            return session.query(Statement.of(sql), row -> {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < columns; i++) {
                    text.append(i == 0 ? "" : "|").append(row.text(i));
                }
                return text.toString();
            });
        }
    }

    private static String verdict(String verdict, String confidence, String reason) {
        return "{\"verdict\":\"" + verdict + "\",\"confidence\":" + confidence + ",\"reason\":\"" + reason + "\"}";
    }

    /** Definitions that nobody keeps. */
    private static final class Undefined implements GoldOrder.Definitions {
        @Override
        public String hash() {
            return "none";
        }

        @Override
        public String settle(Prepared prepared) {
            return "none";
        }
    }
}
