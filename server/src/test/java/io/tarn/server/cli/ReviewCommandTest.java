package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewPair.Kind;
import io.tarn.loop.review.ReviewPair.Side;
import io.tarn.model.identity.RecordName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at pairs and saying what they are, as at a terminal and as a program does. */
final class ReviewCommandTest {
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

    /** Persons of whom some changed their name and mail, so that a run cannot be sure. */
    private void unify() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,city,email"));
        for (int person = 0; person < 90; person++) {
            String given = "Given" + (char) ('a' + person % 26) + (char) ('a' + person / 26);
            String family = "Family" + (char) ('a' + person % 17) + (char) ('a' + person % 5);
            String born =
                    String.format(Locale.ROOT, "%d-%02d-%02d", 1950 + person % 50, 1 + person % 12, 1 + person % 28);
            String mail = "m" + person + "@example.com";
            lines.add("a" + person + "," + given + "," + family + "," + born + ",Ulm" + person % 7 + "," + mail);
            lines.add("b" + person + ","
                    + (person % 3 == 0
                            ? given + ",," + born + ",,"
                            : given + "," + family + "," + born + ",Ulm" + person % 7 + "," + mail));
        }
        Files.write(folder.resolve("crm.csv"), lines);
        CommandLineRun.at(
                home(), "source", "add", "crm", folder.resolve("crm.csv").toString(), "--key", "id");
        run("unify");
    }

    @Test
    void aVerdictHoldsUntilItIsTakenBack() throws IOException {
        unify();
        List<String> began =
                CommandLineRun.rows(home(), "SELECT record_id, profile_id FROM identity.profiles ORDER BY 1");

        String linked = run("link", "crm:a1", "crm:a2").out();
        run("unify");
        String verdict = linked.substring("Verdict ".length(), linked.indexOf(':'));

        assertThat(linked).contains("become one with the next 'tarn unify'").endsWith("--undo " + verdict + "\n");
        assertThat(run("explain", "crm:a1", "crm:a2").out())
                .contains("Found to be one person by person:", "verdict " + verdict)
                .contains("One person, by a link:");
        assertThat(CommandLineRun.rows(
                        home(),
                        "SELECT kind, decided_by LIKE '%/" + verdict + "' FROM identity.history WHERE"
                                + " kind <> 'created'"))
                .containsExactly("merged,true");
        assertThat(CommandLineRun.rows(home(), "SELECT count(*) FROM ops.audit WHERE action = 'verdict.link'"))
                .containsExactly("1");

        run("link", "--undo", verdict);
        run("unify");

        assertThat(CommandLineRun.rows(home(), "SELECT record_id, profile_id FROM identity.profiles ORDER BY 1"))
                .isEqualTo(began);
        assertThat(CommandLineRun.at(home(), "split", "p0000000000000000").err())
                .contains("There is no profile 'p0000000000000000'");
        assertThat(CommandLineRun.at(home(), "link", "crm:a1", "crm:a1").err()).contains("Both name the same record");
    }

    @Test
    void listsWhatWaitsAndAsksNothingTwice() throws IOException {
        unify();
        JsonNode pairs = new JsonMapper().readTree(run("review", "--json").out());
        if (pairs.isEmpty()) {
            assertThat(run("review", "--list").out()).isEqualTo("No pair waits for a look.\n");
            return;
        }
        String pair = pairs.get(0).path("id").asText();
        assertThat(run("review", "--show", pair).out())
                .startsWith("Pair " + pair)
                .contains("prior")
                .doesNotContain("@example.com");
        assertThat(run("review", "--show", pair, "--reveal").out()).contains("Given");
        assertThat(CommandLineRun.rows(home(), "SELECT count(*) > 0 FROM ops.audit WHERE action = 'review.reveal'"))
                .containsExactly("true");

        String said = run("review", "--reject", pair).out();

        assertThat(said).contains("two persons");
        assertThat(run("review", "--list", "--limit", "10000").out()).doesNotContain(pair);
        assertThat(CommandLineRun.at(home(), "review", "--accept", pair).err())
                .contains("The queue holds no pair '" + pair + "'");
        run("review", "--undo", said.substring("Verdict ".length(), said.indexOf(':')));
        assertThat(run("review", "--list", "--limit", "10000").out()).contains(pair);
    }

    @Test
    void oneKeyAnswersAndUndoGoesBack() {
        List<String> done = new ArrayList<>();
        StringWriter shown = new StringWriter();
        List<ReviewPair> pairs = List.of(pair("r1"), pair("r2"), pair("r3"), pair("r4"));

        int given = new ReviewTalk(
                        new PrintWriter(shown),
                        Keys.of(new ByteArrayInputStream("a x r u k s l q".getBytes(StandardCharsets.UTF_8))),
                        new Noted(done))
                .run(pairs, pair -> done.add("show " + pair.id()));

        assertThat(done)
                .containsExactly(
                        "show r1",
                        "accept r1",
                        "show r2",
                        "reject r2",
                        "show r3",
                        "undo v2",
                        "show r2",
                        "skip r2",
                        "show r3",
                        "split crm#" + Integer.toHexString("a".hashCode()),
                        "show r4");
        assertThat(given).isEqualTo(3);
        assertThat(shown.toString()).contains("2 of 4", "Press a, r, s, k, u or q.");
    }

    private static ReviewPair pair(String id) {
        return new ReviewPair(
                id,
                new Side(new RecordName("crm", "a"), "p1", 2),
                new Side(new RecordName("crm", "b"), "p2", 1),
                Kind.UNCERTAIN,
                1,
                0.66,
                List.of(),
                "m1",
                1);
    }

    /** Writes down what it is told. */
    private record Noted(List<String> done) implements ReviewTalk.Answers {
        private String note(String what) {
            done.add(what);
            return "v" + done.stream().filter(one -> !one.startsWith("show")).count();
        }

        @Override
        public String accept(ReviewPair pair) {
            return note("accept " + pair.id());
        }

        @Override
        public String reject(ReviewPair pair) {
            return note("reject " + pair.id());
        }

        @Override
        public String split(Side side) {
            return note("split " + side.record());
        }

        @Override
        public String skip(ReviewPair pair) {
            return note("skip " + pair.id());
        }

        @Override
        public void undo(String verdict) {
            note("undo " + verdict);
        }
    }
}
