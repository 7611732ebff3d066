package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model in tarn.yaml and a matcher in identity.yaml, from the command line to the tables. */
final class LanguageModelCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aModelAnswersPartOfTheQueueAndSaysWhyAndForHowMuch() throws IOException {
        DoubtfulHome home = DoubtfulHome.unified(folder);
        String reason = "{\"verdict\":\"unsure\",\"confidence\":0.4,\"reason\":\"Only the name Adler agrees.\"}";
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.words(reason))) {
            Files.writeString(home.path().resolve("project").resolve("tarn.yaml"), """
                    agents:
                      language-model:
                        endpoint: %s
                        model: small-1
                        pairs-max: 4
                        input-price: 1
                        output-price: 2
                    """.formatted(server.endpoint()));

            assertThat(home.run("plan").exitCode()).isZero();
            assertThat(server.requests()).isEmpty();
            assertThat(home.run("unify").out())
                    .contains("Reviewed    by model:small-1/pair-1: 4 pairs asked, 0 one person, 0 two, 4 unsure;"
                            + " 1464 tokens, cost 0.0017")
                    .contains("the budget of pairs is spent");
            assertThat(server.requests()).hasSize(4);
            String again = home.run("unify", "--again", "--json").out();
            assertThat(new JsonMapper()
                            .readTree(again)
                            .path("language_model")
                            .path("known")
                            .asInt())
                    .isEqualTo(4);
        }
        JsonNode pairs = new JsonMapper().readTree(home.run("review", "--json").out());
        String pair = "";
        for (JsonNode one : pairs) {
            pair = one.path("language_model").path("finding").asText().equals("unsure")
                    ? one.path("id").asText()
                    : pair;
        }
        assertThat(home.run("review", "--show", pair).out())
                .contains("unsure, confidence 0.40. Only the name ")
                .contains("366 tokens, cost 0.0005");
        List<String> asked = CommandLineRun.rows(
                home.path(),
                "SELECT left_record_id, right_record_id FROM identity.model_verdicts ORDER BY 1, 2 LIMIT 1");
        String[] records = asked.getFirst().split(",", -1);
        assertThat(home.run("explain", "crm:" + records[0], "crm:" + records[1]).out())
                .contains("Asked of a language model:", "model:small-1/pair-1 on ");
    }

    @Test
    void aMatcherThatDoesNotAnswerEndsTheRunWithWhatToDo() throws IOException {
        DoubtfulHome home = DoubtfulHome.unified(folder);
        Path rules = home.rules();
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.of(404, ""))) {
            Files.writeString(
                    rules,
                    Files.readString(rules) + "matcher:\n  url: " + server.endpoint() + "/pairs\n  mode: score\n");

            CommandLineRun run = home.attempt("unify");

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.err())
                    .contains("Your matcher at 127.0.0.1 gave no scores: it answered 404. Nothing was changed. Check"
                            + " 'matcher' in identity.yaml");
        }
    }
}
