package io.tarn.connectors.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.agents.language.LanguageModel.Answer;
import io.tarn.agents.language.LanguageModel.Form;
import io.tarn.agents.language.LanguageModel.Question;
import io.tarn.agents.language.LanguageModel.Said;
import io.tarn.agents.language.LanguageModel.Silence;
import io.tarn.agents.language.LanguageModel.Silent;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatCompletionsTest {
    private static final Question QUESTION =
            new Question("p-1", "Do this.", "{\"a\":1}", Optional.of(new Form("answer", "{\"type\":\"object\"}")), 77);

    @Test
    void asksAsTheApiHasItAndBringsWordsAndTokensBack() throws IOException {
        try (TestingChatServer stub = new TestingChatServer(_ -> Reply.words("{\"verdict\":\"same\"}"));
                ChatCompletions chat = chat(stub.endpoint(), Duration.ofSeconds(20))) {
            assertThat(chat.answer(QUESTION)).isEqualTo(new Said("{\"verdict\":\"same\"}", 321, 45));

            assertThat(stub.requests().getFirst())
                    .isEqualTo("{\"model\":\"small-1\",\"messages\":[{\"role\":\"system\",\"content\":\"Do this.\"},"
                            + "{\"role\":\"user\",\"content\":\"{\\\"a\\\":1}\"}],\"max_tokens\":77,\"temperature\":0,"
                            + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\","
                            + "\"strict\":true,\"schema\":{\"type\":\"object\"}}}}");
            assertThat(stub.keys()).containsExactly("Bearer secret-key");
        }
    }

    @Test
    void leavesOutWhatAServerSaysItDoesNotKnowAndKeepsToIt() throws IOException {
        Function<String, Reply> strict = request -> {
            for (String parameter : new String[] {"max_tokens", "temperature", "response_format"}) {
                if (request.contains("\"" + parameter + "\"")) {
                    return Reply.of(400, "{\"error\":{\"param\":\"" + parameter + "\"}}");
                }
            }
            return Reply.words("yes");
        };
        try (TestingChatServer stub = new TestingChatServer(strict);
                ChatCompletions chat = chat(stub.endpoint(), Duration.ofSeconds(20))) {
            assertThat(chat.answer(QUESTION)).isInstanceOf(Said.class);
            assertThat(chat.answer(QUESTION)).isInstanceOf(Said.class);

            assertThat(stub.requests()).hasSize(5);
            assertThat(stub.requests().getLast()).contains("\"max_completion_tokens\":77");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "429, '', 3, NOT_TAKEN, it answered 429, 3",
        "429, '{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"Ann\"}}', '', REFUSED,"
                + " it answered 429 (insufficient_quota), 0",
        "500, oops, '', LOST, it answered 500, 0",
        "503, '', tomorrow, LOST, it answered 503, 0",
        "401, '{\"error\":{\"code\":\"invalid_api_key\"}}', '', REFUSED, it answered 401 (invalid_api_key), 0",
        "302, '', '', REFUSED, it answered 302, 0",
        "200, '<html>Welcome</html>', '', LOST, what it answered is no chat completion, 0"
    })
    void saysHowAServerFailsAndNothingOfWhatItWrites(
            int status, String body, String retryAfter, Silence silence, String why, int seconds) throws IOException {
        try (TestingChatServer stub = new TestingChatServer(_ -> new Reply(status, body, retryAfter));
                ChatCompletions chat = chat(stub.endpoint(), Duration.ofSeconds(20))) {
            assertThat(chat.answer(QUESTION)).isEqualTo(new Silent(why, silence, Duration.ofSeconds(seconds)));
        }
    }

    @Test
    void givesUpOnAServerThatIsSlowTooLongOrNotThere() throws IOException {
        Answer tooSlow = new Silent("no answer within 200 ms", Silence.LOST, Duration.ZERO);
        URI gone;
        try (TestingChatServer stub = new TestingChatServer(_ -> Reply.NONE);
                ChatCompletions chat = chat(stub.endpoint(), Duration.ofMillis(200))) {
            gone = stub.endpoint();
            assertThat(chat.answer(QUESTION)).isEqualTo(tooSlow);
        }
        try (TestingChatServer stub = new TestingChatServer(_ -> Reply.words("x".repeat(2 << 20)));
                ChatCompletions chat = chat(stub.endpoint(), Duration.ofSeconds(20))) {
            assertThat(chat.answer(QUESTION))
                    .isEqualTo(new Silent(
                            "the connection broke, or the answer was above 1048576 bytes",
                            Silence.LOST,
                            Duration.ZERO));
        }
        try (ChatCompletions chat = chat(gone, Duration.ofSeconds(20))) {
            assertThat(chat.answer(QUESTION))
                    .isEqualTo(new Silent(
                            "nobody answers at 127.0.0.1:" + gone.getPort(), Silence.NOT_TAKEN, Duration.ZERO));
        }
    }

    private static ChatCompletions chat(URI endpoint, Duration timeout) {
        return new ChatCompletions(endpoint, "small-1", Optional.of("secret-key"), timeout);
    }
}
