package io.tarn.testing;

import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static io.tarn.testing.TestingTables.append;
import static io.tarn.testing.TestingTables.pets;
import static io.tarn.testing.TestingTables.petsNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Runs} promises over every lake. */
public abstract class RunsContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

    protected abstract Lake open(Path home);

    @Test
    void readsBackTheNewestCompleteRun(@TempDir Path home) {
        try (Lake lake = open(home)) {
            Runs runs = new Runs(lake);
            assertThat(runs.newestComplete(Runs.GOLD)).isEmpty();
            assertThat(runs.readPoint()).isEqualTo(new ReadPoint.Latest());

            runs.complete(run("one", 1, 7));
            runs.complete(run("two", 2, 8));

            assertThat(runs.newestComplete(Runs.GOLD)).hasValue(run("two", 2, 8));
            assertThat(runs.newestComplete("profile")).isEmpty();
            assertThat(runs.newestCompleteBefore(START.plusSeconds(2))).hasValue(run("one", 1, 7));
            assertThat(runs.newestCompleteBefore(START.plusSeconds(1))).isEmpty();
            assertThat(runs.readPoint()).isEqualTo(new ReadPoint.Pinned(Map.of(PETS_NAME, 8L)));
        }
    }

    @Test
    void hidesTheTablesOfARunThatIsNotComplete(@TempDir Path home) {
        try (Lake lake = open(home)) {
            Runs runs = new Runs(lake);
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));

            assertThat(pets(lake, runs.readPoint(List.of(PETS_NAME)))).isEmpty();

            runs.complete(run("one", 1, 1));
            append(lake, pets(2, 2, "cat"));

            assertThat(pets(lake, runs.readPoint(List.of(PETS_NAME)))).containsExactly("1:cat:owner 1");
            assertThat(pets(lake, runs.readPoint())).containsExactly("1:cat:owner 1");
        }
    }

    @Test
    void undoesARunThatIsNotComplete(@TempDir Path home) {
        TableName never = TableName.of("gold.never");
        try (Lake lake = open(home)) {
            Runs runs = new Runs(lake);
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));

            runs.abandonIncomplete(List.of(PETS_NAME, never));
            assertThat(petsNow(lake)).isEmpty();

            long version = append(lake, pets(2, 2, "dog"));
            runs.complete(run("one", 1, version));
            append(lake, pets(3, 3, "bird"));
            runs.abandonIncomplete(List.of(PETS_NAME, never));
            assertThat(petsNow(lake)).containsExactly("2:dog:owner 2");
            long restored = lake.find(PETS_NAME).orElseThrow().version();
            runs.abandonIncomplete(List.of(PETS_NAME, never));
            assertThat(lake.find(PETS_NAME).orElseThrow().version()).isEqualTo(restored);
        }
    }

    private static Run run(String id, int second, long version) {
        return new Run(
                id,
                Runs.GOLD,
                START,
                START.plusSeconds(second),
                "0.1.0",
                "definitions",
                "inputs",
                Map.of(PETS_NAME, version),
                Map.of("records", 3L),
                Map.of("collect", 12L));
    }
}
