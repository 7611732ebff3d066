package io.tarn.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedRecordsTest {
    @TempDir
    Path folder;

    @Test
    void sameSeedGivesTheSameBytes() throws IOException {
        Path first = write(new GeneratedRecords(3, 5_000), "first");
        Path second = write(new GeneratedRecords(3, 5_000), "second");

        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void writesTheNamedColumnsInEveryRow() throws IOException {
        List<String> lines = Files.readAllLines(write(new GeneratedRecords(1, 5_000), "rows"));

        assertThat(lines).hasSize(5_001);
        assertThat(lines.getFirst()).isEqualTo(GeneratedRecords.HEADER);
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 10);
    }

    @Test
    void seesAQuarterOfTheRecordsAgain() throws IOException {
        GeneratedRecords records = new GeneratedRecords(5, 40_000);
        write(records, "quarter");

        Map<String, Integer> sights = new HashMap<>();
        List<String> truth = Files.readAllLines(folder.resolve("quarter.truth.csv"));
        truth.stream().skip(1).forEach(line -> sights.merge(line.substring(line.indexOf(',') + 1), 1, Integer::sum));

        assertThat(records.persons()).isEqualTo(30_000);
        assertThat(sights).hasSize(30_000);
    }

    @Test
    void keepsMostOfASecondSightLikeTheFirst() throws IOException {
        List<String> lines = Files.readAllLines(write(new GeneratedRecords(5, 40_000), "sights"));
        List<String> truth = Files.readAllLines(folder.resolve("sights.truth.csv"));

        Map<String, String[]> seen = new HashMap<>();
        int pairs = 0;
        int sameSurname = 0;
        for (int i = 1; i < lines.size(); i++) {
            String[] values = lines.get(i).split(",", -1);
            String[] before = seen.put(truth.get(i).split(",", -1)[1], values);
            if (before != null) {
                pairs++;
                sameSurname += before[2].equals(values[2]) ? 1 : 0;
            }
        }

        assertThat(pairs).isEqualTo(10_000);
        assertThat((double) sameSurname / pairs).isBetween(0.75, 0.95);
    }

    @Test
    void writesEvenOneRecord() throws IOException {
        for (int rows : List.of(1, 2, 3, 7)) {
            assertThat(Files.readAllLines(write(new GeneratedRecords(2, rows), "few" + rows)))
                    .hasSize(rows + 1);
        }
    }

    @Test
    void refusesACountOutOfRange() {
        assertThatThrownBy(() -> new GeneratedRecords(1, 0))
                .isInstanceOf(TarnException.class)
                .hasMessage("0 records cannot be made: ask for 1 to 1000000000.");
    }

    private Path write(GeneratedRecords records, String name) {
        Path file = folder.resolve(name + ".csv");
        records.write(file, folder.resolve(name + ".truth.csv"));
        return file;
    }
}
