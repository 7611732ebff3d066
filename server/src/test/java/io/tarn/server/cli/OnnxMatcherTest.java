package io.tarn.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ONNX model in identity.yaml, from the command line to the tables. */
final class OnnxMatcherTest {
    private static final Path MODELS =
            Path.of("..", "connectors", "src", "test", "resources", "io", "tarn", "connectors", "matcher");
    private static final String LINKS =
            "SELECT left_record_id, right_record_id, decided_by, weight FROM identity.links" + " ORDER BY ALL";

    /** Whether each link's probability is what the model "packed" makes of the levels that SQL gives. */
    private static final String PACKED = """
            SELECT count(*) > 100, max(abs(k.probability - 0.9 - (
              1024 * tarn_match_level_name(l.first_name, l.middle_name, l.last_name, l.full_name,
                                           r.first_name, r.middle_name, r.last_name, r.full_name)
              + 32 * tarn_match_level_birth_date(l.birth_date, l.age, r.birth_date, r.age)
              + tarn_match_level_email(l.first_name, l.middle_name, l.last_name, l.full_name, l.email,
                                       r.first_name, r.middle_name, r.last_name, r.full_name, r.email)
              ) / 524288)) < 5e-7, count(DISTINCT k.probability) > 3
            FROM identity.links k
            JOIN silver.records l ON l.source = k.left_source AND l.record_id = k.left_record_id
            JOIN silver.records r ON r.source = k.right_source AND r.record_id = k.right_record_id
            """;

    private static final String ASKED = "SELECT count(*) > 0 FROM identity.links WHERE list_contains(list_transform("
            + "evidence, lambda e: e.comparison), 'own matcher')";

    private static final String ONE_ASKED = "SELECT left_source || ':' || left_record_id, right_source || ':' ||"
            + " right_record_id FROM identity.links WHERE list_contains(list_transform(evidence, lambda e:"
            + " e.comparison), 'own matcher') ORDER BY ALL LIMIT 1";

    @TempDir
    private Path folder;

    @Test
    void scoresPairsByTheLevelsThatSqlGives() throws IOException {
        DoubtfulHome home = DoubtfulHome.added(folder);
        home.run("unify");
        declare(home, "packed", "features: [name, birth_date, email]\n  mode: score");

        assertThat(home.run("plan").out()).contains("Profiles ");
        home.run("unify");

        assertThat(CommandLineRun.rows(home.path(), PACKED)).containsExactly("true,true,true");
        assertThat(CommandLineRun.rows(
                        home.path(), "SELECT DISTINCT evidence[1].comparison, len(evidence) FROM identity.links"))
                .containsExactly("own matcher,1");
    }

    @Test
    void isAComparisonThatStandsInTheEvidenceAndTheSameEachTime() throws IOException {
        DoubtfulHome home = DoubtfulHome.added(folder);
        home.run("unify");
        declare(home, "columns", "batch: 7");

        home.run("unify");
        List<String> links = CommandLineRun.rows(home.path(), LINKS);
        assertThat(CommandLineRun.rows(home.path(), ASKED)).containsExactly("true");
        String[] asked = CommandLineRun.rows(home.path(), ONE_ASKED).getFirst().split(",", -1);
        assertThat(home.run("explain", asked[0], asked[1]).out())
                .containsPattern("own matcher +[a-z0-9]")
                .contains("The two compared without your matcher, in bits:");
        assertThat(home.run("unify").out()).startsWith("Nothing has changed since run ");
        home.run("unify", "--again");
        assertThat(CommandLineRun.rows(home.path(), LINKS)).isEqualTo(links);

        Files.copy(MODELS.resolve("logistic_maps.onnx"), model(home), StandardCopyOption.REPLACE_EXISTING);
        assertThat(home.attempt("unify").err()).contains("is a matrix, and 'features' does not say");
        Files.copy(MODELS.resolve("texts.onnx"), model(home), StandardCopyOption.REPLACE_EXISTING);
        assertThat(home.run("unify").out()).doesNotContain("Nothing has changed");
    }

    @Test
    void theDocumentationsQueryGivesLevelsOfKnownPairs() throws IOException {
        DoubtfulHome home = DoubtfulHome.unified(folder);
        home.run("link", "crm:a0", "crm:c0");
        home.run("link", "crm:a5", "crm:c5");
        Matcher sample = Pattern.compile("```sql\n(WITH known.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/identity.md")));
        assertThat(sample.find()).isTrue();

        assertThat(CommandLineRun.rows(home.path(), sample.group(1)))
                .allMatch(row -> row.matches("(\\d+,){5}[01]"))
                .anyMatch(row -> row.endsWith(",1"))
                .anyMatch(row -> row.endsWith(",0"));
    }

    @Test
    void aModelThatIsNotThereEndsTheRunBeforeItWorks() throws IOException {
        DoubtfulHome home = DoubtfulHome.added(folder);
        home.run("unify");
        declare(home, "texts", "mode: score");
        Files.delete(model(home));

        for (String command : List.of("unify", "plan")) {
            CommandLineRun run = home.attempt(command);

            assertThat(run.exitCode()).isNotZero();
            assertThat(run.err())
                    .contains("there is no file " + model(home) + ". 'matcher.onnx' in identity.yaml names it");
        }
    }

    private static Path model(DoubtfulHome home) {
        return home.path().resolve("models").resolve("pairs.onnx");
    }

    private static void declare(DoubtfulHome home, String model, String keys) throws IOException {
        Files.createDirectories(model(home).getParent());
        Files.copy(MODELS.resolve(model + ".onnx"), model(home));
        Files.writeString(
                home.rules(), Files.readString(home.rules()) + "matcher:\n  onnx: models/pairs.onnx\n  " + keys + "\n");
    }
}
