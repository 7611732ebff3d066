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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at pairs and saying what they are, as at a terminal and as a program does. */
final class ReviewCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aVerdictHoldsUntilItIsTakenBack() throws IOException {
        DoubtfulHome home = DoubtfulHome.unified(folder);
        List<String> began =
                CommandLineRun.rows(home.path(), "SELECT record_id, profile_id FROM identity.profiles ORDER BY 1");

        String linked = home.run("link", "crm:a1", "crm:a2").out();
        home.run("unify");
        String verdict = linked.substring("Verdict ".length(), linked.indexOf(':'));

        assertThat(linked).contains("become one with the next 'tarn unify'").endsWith("--undo " + verdict + "\n");
        assertThat(home.run("explain", "crm:a1", "crm:a2").out())
                .contains("Found to be one person by person:", "verdict " + verdict)
                .contains("One person, by a link:");
        assertThat(CommandLineRun.rows(
                        home.path(),
                        "SELECT kind, decided_by LIKE '%/" + verdict + "' FROM identity.history WHERE"
                                + " kind <> 'created'"))
                .containsExactly("merged,true");
        assertThat(CommandLineRun.rows(home.path(), "SELECT count(*) FROM ops.audit WHERE action = 'verdict.link'"))
                .containsExactly("1");

        home.run("link", "--undo", verdict);
        home.run("unify");

        assertThat(CommandLineRun.rows(home.path(), "SELECT record_id, profile_id FROM identity.profiles ORDER BY 1"))
                .isEqualTo(began);
        assertThat(home.attempt("split", "p0000000000000000").err())
                .contains("There is no profile 'p0000000000000000'");
        assertThat(home.attempt("link", "crm:a1", "crm:a1").err()).contains("Both name the same record");
    }

    @Test
    void listsWhatWaitsAndAsksNothingTwice() throws IOException {
        DoubtfulHome home = DoubtfulHome.unified(folder);
        JsonNode pairs = new JsonMapper().readTree(home.run("review", "--json").out());
        assertThat(pairs.isEmpty()).isFalse();
        String pair = pairs.get(0).path("id").asText();
        assertThat(home.run("review", "--show", pair).out())
                .startsWith("Pair " + pair)
                .contains("prior")
                .doesNotContain("@example.com");
        assertThat(home.run("review", "--show", pair, "--reveal").out())
                .containsAnyOf(CommandLineRun.rows(home.path(), "SELECT DISTINCT last_name FROM silver.records")
                        .toArray(String[]::new));
        assertThat(CommandLineRun.rows(
                        home.path(), "SELECT count(*) > 0 FROM ops.audit WHERE action = 'review.reveal'"))
                .containsExactly("true");

        String said = home.run("review", "--reject", pair).out();

        assertThat(said).contains("two persons");
        assertThat(home.run("review", "--list", "--limit", "10000").out()).doesNotContain(pair);
        assertThat(home.attempt("review", "--accept", pair).err()).contains("The queue holds no pair '" + pair + "'");
        home.run("review", "--undo", said.substring("Verdict ".length(), said.indexOf(':')));
        assertThat(home.run("review", "--list", "--limit", "10000").out()).contains(pair);
    }

    @Test
    void saysThatNothingWaitsWhereNothingRan() throws IOException {
        DoubtfulHome home = DoubtfulHome.added(folder);

        assertThat(home.run("review", "--list").out()).isEqualTo("No pair waits for a look.\n");
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
