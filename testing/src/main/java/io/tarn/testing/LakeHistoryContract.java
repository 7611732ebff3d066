package io.tarn.testing;

import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static io.tarn.testing.TestingTables.append;
import static io.tarn.testing.TestingTables.pets;
import static io.tarn.testing.TestingTables.petsAt;
import static io.tarn.testing.TestingTables.petsNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.TableVersion;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Lake} promises of the past of its tables, and of keeping them in shape. */
public abstract class LakeHistoryContract {
    protected abstract Lake open(Path home);

    @Test
    void tellsWhatHappenedToATable(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.overwrite(PETS_NAME, pets(2, 3, "cat"));
                session.deleteWhere(PETS_NAME, Statement.of("id = 3"));
                session.merge(PETS_NAME, List.of("id"), pets(2, 2, "dog"));
            }

            List<TableVersion> history = lake.history(PETS_NAME);

            assertThat(history)
                    .extracting(TableVersion::operation)
                    .containsExactly("merge", "delete", "overwrite", "append", "create");
            assertThat(history).extracting(TableVersion::version).containsExactly(4L, 3L, 2L, 1L, 0L);
            assertThat(history.reversed()).extracting(TableVersion::committedAt).isSorted();
        }
    }

    @Test
    void forksIntoALakeOfItsOwn(@TempDir Path home, @TempDir Path other) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 2, "cat"));

            try (Lake fork = lake.fork(other)) {
                assertThat(petsNow(fork)).isEqualTo(petsNow(lake));
                append(fork, pets(3, 3, "dog"));
                append(lake, pets(4, 4, "bird"));

                assertThat(petsNow(lake)).containsExactly("1:cat:owner 1", "2:cat:owner 2", "4:bird:owner 4");
                assertThat(petsNow(fork)).containsExactly("1:cat:owner 1", "2:cat:owner 2", "3:dog:owner 3");
                fork.restore(PETS_NAME, 0);
                fork.vacuum(PETS_NAME, Duration.ZERO);
            }

            assertThat(petsNow(lake)).hasSize(3);
        }
    }

    @Test
    void readsTablesAsOfAnInstant(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));
            append(lake, pets(2, 2, "cat"));
            List<Instant> instants = lake.history(PETS_NAME).reversed().stream()
                    .map(TableVersion::committedAt)
                    .toList();

            assertThat(pets(lake, new ReadPoint.AsOf(instants.get(1)))).containsExactly("1:cat:owner 1");
            assertThat(pets(lake, new ReadPoint.AsOf(instants.get(2).plusSeconds(1))))
                    .hasSize(2);
            try (LakeSession session =
                    lake.open(new ReadPoint.AsOf(instants.get(0).minusMillis(1)))) {
                assertThatThrownBy(() -> pets(session)).isInstanceOf(TarnException.class);
            }
        }
    }

    @Test
    void refusesAVersionThatNeverWas(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);

            assertThatThrownBy(() -> petsAt(lake, 5))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessage("Table silver.pets has no version 5 to read: it was never written, or its log was"
                            + " cleaned up since.");
        }
    }

    @Test
    void restoresAVersionAsANewOne(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 2, "cat"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.deleteWhere(PETS_NAME, Statement.of("id = 1"));
                session.append(PETS_NAME, pets(3, 3, "dog"), java.util.Optional.empty());
            }

            long restored = lake.restore(PETS_NAME, 1);

            assertThat(restored).isEqualTo(4);
            assertThat(petsNow(lake)).containsExactly("1:cat:owner 1", "2:cat:owner 2");
            assertThat(lake.restore(PETS_NAME, 1)).isEqualTo(4);
            assertThat(lake.restore(PETS_NAME, 0)).isEqualTo(5);
            assertThat(petsNow(lake)).isEmpty();
            assertThat(petsAt(lake, 3)).containsExactly("2:cat:owner 2", "3:dog:owner 3");
        }
    }

    @Test
    void compactsFilesWithoutChangingARow(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            for (int i = 0; i < 5; i++) {
                append(lake, pets(i, i, "cat"));
            }
            List<String> before = petsNow(lake);

            long version = lake.compact(PETS_NAME);

            TableState state = lake.find(PETS_NAME).orElseThrow();
            assertThat(state.version()).isEqualTo(version).isEqualTo(6);
            assertThat(state.files()).isEqualTo(1);
            assertThat(petsNow(lake)).isEqualTo(before);
            assertThat(lake.compact(PETS_NAME)).isEqualTo(6);
        }
    }

    @Test
    void vacuumsWhatNoYoungVersionNeeds(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.overwrite(PETS_NAME, pets(2, 2, "dog"));
            }

            assertThat(lake.vacuum(PETS_NAME, Duration.ofDays(1))).isZero();
            assertThat(petsAt(lake, 1)).hasSize(1);
            assertThat(lake.vacuum(PETS_NAME, Duration.ZERO)).isEqualTo(1);
            assertThat(petsNow(lake)).containsExactly("2:dog:owner 2");
            assertThatThrownBy(() -> lake.restore(PETS_NAME, 1))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                    .hasMessageContaining("cannot be restored to version 1");
        }
    }

    @Test
    void readsTheSameAfterACheckpoint(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 3, "cat"));
            lake.checkpoint(PETS_NAME);
            lake.checkpoint(PETS_NAME);
            append(lake, pets(4, 4, "cat"));
        }
        try (Lake again = open(home)) {
            assertThat(petsNow(again)).hasSize(4);
            assertThat(again.find(PETS_NAME).orElseThrow().columns()).isEqualTo(PETS.columns());
        }
    }

    @Test
    void letsOneHolderHaveALockAndNamesIt(@TempDir Path home) {
        try (Lake lake = open(home);
                Lake other = open(home)) {
            try (Lake.Lock lock = lake.lock("unify", "the first", Duration.ZERO)) {
                assertThat(lock).isNotNull();
                assertThatThrownBy(() -> other.lock("unify", "the second", Duration.ofMillis(1)))
                        .isInstanceOfSatisfying(
                                TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCKED))
                        .hasMessageStartingWith("'unify' is locked by the first (process ")
                        .hasMessageContaining(" since ");
            }
            try (Lake.Lock lock = other.lock("unify", "the second", Duration.ZERO)) {
                assertThat(lock).isNotNull();
            }
        }
    }
}
