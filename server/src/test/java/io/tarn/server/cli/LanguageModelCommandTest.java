package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.testing.TestingChatServer;
import io.tarn.testing.TestingChatServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model in tarn.yaml and a matcher in identity.yaml, from the command line to the tables. */
final class LanguageModelCommandTest {
    private static final List<String> GIVEN =
            List.of("Ann", "Bea", "Cem", "Dora", "Emil", "Fritz", "Gerda", "Hugo", "Ida", "Jonas");
    private static final List<String> FAMILY = List.of(
            "Adler", "Brandt", "Conrad", "Dietz", "Ebert", "Falk", "Graf", "Huber", "Imhof", "Jung", "Kraus", "Lang");

    @TempDir
    private Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home(), arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private void addSource() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
        for (int person = 0; person < 150; person++) {
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
        Files.write(folder.resolve("crm.csv"), lines);
        run("source", "add", "crm", folder.resolve("crm.csv").toString(), "--key", "id");
        run("unify");
        Path rules = home().resolve("project").resolve("identity.yaml");
        Files.writeString(
                rules, Files.readString(rules).replace("review_probability_min: 0.5", "review_probability_min: 0.002"));
        run("unify");
    }

    @Test
    void aModelAnswersPartOfTheQueueAndSaysWhyAndForHowMuch() throws IOException {
        addSource();
        String reason = "{\"verdict\":\"unsure\",\"confidence\":0.4,\"reason\":\"Only the name Adler agrees.\"}";
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.words(reason))) {
            Files.writeString(home().resolve("project").resolve("tarn.yaml"), """
                    agents:
                      language-model:
                        endpoint: %s
                        model: small-1
                        pairs-max: 4
                        input-price: 1
                        output-price: 2
                    """.formatted(server.endpoint()));

            assertThat(run("plan").exitCode()).isZero();
            assertThat(server.requests()).isEmpty();
            assertThat(run("unify").out())
                    .contains("Reviewed    by model:small-1/pair-1: 4 pairs asked, 0 one person, 0 two, 4 unsure;"
                            + " 1464 tokens, cost 0.0017")
                    .contains("the budget of pairs is spent");
            assertThat(server.requests()).hasSize(4);
            String again = run("unify", "--again", "--json").out();
            assertThat(new JsonMapper()
                            .readTree(again)
                            .path("language_model")
                            .path("known")
                            .asInt())
                    .isEqualTo(4);
        }
        JsonNode pairs = new JsonMapper().readTree(run("review", "--json").out());
        String pair = "";
        for (JsonNode one : pairs) {
            pair = one.path("language_model").path("finding").asText().equals("unsure")
                    ? one.path("id").asText()
                    : pair;
        }
        assertThat(run("review", "--show", pair).out())
                .contains("unsure, confidence 0.40. Only the name ")
                .contains("366 tokens, cost 0.0005");
        List<String> asked = CommandLineRun.rows(
                home(), "SELECT left_record_id, right_record_id FROM identity.model_verdicts ORDER BY 1, 2 LIMIT 1");
        String[] records = asked.getFirst().split(",", -1);
        assertThat(run("explain", "crm:" + records[0], "crm:" + records[1]).out())
                .contains("Asked of a language model:", "model:small-1/pair-1 on ");
    }

    @Test
    void aMatcherThatDoesNotAnswerEndsTheRunWithWhatToDo() throws IOException {
        addSource();
        Path rules = home().resolve("project").resolve("identity.yaml");
        try (TestingChatServer server = new TestingChatServer(_ -> Reply.of(404, ""))) {
            Files.writeString(
                    rules,
                    Files.readString(rules) + "matcher:\n  url: " + server.endpoint() + "/pairs\n  mode: score\n");

            CommandLineRun run = CommandLineRun.at(home(), "unify");

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.err())
                    .contains("Your matcher at 127.0.0.1 gave no scores: it answered 404. Nothing was changed. Check"
                            + " 'matcher' in identity.yaml");
        }
    }
}
