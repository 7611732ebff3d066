package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees beforehand who adds a source, edits a rule and knows of some records who they are. */
final class PlanCommandTest {
    private static final String HISTORY = "SELECT kind, count(*) FROM identity.history GROUP BY 1 ORDER BY 1";

    /** So that matching has something to learn from. */
    private static final List<String> FAMILIES = List.of(
            "Adler", "Brandt", "Conrad", "Dietz", "Engel", "Frank", "Graf", "Haas", "Jung", "Kaiser", "Lorenz",
            "Maurer");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void writeSources() throws IOException {
        home = folder.resolve("home");
        writeCrm(20);
        Files.writeString(folder.resolve("shop.csv"), """
                order_id,customer_name,mail
                s-2001,Anna Koch,anna.koch@example.org
                s-2002,Hans Busch,hans@example.org
                s-2003,Hans Busch,hans@example.org
                """);
        at("source", "add", "crm", folder.resolve("crm.csv").toString(), "--key", "id");
        at("unify");
    }

    /** Couples that share an address, and so many years lie between them; with none they are one person twice. */
    private void writeCrm(int years) throws IOException {
        StringBuilder crm = new StringBuilder("""
                id,first_name,last_name,email,birth_date,phone
                c-1001,Anna,Koch,anna.koch@example.org,1980-01-02,+4930901820001
                c-1004,Clara,Vogel,clara@example.org,1968-07-08,+4930901820004
                """);
        for (int couple = 0; couple < FAMILIES.size(); couple++) {
            String last = "," + FAMILIES.get(couple) + ",us@family" + couple + ".example,19";
            crm.append("f-" + couple + ",Rosa" + last + (60 + couple) + "-02-03,\n");
            crm.append("m-" + couple + (years == 0 ? ",Rosa" : ",Otto") + last + (60 + couple - years) + "-02-03,\n");
        }
        Files.writeString(folder.resolve("crm.csv"), crm);
    }

    @Test
    void tellsWhatANewSourceBringsAndChangesNothing() throws IOException {
        at("source", "add", "shop", folder.resolve("shop.csv").toString(), "--key", "order_id");
        String definition = Files.readString(home.resolve("project/sources/shop.yaml"));
        List<String> files = lakeFiles();

        CommandLineRun shown = at("plan");
        CommandLineRun checked = CommandLineRun.at(home, "plan", "--check", "--json");
        CommandLineRun posted = at("plan", "--markdown");

        assertThat(shown.out())
                .contains("Profiles    26 -> 27 (+1)")
                .contains("New source shop: 3 records, key order_id")
                .contains("customer_name            full_name")
                .contains("mail                     email")
                .contains("1 record would join 1 profile that is there: 1 rule:email_and_name")
                .contains("2 records would make 1 new profile")
                .contains("Nothing was written. 'tarn unify' does it.")
                .doesNotContain("anna.koch@example.org")
                .doesNotContain("Busch");
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(posted.out())
                .startsWith("<!-- tarn plan -->\n### Tarn: 1 new profile\n")
                .contains(
                        "| Profiles | 26 | 27 | +1 (+3.8 %) |\n| &emsp;new | | 1 | |\n| Records | 26 | 29 | +3 (+11.5 %) |")
                .contains("<details><summary>All of it, with masked examples</summary>\n\n~~~~text\nCompared with run ")
                .contains("New source shop: 3 records, key order_id")
                .endsWith("Nothing was written. 'tarn unify' does it.\n~~~~\n\n</details>\n")
                .doesNotContain("anna.koch@example.org")
                .doesNotContain("Busch");
        assertThat(lakeFiles()).isEqualTo(files);
        assertThat(home.resolve("project/sources/shop.yaml")).hasContent(definition);
        assertThat(home.resolve("tmp")).isEmptyDirectory();
        JsonNode people = json(checked).path("people");
        at("unify");
        assertThat(CommandLineRun.rows(home, "SELECT count(DISTINCT profile_id) FROM identity.profiles"))
                .containsExactly(people.path("profiles_after").asText());
        assertThat(CommandLineRun.rows(home, HISTORY)).containsExactly("created,27");
        CommandLineRun unchanged = CommandLineRun.at(home, "plan", "--check");
        assertThat(unchanged.exitCode()).isZero();
        assertThat(unchanged.out()).startsWith("Nothing would change: neither sources nor definitions");
    }

    @Test
    void tellsWhomChangedRowsMergeAndWhichTestThatBreaks() throws IOException {
        Files.createDirectories(home.resolve("project/tests"));
        Files.writeString(home.resolve("project/tests/known.yaml"), """
                different:
                  - [crm:f-0, crm:m-0]
                """);
        writeCrm(0);

        CommandLineRun plan = at("plan", "--detail", "1");
        Files.writeString(home.resolve("project/tarn.yaml"), "unify.identity-tests: refuse\n");
        CommandLineRun refused = CommandLineRun.at(home, "unify");

        assertThat(plan.out())
                .contains("  merge     12 profiles into 12 others")
                .contains("  move      12 records to another profile")
                .contains("by the rule 'email_and_name'")
                .contains("  FAILS  tests/known.yaml line 2: two persons expected")
                .contains("  tests/known.yaml line 2: holds now, would be: fails")
                .contains("birth date");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).startsWith("The run is refused: 1 of its identity tests fail");
        assertThat(CommandLineRun.rows(home, HISTORY)).containsExactly("created,26");

        Files.delete(home.resolve("project/tarn.yaml"));
        CommandLineRun reported = at("unify");
        CommandLineRun tested = CommandLineRun.at(home, "identity", "test");
        assertThat(reported.out()).contains("Tests       0 of 1 hold, 1 fail");
        assertThat(tested.exitCode()).isEqualTo(1);
        assertThat(tested.out()).contains("are one profile");
        assertThat(CommandLineRun.rows(home, HISTORY)).containsExactly("created,26", "merged,12");
        explainsWhoWasMerged();
    }

    private void explainsWhoWasMerged() {
        CommandLineRun pair = at("explain", "f-0", "crm:m-0");
        CommandLineRun apart = at("explain", "c-1001", "c-1004");
        String profile = CommandLineRun.rows(home, "SELECT profile_id FROM identity.profiles WHERE record_id = 'f-0'")
                .getFirst();
        CommandLineRun story = at("explain", profile + "\r");

        assertThat(pair.out())
                .contains("One person, by a link:")
                .contains("by the rule 'email_and_name'")
                .contains("The two compared, in bits:")
                .containsPattern("e-mail +equal")
                .containsPattern("together +[+-]");
        assertThat(apart.out())
                .contains("Two persons. The two weigh ")
                .contains("less than the")
                .contains("No rule holds.")
                .contains("Most speaks against them: ");
        assertThat(story.out())
                .contains("History")
                .contains("was made of 1 record")
                .contains(" took in ");
    }

    @Test
    void saysWhatIsWrongWithWhatItIsGiven() throws IOException {
        assertThat(CommandLineRun.at(home, "plan", "--detail", "101"))
                .returns(2, CommandLineRun::exitCode)
                .returns("tarn: --detail is 101: use 0 to 100 examples.\n", CommandLineRun::err);
        assertThat(CommandLineRun.at(home, "identity", "test").err()).contains("There is no identity test in '");
        assertThat(CommandLineRun.at(folder.resolve("nowhere"), "plan").err()).contains("There is no home at '");
        Files.createDirectories(home.resolve("project/tests"));
        Files.writeString(home.resolve("project/tests/a.yaml"), "same: [[crm:c-1001]]\n");
        Files.writeString(home.resolve("project/tests/b.yaml"), "same: crm\n");
        CommandLineRun broken = CommandLineRun.at(home, "plan");
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err())
                .contains("tests/a.yaml has a fault:\n  line 1, same: An identity test names 1 record: name 2 to 50.")
                .contains("tests/b.yaml has a fault:\n  line 1, same: expected a list");
    }

    private CommandLineRun at(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(CommandLineRun run) throws JsonProcessingException {
        return new JsonMapper().readTree(run.out());
    }

    private List<String> lakeFiles() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            return files.map(file -> home.relativize(file).toString()).sorted().toList();
        }
    }
}
