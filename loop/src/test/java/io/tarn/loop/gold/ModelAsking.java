package io.tarn.loop.gold;

import io.tarn.agents.pair.PairAgent;
import io.tarn.agents.pair.PairAgentConfig;
import io.tarn.agents.pair.ReviewBudget;
import io.tarn.connectors.chat.ChatCompletions;
import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewQueue;
import io.tarn.loop.testing.TestingHome;
import io.tarn.model.policy.IdentityRules;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import io.tarn.testing.TestingPeople;
import io.tarn.testing.TestingRules;
import io.tarn.unify.verdict.PairReviewer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A home of people about some of whom a language model is asked, over HTTP. Confined to one test. */
final class ModelAsking implements AutoCloseable {
    static final int PAIRS_MAX = 1000;
    static final String SAME = verdict("same", "0.95", "the names and the birth date agree");
    static final String DIFFERENT = verdict("different", "0.9", "two people of one household");
    static final String UNSURE = verdict("unsure", "0.3", "only the city is known");

    private static final int PERSONS = 150;

    /** With a review band so wide that some pairs are in it. */
    private static final IdentityRules RULES =
            new TestingRules().reviewProbabilityMin(0.002).build();

    private final Path people;
    private final TestingHome home;

    ModelAsking(Path folder) throws IOException {
        people = folder.resolve("crm.csv");
        Files.write(people, TestingPeople.doubtful(PERSONS));
        home = TestingHome.of(folder.resolve("home"), people, RULES);
    }

    TestingHome home() {
        return home;
    }

    /** The file that the home reads. */
    Path people() {
        return people;
    }

    /** Runs with a model that answers so, for as many pairs. */
    GoldOutcome.Completed unify(Function<String, Reply> manner, int pairsMax) {
        try (TestingChatServer server = new TestingChatServer(manner);
                ChatCompletions chat = chat(server)) {
            return unify(reviewer(chat, pairsMax));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    GoldOutcome.Completed unify(Function<String, Reply> manner) {
        return unify(manner, PAIRS_MAX);
    }

    GoldOutcome.Completed unify(PairReviewer reviewer) {
        home.ask(GoldOrder.Asked.reviewing(reviewer));
        return home.unify();
    }

    static ChatCompletions chat(TestingChatServer server) {
        return new ChatCompletions(server.endpoint(), "small-1", Optional.empty(), Duration.ofMillis(600));
    }

    static PairReviewer reviewer(ChatCompletions chat, int pairsMax) {
        ReviewBudget budget =
                new ReviewBudget(pairsMax, Optional.empty(), Optional.empty(), BigDecimal.ONE, new BigDecimal("2"));
        return new PairAgent(chat, PairAgentConfig.of("small-1", budget), _ -> {});
    }

    /** The pairs that wait for people, in the order of the queue. */
    List<ReviewPair> waiting() {
        return new ReviewQueue(home.lake())
                .pairs(PAIRS_MAX).stream()
                        .filter(pair -> pair.kind() == ReviewPair.Kind.UNCERTAIN)
                        .toList();
    }

    @Override
    public void close() {
        home.close();
    }

    private static String verdict(String verdict, String confidence, String reason) {
        return "{\"verdict\":\"" + verdict + "\",\"confidence\":" + confidence + ",\"reason\":\"" + reason + "\"}";
    }
}
