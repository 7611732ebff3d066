package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.collect.tag.TableSample;
import io.tarn.collect.tag.TableTagger;
import io.tarn.collect.tag.TagProposal;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SemanticTag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tag of every column of the tables at hand, against what a person says it means. */
final class ColumnTagTest {
    private static final double RIGHT_MIN = 0.95;

    @Test
    void findsWhatTheColumnsOfTheTablesAtHandMean() throws IOException {
        Path data = data();
        assumeTrue(Files.isDirectory(data), "the tables of ../shared/data are not here");

        Judged judged = judge(expected("column-tags.txt"), name -> sample(data.resolve(name)));

        assertThat(judged.share()).as("wrong: %s", judged.wrong()).isGreaterThanOrEqualTo(RIGHT_MIN);
    }

    private static Path data() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("../shared/data"))) {
            here = here.getParent();
        }
        return here == null ? Path.of("absent") : here.resolve("../shared/data");
    }

    interface Samples {
        TableSample of(String table) throws IOException;
    }

    record Judged(int columns, List<String> wrong) {
        double share() {
            return 1 - (double) wrong.size() / columns;
        }
    }

    static Judged judge(Map<String, Map<String, List<SemanticTag>>> expected, Samples samples) throws IOException {
        int columns = 0;
        List<String> wrong = new ArrayList<>();
        for (var table : expected.entrySet()) {
            List<TagProposal> proposals =
                    TableTagger.tag(samples.of(table.getKey())).proposals();
            for (TagProposal proposal : proposals) {
                List<SemanticTag> right = table.getValue().get(proposal.label());
                assertThat(right).as("%s.%s", table.getKey(), proposal.label()).isNotNull();
                columns++;
                if (!right.contains(proposal.tag())) {
                    wrong.add("\n" + table.getKey() + " " + proposal.label() + ": " + proposal.tag() + " ("
                            + proposal.confidence() + ", " + proposal.evidence() + ", then " + proposal.runnerUp()
                            + ") and not " + right);
                }
            }
        }
        return new Judged(columns, wrong);
    }

    /** Lines "[table]" and "column: TAG", further tags that are right as well after a bar. */
    static Map<String, Map<String, List<SemanticTag>>> expected(String resource) throws IOException {
        Map<String, Map<String, List<SemanticTag>>> tables = new LinkedHashMap<>();
        Map<String, List<SemanticTag>> table = new LinkedHashMap<>();
        try (InputStream in = ColumnTagTest.class.getResourceAsStream(resource)) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("[")) {
                    table = tables.computeIfAbsent(line.substring(1, line.indexOf(']')), _ -> new LinkedHashMap<>());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    int colon = line.lastIndexOf(": ");
                    table.put(
                            line.substring(0, colon),
                            Arrays.stream(line.substring(colon + 2).split("\\|", -1))
                                    .map(tag -> SemanticTag.valueOf(tag.trim()))
                                    .toList());
                }
            }
        }
        return tables;
    }

    private static TableSample sample(Path file) throws IOException {
        SourceName source = new SourceName("x");
        if (file.toString().endsWith(".txt")) {
            return spaced(source, file);
        }
        String reader = file.toString().endsWith(".parquet")
                ? "read_parquet('" + file + "')"
                : "read_csv('" + file + "', all_varchar = true)";
        try (DuckDbSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            Statement all = Statement.of("SELECT * FROM " + reader);
            List<String> names = session.columns(all).stream().map(Column::name).toList();
            String texts = String.join(
                    ", ",
                    names.stream()
                            .map(name -> "CAST(\"" + name + "\" AS VARCHAR)")
                            .toList());
            List<List<@Nullable String>> rows = session.query(
                    Statement.of("SELECT " + texts + " FROM " + reader + " ORDER BY hash(" + texts + ") LIMIT 5000"),
                    row -> {
                        List<@Nullable String> values = new ArrayList<>();
                        for (int i = 0; i < names.size(); i++) {
                            values.add(row.text(i));
                        }
                        return values;
                    });
            return TableSample.whole(source, names, rows);
        }
    }

    private static TableSample spaced(SourceName source, Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        List<String> names = Arrays.asList(lines.getFirst().trim().split("\\s+"));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, Math.min(lines.size(), 5_000))) {
            rows.add(new ArrayList<>(Arrays.asList(line.trim().split("\\s+"))));
        }
        return TableSample.whole(source, names, rows);
    }
}
