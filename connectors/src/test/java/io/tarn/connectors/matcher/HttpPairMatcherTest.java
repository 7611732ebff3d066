package io.tarn.connectors.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import io.tarn.unify.match.Compared;
import io.tarn.unify.verdict.PairQuestion;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpPairMatcherTest {
    private static final List<PairQuestion> BATCH = List.of(
            new PairQuestion(
                    "7",
                    Map.of(MatchField.FIRST_NAME, "Ann", MatchField.BIRTH_DATE, "1980-03-12"),
                    Map.of(MatchField.FIRST_NAME, "Anna"),
                    List.of(new Compared(ComparisonKind.NAME, 2, "given alike")),
                    Optional.empty()),
            new PairQuestion("8", Map.of(MatchField.CITY, "Ulm"), Map.of(), List.of(), Optional.empty()));

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void postsPairsAsTaggedValuesAndTakesScoresInAnyOrder() throws IOException {
        String answer = "{\"scores\":[{\"id\":\"8\",\"score\":0},{\"id\":\"7\",\"score\":0.93}]}";
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.of(200, answer));
                HttpPairMatcher matcher = matcher(server, Duration.ofSeconds(20))) {
            assertThat(matcher.score(BATCH)).containsExactly(0.93, 0.0);

            assertThat(server.requests())
                    .containsExactly("{\"form\":1,\"pairs\":[{\"id\":\"7\",\"left\":{\"first_name\":\"Ann\","
                            + "\"birth_date\":\"1980-03-12\"},\"right\":{\"first_name\":\"Anna\"}},"
                            + "{\"id\":\"8\",\"left\":{\"city\":\"Ulm\"},\"right\":{}}]}");
            assertThat(server.keys()).containsExactly("secret-key");
        }
    }

    @Test
    void asksAgainWhereTheServerIsBusyOrBroken() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (TestingChatServer server = new TestingChatServer(_ -> switch (calls.getAndIncrement()) {
                    case 0 -> new Reply(429, "", "5");
                    case 1 -> Reply.of(500, "oops");
                    default -> Reply.of(200, "{\"scores\":[{\"id\":\"7\",\"score\":1},{\"id\":\"8\",\"score\":1}]}");
                });
                HttpPairMatcher matcher = matcher(server, Duration.ofSeconds(20))) {
            assertThat(matcher.score(BATCH)).containsExactly(1.0, 1.0);
            assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "<html>; it is no JSON",
                "{'scores':[]}; 2 of 2 pairs have no score",
                "{'scores':[{'id':'7','score':0.5}]}; 1 of 2 pairs have no score",
                "{'scores':[{'id':'7','score':1.5}]}; a score is no number from 0 to 1",
                "{'scores':[{'id':'7','score':'high'}]}; a score is no number from 0 to 1",
                "{'scores':[{'id':'9','score':0.5}]}; it holds a pair that was not asked, or one of them twice"
            })
    void refusesAnAnswerThatIsNotWhole(String answer, String what) throws IOException {
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.of(200, answer.replace('\'', '"')));
                HttpPairMatcher matcher = matcher(server, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> matcher.score(BATCH))
                    .hasMessage("The answer of your matcher at 127.0.0.1 cannot be used: " + what
                            + ". It must be {\"scores\": [{\"id\": \"0\", \"score\": 0.93}, …]} with every pair that"
                            + " was asked about, once. Nothing was changed.");
        }
    }

    @Test
    void endsWithAnErrorWhereNobodyAnswers() throws IOException {
        String help = ". Nothing was changed. Check 'matcher' in identity.yaml and that its server runs, or take it out"
                + " of identity.yaml to go on without it.";
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.NONE);
                HttpPairMatcher matcher = matcher(server, Duration.ofMillis(150))) {
            assertThatThrownBy(() -> matcher.score(BATCH))
                    .hasMessage("Your matcher at 127.0.0.1 gave no scores: no answer within 150 ms, 4 times" + help);
        }
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.of(403, "no"));
                HttpPairMatcher matcher = matcher(server, Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> matcher.score(BATCH))
                    .hasMessage("Your matcher at 127.0.0.1 gave no scores: it answered 403" + help);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private HttpPairMatcher matcher(TestingChatServer server, Duration timeout) {
        OwnMatcher.Endpoint declared = new OwnMatcher.Endpoint(
                URI.create(server.endpoint() + "/pairs"),
                timeout,
                Optional.of("Authorization"),
                Optional.of("env:SCORER_KEY"));
        return new HttpPairMatcher(declared, Optional.of("secret-key"), pauses::add);
    }
}
