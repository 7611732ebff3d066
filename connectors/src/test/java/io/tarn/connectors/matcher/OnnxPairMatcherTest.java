package io.tarn.connectors.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.unify.match.Compared;
import io.tarn.unify.verdict.PairQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the models are, and how they were made, says the page beside them. */
final class OnnxPairMatcherTest {
    private static final Path MODELS = Path.of("src/test/resources/io/tarn/connectors/matcher");
    private static final List<ComparisonKind> NONE = List.of();
    private static final List<ComparisonKind> NAME = List.of(ComparisonKind.NAME);
    private static final List<ComparisonKind> TWO = List.of(ComparisonKind.EMAIL, ComparisonKind.NAME);
    private static final List<ComparisonKind> THREE =
            List.of(ComparisonKind.NAME, ComparisonKind.BIRTH_DATE, ComparisonKind.EMAIL);
    private static final String HELP =
            " Nothing was changed. Mend it, or take 'matcher' out of identity.yaml to go on without it.";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"doubles", "integers"})
    void handsOverLevelsInTheOrderOfFeatures(String model) {
        PairQuestion name = agreeing(Map.of(ComparisonKind.NAME, 4, ComparisonKind.CITY, 7));
        PairQuestion email = agreeing(Map.of(ComparisonKind.EMAIL, 2, ComparisonKind.NAME, 1));

        assertThat(scores(model, TWO, name, email, agreeing(Map.of()))).containsExactly(0.5, 0.375, 1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "logistic_maps"})
    void takesTheProbabilityOfTheClassOneFromColumnsAndMaps(String model) {
        double odds = Math.exp(7.898680 - 1.627833 - 2 * 1.570053 - 3 * 1.560807);

        assertThat(scores(
                        model,
                        THREE,
                        agreeing(
                                Map.of(ComparisonKind.NAME, 1, ComparisonKind.BIRTH_DATE, 2, ComparisonKind.EMAIL, 3))))
                .singleElement()
                .satisfies(score -> assertThat(score).isCloseTo(odds / (1 + odds), within(1e-6)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"texts", "columns"})
    void handsOverWhatRecordsSayByNameAndNothingWhereTheySayNothing(String model) {
        assertThat(scores(
                        model,
                        NONE,
                        saying(MatchField.EMAIL, "ann@example.com", "ann@example.com"),
                        saying(MatchField.EMAIL, "ann@example.com", "bea@example.com"),
                        saying(MatchField.CITY, "Ulm", "Bonn"),
                        saying(MatchField.EMAIL, "", "ann@example.com")))
                .containsExactly(1.0, 0.0, 1.0, 0.0);
    }

    @Test
    void handsOverTextsAndLevelsTogether() {
        PairQuestion near = new PairQuestion(
                "0",
                Map.of(MatchField.EMAIL, "a@b.de"),
                Map.of(MatchField.EMAIL, "c@d.de"),
                List.of(new Compared(ComparisonKind.NAME, 1, "equal")),
                Optional.empty());
        PairQuestion far = new PairQuestion(
                "1",
                near.left(),
                near.right(),
                List.of(new Compared(ComparisonKind.NAME, 5, "other")),
                Optional.empty());

        assertThat(scores("both", NAME, near, far, saying(MatchField.EMAIL, "a@b.de", "a@b.de")))
                .containsExactly(1.0, 0.0, 1.0);
    }

    @Test
    void replacesCharactersThatTheRuntimeWouldBreak() {
        assertThat(scores(
                        "told",
                        NONE,
                        saying(MatchField.FULL_NAME, "Zoë \ud83d\ude00", ""),
                        saying(MatchField.FULL_NAME, "Zoë \u0000", ""),
                        saying(MatchField.FULL_NAME, "Zoë \ud83d", ""),
                        saying(MatchField.FULL_NAME, "Zoë", "")))
                .containsExactly(1.0, 1.0, 1.0, 0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "logistic_maps", "net"})
    void givesAPairTheSameBitsAloneAndAmongOthers(String model) {
        Random chance = new Random(7);
        List<PairQuestion> pairs = IntStream.range(0, 100)
                .mapToObj(_ -> agreeing(Map.of(
                        ComparisonKind.NAME, chance.nextInt(5),
                        ComparisonKind.BIRTH_DATE, chance.nextInt(5),
                        ComparisonKind.EMAIL, chance.nextInt(5))))
                .toList();

        try (OnnxPairMatcher matcher = open(model, THREE)) {
            List<Double> together = matcher.score(pairs);
            List<Double> alone = pairs.stream()
                    .map(pair -> matcher.score(List.of(pair)).getFirst())
                    .toList();

            assertThat(alone).isEqualTo(together).allMatch(score -> score >= 0 && score <= 1);
            assertThat(Set.copyOf(together)).hasSizeGreaterThan(50);
        }
    }

    @Test
    void isKnownByWhatItsFileHolds() throws IOException {
        Path other = folder.resolve("other.onnx");
        Files.copy(MODELS.resolve("texts.onnx"), other);
        try (OnnxPairMatcher one = open("texts", NONE);
                OnnxPairMatcher same = OnnxPairMatcher.open(other, NONE);
                OnnxPairMatcher another = open("columns", NONE)) {
            assertThat(one.version()).isEqualTo(same.version()).isNotEqualTo(another.version());
        }
    }

    @Test
    void refusesAFileThatIsNoModel() throws IOException {
        Path absent = folder.resolve("absent.onnx");
        assertThatThrownBy(() -> OnnxPairMatcher.open(absent, NONE))
                .hasMessage("Your matcher's model cannot be opened: there is no file " + absent
                        + ". 'matcher.onnx' in identity.yaml names it, and a relative path starts at the home." + HELP);

        Path broken = Files.writeString(folder.resolve("broken.onnx"), "<html>");
        assertThatThrownBy(() -> OnnxPairMatcher.open(broken, NONE))
                .hasMessage("Your matcher's model " + broken + " cannot be opened as an ONNX model: Failed to load"
                        + " model because protobuf parsing failed. Was it written to its end, and for this version of"
                        + " ONNX Runtime?"
                        + HELP);
    }

    @Test
    void tellsAllThatNoPairHas() {
        assertThatThrownBy(() -> open("unfit", TWO))
                .hasMessage(unfit(
                        "unfit",
                        """
                        , for 7 faults:
                          - the text left_emial is no left_FIELD or right_FIELD; perhaps left_email is meant
                          - the text words is no left_FIELD or right_FIELD; FIELD is one of full_name, first_name,\
                         middle_name, last_name, gender, birth_date, age, birth_place, occupation, organization, email,\
                         phone, address, house_number, street, unit, city, region, postcode, latitude, longitude, url,\
                         national_id, device_id, user_id, external_id
                          - the input right_city string[1,1] must be string[N] or string[N,1] for any N
                          - the input cube float[?,2,2] is neither texts nor a matrix float[N,F], double[N,F] or\
                         int64[N,F] for any N
                          - the input wide float[?,3] has 3 columns, and 'features' names 2: email, name
                          - the input flags bool[?] is neither texts nor a matrix float[N,F], double[N,F] or int64[N,F]\
                         for any N
                          - the output label int64[?,3] holds no scores; these are float or double [N], [N,1] or [N,2],\
                         or a sequence of maps from the class 1 to its probability
                        """,
                        "left_emial string[?], words string[?], right_city string[1,1], cube float[?,2,2], wide"
                                + " float[?,3], flags bool[?]"));
    }

    @Test
    void tellsWhereMatrixAndFeaturesDoNotFit() {
        assertThatThrownBy(() -> open("logistic", TWO))
                .hasMessage(unfit(
                        "logistic",
                        ": the input levels float[?,3] has 3 columns, and 'features' names 2: email, name. ",
                        "levels float[?,3]"));
        assertThatThrownBy(() -> open("logistic", NONE))
                .hasMessage(unfit(
                        "logistic",
                        ": the input levels float[?,3] is a matrix, and 'features' does not say which comparisons'"
                                + " levels it holds. ",
                        "levels float[?,3]"));
        assertThatThrownBy(() -> open("texts", TWO))
                .hasMessage(unfit(
                        "texts",
                        ": 'features' names email, name, and no input is a matrix that could hold their levels. ",
                        "left_email string[?], right_email string[?]"));
        assertThatThrownBy(() -> open("twice", NAME))
                .hasMessage(unfit(
                        "twice",
                        ": it has 2 matrices, x, y, where one holds the levels of all features. ",
                        "x float[?,1], y float[?,1]"));
    }

    @Test
    void triesAModelOnPairsOfWhichNothingIsKnown() {
        assertThatThrownBy(() -> open("numerals", NONE))
                .hasMessage(unfit(
                        "numerals",
                        ": it fails with pairs of which nothing is known, whose texts are empty and whose levels are 0:"
                                + " Non-zero status code returned while running Cast node. Name:'' Status Message:"
                                + " stod. ",
                        "left_postcode string[?]"));
        assertThatThrownBy(() -> open("mean", NAME))
                .hasMessage(unusable("mean", "of 64 pairs it gave 1 scores in 'score'"));
    }

    @Test
    void refusesScoresThatAreNoProbabilities() {
        String what = "a score is no number from 0 to 1";
        try (OnnxPairMatcher matcher = open("raw", NAME)) {
            assertThat(matcher.score(List.of(agreeing(Map.of(ComparisonKind.NAME, 1)))))
                    .containsExactly(0.0);
            for (int level : new int[] {0, 3}) {
                assertThatThrownBy(() -> matcher.score(List.of(agreeing(Map.of(ComparisonKind.NAME, level)))))
                        .hasMessage(unusable("raw", what));
            }
        }
    }

    @Test
    void keepsWhatRecordsSayOutOfWhatItTells() {
        try (OnnxPairMatcher matcher = open("cities", NONE)) {
            assertThat(matcher.score(List.of(saying(MatchField.CITY, "Bonn", ""))))
                    .containsExactly(0.5);
            assertThatThrownBy(() -> matcher.score(List.of(saying(MatchField.CITY, "Ulm", ""))))
                    .hasMessage("Your matcher's model " + MODELS.resolve("cities.onnx")
                            + " gave no scores: its operator GatherElements failed." + HELP)
                    .hasNoCause();
        }
    }

    private static String unfit(String model, String faults, String inputs) {
        return "Your matcher's model " + MODELS.resolve(model + ".onnx") + " cannot be asked about pairs" + faults
                + "Its inputs are: " + inputs + ". It may have texts named left_FIELD and right_FIELD, and one matrix"
                + " with the levels of 'matcher.features' in identity.yaml." + HELP;
    }

    private static String unusable(String model, String what) {
        return "The scores of your matcher's model " + MODELS.resolve(model + ".onnx") + " cannot be used: " + what
                + ". It must give one number from 0 to 1 for each pair." + HELP;
    }

    private static OnnxPairMatcher open(String model, List<ComparisonKind> features) {
        return OnnxPairMatcher.open(MODELS.resolve(model + ".onnx"), features);
    }

    private static List<Double> scores(String model, List<ComparisonKind> features, PairQuestion... pairs) {
        try (OnnxPairMatcher matcher = open(model, features)) {
            return matcher.score(Arrays.asList(pairs));
        }
    }

    /** A pair that agrees so far; 0 where one of the two says nothing. */
    private static PairQuestion agreeing(Map<ComparisonKind, Integer> levels) {
        List<Compared> compared = levels.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new Compared(entry.getKey(), entry.getValue(), "words"))
                .toList();
        return new PairQuestion("0", Map.of(), Map.of(), compared, Optional.empty());
    }

    private static PairQuestion saying(MatchField field, String left, String right) {
        return new PairQuestion("0", said(field, left), said(field, right), List.of(), Optional.empty());
    }

    private static Map<MatchField, String> said(MatchField field, String value) {
        return value.isEmpty() ? Map.of() : Map.of(field, value);
    }
}
