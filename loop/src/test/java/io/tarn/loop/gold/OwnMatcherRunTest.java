package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.loop.testing.TestingHome;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.testing.TestingRules;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairQuestion;
import io.tarn.unify.verdict.PairReviewer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in which a person's own matcher scores pairs. */
final class OwnMatcherRunTest {
    private static final int PERSONS = 240;
    private static final List<String> GIVEN = List.of("Ann", "Bea", "Cem", "Dora", "Emil", "Fritz", "Gerda", "Hugo");
    private static final List<String> FAMILY = List.of("Adler", "Brandt", "Conrad", "Dietz", "Ebert");

    @TempDir
    private Path folder;

    private TestingHome home;
    private long asked;

    private static String born(int person) {
        return 1920 + person / 12 + "-" + (person % 12 < 9 ? "0" : "") + (1 + person % 12) + "-15";
    }

    private static String postcode(int person) {
        return String.valueOf(10_000 + 37 * person);
    }

    /** Of most persons nothing but the name, which others have too, connects their two records. */
    @BeforeEach
    void openTheHome() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,postcode"));
        for (int person = 0; person < PERSONS; person++) {
            String name = GIVEN.get(person % GIVEN.size()) + "," + FAMILY.get(person / GIVEN.size() % FAMILY.size());
            lines.add("a" + person + "," + name + "," + born(person) + ",");
            lines.add("b" + person + "," + name + "," + (person % 3 == 0 ? born(person) : "") + "," + postcode(person));
        }
        Files.write(folder.resolve("crm.csv"), lines);
        home = TestingHome.of(folder.resolve("home"), folder.resolve("crm.csv"), IdentityRules.defaults());
    }

    @AfterEach
    void closeTheHome() {
        home.close();
    }

    @Test
    void aScoreIsOneComparisonAmongOthersAndStandsInTheEvidence() {
        GoldOutcome.Completed run = unify(OwnMatcher.Mode.COMPARISON, OwnMatcherRunTest::knowing);

        assertThat(asked).isPositive();
        assertThat(own(run.resolved().model())).hasSize(6);
        assertThat(home.rows("SELECT count(*) > 0 FROM identity.links WHERE list_contains(list_transform(evidence,"
                        + " lambda e: e.comparison || ' ' || e.level), 'own matcher 0.95 and more')"))
                .containsExactly("true");
    }

    @Test
    void aScoreIsTheProbabilityInTheModelsPlace() {
        unify(OwnMatcher.Mode.SCORE, (left, right) -> 0.9);

        assertThat(home.rows("SELECT DISTINCT round(probability, 6) FROM identity.links"))
                .containsExactly("0.9");
        assertThat(home.rows(
                        "SELECT DISTINCT evidence[1].comparison, evidence[1].level, len(evidence) FROM identity.links"))
                .containsExactly("own matcher|scores 0.8 to 0.95|1");
        unify(OwnMatcher.Mode.SCORE, (left, right) -> 0.01);
        assertThat(home.rows("SELECT count(*) FROM identity.links WHERE decided_by = 'model'"))
                .containsExactly("0");
    }

    @Test
    void theSameScoresGiveTheSameRun() {
        unify(OwnMatcher.Mode.COMPARISON, OwnMatcherRunTest::knowing);
        List<String> first = home.rows("SELECT * FROM identity.links ORDER BY 1, 2, 3, 4");
        unify(OwnMatcher.Mode.COMPARISON, OwnMatcherRunTest::knowing);

        assertThat(home.rows("SELECT * FROM identity.links ORDER BY 1, 2, 3, 4"))
                .isEqualTo(first);
    }

    @Test
    void aMatcherThatFailsEndsTheRunAndTheLastOneStands() {
        unify(OwnMatcher.Mode.COMPARISON, OwnMatcherRunTest::knowing);
        List<String> before = home.rows("SELECT * FROM identity.profiles ORDER BY 1, 2");
        OwnMatcher declared = declared(OwnMatcher.Mode.COMPARISON, 100_000);

        assertThatThrownBy(() -> unify(declared, _ -> {
                    throw new TarnException(ErrorCode.SOURCE_UNREADABLE, "Your matcher gave no scores.");
                }))
                .hasMessage("Your matcher gave no scores.");
        assertThatThrownBy(() -> unify(declared(OwnMatcher.Mode.COMPARISON, 3), _ -> List.of()))
                .hasMessageMatching("Your matcher would be asked about \\d+ pairs, and 'matcher.pairs_max' in"
                        + " identity.yaml allows 3\\. Raise it, or lower 'limits\\.candidates_max'\\. Nothing was"
                        + " changed\\.");
        assertThat(home.rows("SELECT * FROM identity.profiles ORDER BY 1, 2")).isEqualTo(before);
    }

    private static List<LevelWeight> own(MatchModel model) {
        return model.comparisons().stream()
                .filter(one -> one.kind() == ComparisonKind.OWN_MATCHER)
                .map(ComparisonWeights::levels)
                .findFirst()
                .orElseThrow();
    }

    /** As somebody scores who knows whose postcodes and birth dates are whose. */
    private static double knowing(Map<MatchField, String> left, Map<MatchField, String> right) {
        return person(left) == person(right) ? 0.99 : 0.01;
    }

    private static int person(Map<MatchField, String> record) {
        String postcode = record.get(MatchField.POSTCODE);
        return IntStream.range(0, PERSONS)
                .filter(person -> postcode == null
                        ? born(person).equals(record.get(MatchField.BIRTH_DATE))
                        : postcode(person).equals(postcode))
                .findFirst()
                .orElseThrow();
    }

    private interface Score {
        double of(Map<MatchField, String> left, Map<MatchField, String> right);
    }

    private GoldOutcome.Completed unify(OwnMatcher.Mode mode, Score score) {
        return unify(declared(mode, 100_000), batch -> {
            assertThat(batch).hasSizeBetween(1, 100);
            asked += batch.size();
            return batch.stream()
                    .map((PairQuestion pair) -> score.of(pair.left(), pair.right()))
                    .toList();
        });
    }

    private static OwnMatcher declared(OwnMatcher.Mode mode, int pairsMax) {
        return new OwnMatcher(
                new OwnMatcher.Endpoint(
                        URI.create("http://localhost/pairs"),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Optional.empty()),
                mode,
                100,
                pairsMax);
    }

    private GoldOutcome.Completed unify(OwnMatcher declared, PairMatcher matcher) {
        home.declare(new TestingRules().matcher(declared).build());
        home.ask(new GoldOrder.Asked(PairReviewer.NONE, Optional.of(matcher)));
        return home.unify();
    }
}
