package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.sample.GeneratedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audiences of a home on which no server ever ran, then with events; and all that can be wrong with them. */
final class AudienceCommandTest {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void makeGold() throws IOException {
        home = folder.resolve("home");
        Path csv = folder.resolve("people.csv");
        new GeneratedRecords(5, 100).write(csv, folder.resolve("truth.csv"));
        run("source", "add", "people", csv.toString(), "--key", "record_id");
        run("unify");
    }

    private CommandLineRun run(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private String refused(String... arguments) {
        CommandLineRun run = CommandLineRun.at(home, arguments);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
        return run.err();
    }

    private void declare(String name, String where) throws IOException {
        Files.createDirectories(home.resolve("project/audiences"));
        Files.writeString(
                home.resolve("project/audiences/" + name + ".yaml"),
                "name: " + name + "\ndescription: For a test\nwhere: |\n  " + where.replace("\n", "\n  ") + "\n");
    }

    private String sql(String sql) {
        return CommandLineRun.rows(home, sql).getFirst();
    }

    @Test
    void countsAndShowsCustomersThatOnlyARunKnows() throws IOException {
        declare("reached", "reachable by email");
        String reached = sql("SELECT count(DISTINCT profile_id) FROM identity.identifiers"
                + " WHERE type = 'email' AND NOT quarantined");

        assertThat(run("audience", "count", "--where", "everyone").out())
                .isEqualTo(sql("SELECT count(*) FROM gold.customers") + "\n");
        assertThat(run("audience", "count", "--where", "first_name starts with 'A' and email exists")
                        .out())
                .isEqualTo(sql("SELECT count(*) FROM gold.customers WHERE first_name LIKE 'A%' AND email IS NOT NULL")
                        + "\n");
        assertThat(run("audience", "count", "reached").out()).isEqualTo(reached + "\n");
        assertThat(run("audience", "count", "reached", "--json").out()).isEqualTo("{\"count\":" + reached + "}\n");
        assertThat(run("audience", "list").out()).matches("reached +" + reached + "  live +For a test\n");
        assertThat(run("audience", "members", "reached", "--limit", "1000")
                        .out()
                        .lines())
                .hasSize(Integer.parseInt(reached))
                .allMatch(line -> line.matches("p[0-9a-z]{16}  .*email:.*[*].*"));
        String email = sql("SELECT min(value) FROM identity.identifiers WHERE type = 'email'");
        assertThat(run("audience", "members", "reached", "--limit", "1000").out())
                .doesNotContain(email);
        assertThat(run("audience", "members", "reached", "--limit", "1000", "--reveal")
                        .out())
                .contains("email:" + email);
        assertThat(sql("SELECT subject FROM ops.audit WHERE action = 'audience.members'"))
                .isEqualTo("audience:reached");
        assertThat(run("audience", "count", "reached", "--reach").out())
                .matches("matched +" + reached + "\nreachable +" + reached + "\ncontactable +" + reached
                        + "\nconsented +0  \\(" + reached + " fewer\\)\nuncapped +0\nafter control group +0\n");
    }

    @Test
    void explainsEachConditionWithThePersonsOwnValue() throws IOException {
        declare("named", "last_name starts with 'A' and not country = 'XX' or email exists");
        String email = sql("SELECT min(email) FROM gold.customers");

        String masked = run("audience", "explain", "named", "email:" + email).out();
        String plain = run("audience", "explain", "named", "email:" + email, "--reveal")
                .out();

        assertThat(masked)
                .matches("(?s)p[0-9a-z]{16} belongs to 'named' as of .*[.]\n  yes  any of\n    (yes|no)  +all of\n.*")
                .contains("      yes  not\n        no   country = 'XX'  <- ", "\n    yes  email exists  <- ")
                .doesNotContain(email);
        assertThat(plain).contains("    yes  email exists  <- " + email + "\n");
        assertThat(run("audience", "explain", "named", "email:" + email, "--json")
                        .out())
                .contains("\"member\":true", "\"condition\":\"email exists\",\"holds\":true,\"found\":");
        assertThat(refused("audience", "explain", "named", "email:nobody@x.example"))
                .startsWith("tarn: No profile has this id or identifier.");
    }

    @Test
    void countsWhatEventsChangedAndWhoWasForgotten() {
        TestingEvents.append(
                home,
                TestingEvents.order("m1", TestingEvents.AT, "ann-1", "\"total\":10"),
                TestingEvents.order("m2", TestingEvents.AT.plusSeconds(1), "ann-1", "\"total\":20"),
                TestingEvents.order("m3", TestingEvents.AT.plusSeconds(2), "bob-2", "\"total\":5"));
        run("quarantine", "replay", "--dry-run");
        String buyers = "did 'Order Completed'";
        String customers = sql("SELECT count(*) FROM gold.customers");

        assertThat(count(buyers)).isEqualTo("2");
        assertThat(count("sum of total of 'Order Completed' = 30")).isEqualTo("1");
        assertThat(count("everyone")).isEqualTo(String.valueOf(Integer.parseInt(customers) + 2));

        TestingEvents.append(
                home,
                TestingEvents.event(
                        "m4",
                        TestingEvents.AT.plusSeconds(3),
                        "{\"type\":\"alias\",\"previousId\":\"ann-1\",\"userId\":\"bob-2\"}"));
        run("quarantine", "replay", "--dry-run");
        assertThat(count(buyers)).isEqualTo("1");
        assertThat(count("sum of total of 'Order Completed' = 35")).isEqualTo("1");

        run("forget", "user_id:bob-2");
        assertThat(count("everyone")).isEqualTo(customers);
        assertThat(refused("audience", "count", "--where", buyers)).contains("unknown event 'Order Completed' at 1:5");
    }

    private String count(String where) {
        return run("audience", "count", "--where", where).out().strip();
    }

    @Test
    void pointsAtTheCharacterOfWhatIsWrong() {
        assertThat(refused("audience", "count", "--where", "country = 'IT' and ordrs > 2"))
                .contains("unknown trait 'ordrs' at 1:20.")
                .endsWith("    country = 'IT' and ordrs > 2\n                       ^\n");
        assertThat(refused("audience", "count", "--where", "country = = 'IT'"))
                .endsWith("    country = = 'IT'\n              ^\n");
        assertThat(refused("audience", "count", "--where", "country > 5 and country = 'IT' and country = 'FR'"))
                .contains("at 1:");
        assertThat(refused("audience", "count", "--where", "country = 'IT' and country = 'FR'"))
                .contains("country");
        assertThat(refused("audience", "count", "--where", "count of 'Nothing Such' >= 'many'"))
                .contains("at 1:");
        assertThat(refused("audience", "count", "--where", "(".repeat(1000) + "everyone" + ")".repeat(1000)))
                .contains("100 levels");
        assertThat(refused("audience", "count", "reachd")).contains("There is no audience 'reachd'.");
        assertThat(CommandLineRun.at(home, "audience", "count").exitCode()).isEqualTo(2);
    }

    @Test
    void takesNothingThatAPersonWroteForSql() {
        for (String odd : List.of(
                "'; DROP TABLE gold.customers; --", "' OR '1'='1", "$$", "\\", "%", "{{ x }}", "?1", "\u0000x")) {
            String quoted = "'" + odd.replace("'", "''") + "'";
            assertThat(CommandLineRun.at(home, "audience", "count", "--where", "country = " + quoted)
                            .exitCode())
                    .as(odd)
                    .isEqualTo(odd.indexOf(0) < 0 ? 0 : 1);
            assertThat(CommandLineRun.at(home, "audience", "count", "--where", "trait " + quoted + " = 'x'")
                            .exitCode())
                    .as(odd)
                    .isEqualTo(1);
            assertThat(CommandLineRun.at(home, "audience", "explain", odd, odd).exitCode())
                    .as(odd)
                    .isEqualTo(1);
        }
        assertThat(count("everyone")).isNotEqualTo("0");
        String list = IntStream.range(0, 100_000).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(", "));
        assertThat(count("country in (" + list + ")")).isEqualTo("0");
        assertThat(refused("audience", "count", "--where", "country in (" + list + ", 'w')"))
                .contains("100000");
    }

    @Test
    void checksEveryFileAndShowsAllFaults() throws IOException {
        declare("good", "country = 'IT'");
        declare("late", "did 'Order Completed' then 'Order Completed' within 1 day");
        declare("first", "in audience 'second'");
        declare("second", "country exists\nand in audience 'first'");
        declare("cut", "country = 'IT");
        Files.write(home.resolve("project/audiences/undecoded.yaml"), new byte[] {(byte) 0xff});
        Files.writeString(home.resolve("project/tracking-plan.yaml"), """
                mode: report
                events:
                  - name: Order Completed
                """);

        String out = CommandLineRun.at(home, "audience", "check").out();

        assertThat(CommandLineRun.at(home, "audience", "check").exitCode()).isEqualTo(1);
        assertThat(out)
                .contains(
                        "The definition '",
                        "audiences/undecoded.yaml' cannot be read: ",
                        "Save it as UTF-8 and check its permissions.")
                .contains("audiences/cut.yaml: ", "    country = 'IT\n              ^\n")
                .contains("audiences/late.yaml: lake only: ")
                .contains("audiences/second.yaml: ", "    and in audience 'first'\n")
                .endsWith("2 of 6 audiences are sound.\n");
        assertThat(CommandLineRun.at(home, "audience", "check", "--json").out())
                .startsWith("{\"sound\":false,\"files\":[{\"file\":\"audiences/cut.yaml\",\"sound\":false,\"faults\":"
                        + "[{\"line\":1,\"column\":11,");
    }
}
