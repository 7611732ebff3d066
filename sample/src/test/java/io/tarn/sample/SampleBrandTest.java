package io.tarn.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.sample.SampleBrand.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBrandTest {
    private static final int PERSONS = 2_000;

    @TempDir
    static Path folder;

    private static SampleBrand.Files files = new SampleBrand.Files(Path.of(""), List.of(), Path.of(""), 0, 0);

    @BeforeAll
    static void writeOnce() {
        files = new SampleBrand(7, PERSONS).write(folder.resolve("brand"), SampleBrandTest::copy);
    }

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        SampleBrand.Files again = new SampleBrand(7, PERSONS).write(folder.resolve("again"), SampleBrandTest::copy);

        for (int i = 0; i < files.sources().size(); i++) {
            assertThat(again.sources().get(i).file())
                    .hasSameBinaryContentAs(files.sources().get(i).file());
        }
        assertThat(again.truth()).hasSameBinaryContentAs(files.truth());
    }

    @Test
    void anotherSeedGivesOtherPersons() throws IOException {
        SampleBrand.Files other = new SampleBrand(8, PERSONS).write(folder.resolve("other"), SampleBrandTest::copy);

        assertThat(lines(other.sources().getFirst()).get(1))
                .isNotEqualTo(lines(files.sources().getFirst()).get(1));
    }

    @Test
    void namesEveryRecordOnceInTheTruth() throws IOException {
        Map<String, Set<String>> truth = new HashMap<>();
        for (String line : rows(files.truth(), StandardCharsets.UTF_8)) {
            String[] values = line.split(",", -1);
            assertThat(truth.computeIfAbsent(values[0], source -> new HashSet<>())
                            .add(values[1]))
                    .as(line)
                    .isTrue();
        }

        assertThat(truth.keySet()).containsExactlyInAnyOrder("crm", "shop", "loyalty", "support", "newsletter");
        for (SourceFile source : files.sources()) {
            assertThat(truth.get(source.name().value()))
                    .as(source.name().value())
                    .hasSize(source.records());
        }
        assertThat(truth.get("crm"))
                .isEqualTo(lines(files.sources().getFirst()).stream()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(';')))
                        .collect(Collectors.toSet()));
    }

    @Test
    void isAboutEveryPersonAndSomeStrangers() throws IOException {
        Map<Boolean, Long> entities = rows(files.truth(), StandardCharsets.UTF_8).stream()
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .distinct()
                .collect(Collectors.partitioningBy(entity -> entity.startsWith("p"), Collectors.counting()));

        assertThat(entities.get(true)).isEqualTo(PERSONS);
        assertThat(entities.get(false)).isBetween(10L, 200L);
    }

    @Test
    void writesTheCrmInLatinLettersOfItsTime() throws IOException {
        List<String> lines = lines(files.sources().getFirst());

        assertThat(lines.getFirst()).startsWith("customer_no;title;first_name;last_name;date_of_birth;email");
        assertThat(lines).anyMatch(line -> line.contains("Müller")).noneMatch(line -> line.contains("?"));
        assertThat(lines).allMatch(line -> line.split(";", -1).length == 15);
    }

    @Test
    void plantsJunkThatManyShare() throws IOException {
        String newsletter = Files.readString(files.sources().getLast().file());

        assertThat(newsletter).contains("test@test.com", "N/A", "1900-01-01");
        assertThat(Files.readString(files.sources().getFirst().file(), StandardCharsets.ISO_8859_1))
                .contains("keine@heron-hale.example", ";01.01.1900;");
    }

    @Test
    void leavesNoIntermediateFileBehind() throws IOException {
        try (var found = Files.list(files.folder())) {
            assertThat(found.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "crm_customers.csv",
                            "shop_orders.jsonl",
                            "loyalty_members.parquet",
                            "support_tickets.csv",
                            "newsletter_signups.csv",
                            "truth.csv");
        }
    }

    @Test
    void refusesACountOutOfRange() {
        assertThatThrownBy(() -> new SampleBrand(1, 0))
                .isInstanceOf(TarnException.class)
                .hasMessage("0 persons cannot be made: ask for 1 to 1000000.");
    }

    private static List<String> lines(SourceFile source) throws IOException {
        return Files.readAllLines(source.file(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> rows(Path file, Charset charset) throws IOException {
        List<String> lines = Files.readAllLines(file, charset);
        return lines.subList(1, lines.size());
    }

    private static void copy(Path jsonLines, Path parquet) {
        try {
            Files.copy(jsonLines, parquet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
