package io.tarn.testing;

import static io.tarn.testing.TestingTables.EVERYTHING;
import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static io.tarn.testing.TestingTables.append;
import static io.tarn.testing.TestingTables.everything;
import static io.tarn.testing.TestingTables.everythingRead;
import static io.tarn.testing.TestingTables.pets;
import static io.tarn.testing.TestingTables.petsAt;
import static io.tarn.testing.TestingTables.petsNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.StagedRows;
import io.tarn.lake.TableState;
import io.tarn.lake.WriteId;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Lake} promises of its tables and of writes to them. */
public abstract class LakeContract {
    /** Opens the lake that lies at a place; tests open one place several times. */
    protected abstract Lake open(Path home);

    @Test
    void createsTheTableOfAContract(@TempDir Path home) {
        try (Lake lake = open(home)) {
            TableState created = lake.create(PETS);

            assertThat(created).isEqualTo(new TableState(PETS_NAME, 0, PETS.columns(), 0, 0, 0));
            assertThat(lake.create(PETS)).isEqualTo(created);
            assertThat(lake.tables()).containsExactly(created);
            assertThat(lake.find(TableName.of("gold.nothing"))).isEmpty();
            assertThat(petsNow(lake)).isEmpty();
        }
    }

    @Test
    void appendsRowsAndMatchesColumnsByName(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);

            long first = append(lake, Statement.of("SELECT 'cat' AS kind, 2 AS id"));
            long second = append(lake, Statement.of("SELECT 'Ann' AS owner, 'dog' AS kind, 1 AS id"));

            assertThat(first).isEqualTo(1);
            assertThat(second).isEqualTo(2);
            assertThat(petsNow(lake)).containsExactly("1:dog:Ann", "2:cat:null");
            assertThat(petsAt(lake, 1)).containsExactly("2:cat:null");
            assertThat(lake.find(PETS_NAME).orElseThrow().rows()).isEqualTo(2);
        }
    }

    @Test
    void appendsRowsFromJavaAllAtOnce(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            List<Column> columns = List.of(PETS.columns().get(1), PETS.columns().get(0));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                try (StagedRows rows = session.stage(PETS_NAME, columns)) {
                    rows.row("cat", 1L);
                    rows.row("half \uD83D a pair", 2L);
                    append(lake, pets(3, 3, "dog"));
                    assertThat(rows.count()).isEqualTo(2);
                    assertThat(pets(session)).isEmpty();

                    assertThat(rows.append()).hasValue(2L);
                    assertThat(pets(session)).containsExactly("1:cat:null", "2:half ? a pair:null", "3:dog:owner 3");
                }
                try (StagedRows rows = session.stage(PETS_NAME, columns)) {
                    rows.row("bird", 4L);
                }
                try (StagedRows rows = session.stage(PETS_NAME, columns)) {
                    assertThat(rows.append()).isEmpty();
                }
            }
            assertThat(petsNow(lake)).hasSize(3);
            assertThat(lake.find(PETS_NAME).orElseThrow().rows()).isEqualTo(3);
        }
    }

    @Test
    void appendsRowsFromJavaOfEveryType(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(EVERYTHING);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                try (StagedRows rows = session.stage(EVERYTHING.name(), EVERYTHING.columns())) {
                    everything().forEach(rows::row);
                    rows.append();
                }
                assertThat(TestingTables.values(session, "silver.everything")).isEqualTo(everythingRead());
            }
        }
    }

    @Test
    void refusesRowsFromJavaThatDoNotFit(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                List<Column> legs = List.of(Column.of("legs", Scalar.LONG, ""));
                assertThatThrownBy(() -> session.stage(PETS_NAME, legs))
                        .isInstanceOf(TarnException.class)
                        .hasMessage("Rows cannot be written to silver.pets: the table has no column legs."
                                + " Add it to the table, or leave it out of the query.");
                try (StagedRows rows = session.stage(PETS_NAME, PETS.columns())) {
                    assertThatThrownBy(() -> rows.row(1L))
                            .isInstanceOf(TarnException.class)
                            .hasMessage("A value cannot be loaded into column 'owner': 1 values for 3 columns.");
                    assertThatThrownBy(() -> rows.row("one", "cat", "Ann"))
                            .isInstanceOf(TarnException.class)
                            .hasMessage("A value cannot be loaded into column 'id': a String does not fit LONG.");
                }
            }
            assertThat(petsNow(lake)).isEmpty();
        }
    }

    @Test
    void refusesColumnsThatTheTableLacks(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);

            assertThatThrownBy(() -> append(lake, Statement.of("SELECT 1 AS id, 2 AS legs, 3 AS eyes")))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                    .hasMessage("Rows cannot be written to silver.pets: the table has no column eyes, legs."
                            + " Add it to the table, or leave it out of the query.");
            assertThat(petsNow(lake)).isEmpty();
        }
    }

    @Test
    void dropsAnAppendThatWasMadeBefore(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                assertThat(session.append(PETS_NAME, pets(1, 1, "cat"), Optional.of(new WriteId("sink", 7))))
                        .hasValue(1L);
                assertThat(session.append(PETS_NAME, pets(1, 1, "cat"), Optional.of(new WriteId("sink", 7))))
                        .isEmpty();
                assertThat(session.append(PETS_NAME, pets(0, 0, "cat"), Optional.of(new WriteId("sink", 6))))
                        .isEmpty();
                assertThat(session.append(PETS_NAME, pets(2, 2, "cat"), Optional.of(new WriteId("other", 7))))
                        .hasValue(2L);
                assertThat(session.append(PETS_NAME, pets(3, 3, "cat"), Optional.of(new WriteId("sink", 8))))
                        .hasValue(3L);
            }
            assertThat(petsNow(lake)).containsExactly("1:cat:owner 1", "2:cat:owner 2", "3:cat:owner 3");
        }
    }

    @Test
    void showsASessionItsOwnWritesAndNothingElseThatHappens(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));
            try (LakeSession reader = lake.open(new ReadPoint.Latest());
                    LakeSession writer = lake.open(new ReadPoint.Latest())) {
                assertThat(pets(reader)).hasSize(1);

                writer.append(PETS_NAME, pets(2, 2, "dog"), Optional.empty());

                assertThat(pets(writer)).containsExactly("1:cat:owner 1", "2:dog:owner 2");
                assertThat(pets(reader)).containsExactly("1:cat:owner 1");
            }
        }
    }

    @Test
    void overwritesWithRowsReadFromTheTableItself(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 4, "cat"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.overwrite(PETS_NAME, Statement.of("SELECT id, kind FROM silver.pets WHERE id > ?", 3));

                assertThat(pets(session)).containsExactly("4:cat:null");
            }
            assertThat(petsNow(lake)).containsExactly("4:cat:null");
        }
    }

    @Test
    void refusesToOverwriteATableThatMovedOn(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                append(lake, pets(1, 1, "cat"));

                assertThatThrownBy(() -> session.overwrite(PETS_NAME, pets(9, 9, "dog")))
                        .isInstanceOfSatisfying(
                                TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITE_CONFLICT))
                        .hasMessage("Table silver.pets cannot be written: it has moved on from version 0 since it was"
                                + " read. Open a new session and try again.");
            }
            assertThat(petsNow(lake)).containsExactly("1:cat:owner 1");
        }
    }

    @Test
    void mergesByKeyAndTakesRowsOfOthersAlong(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 2, "cat"));
            append(lake, pets(3, 4, "cat"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                append(lake, pets(5, 5, "cat"));

                session.merge(
                        PETS_NAME, List.of("id"), Statement.of("SELECT id, 'dog' AS kind FROM range(4, 7) t(id)"));

                assertThat(pets(session))
                        .containsExactly(
                                "1:cat:owner 1",
                                "2:cat:owner 2",
                                "3:cat:owner 3",
                                "4:dog:null",
                                "5:dog:null",
                                "6:dog:null");
            }
        }
    }

    @Test
    void refusesToMergeTwoRowsOfOneKey(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                Statement twice = Statement.of("SELECT 1 AS id, kind FROM (VALUES ('cat'), ('dog')) v(kind)");

                assertThatThrownBy(() -> session.merge(PETS_NAME, List.of("id"), twice))
                        .isInstanceOf(TarnException.class)
                        .hasMessage("Rows cannot be merged into silver.pets: several of them have the same key (id)."
                                + " Keep one row a key.");
            }
        }
    }

    @Test
    void deletesWhereTheConditionIsTrueOnly(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, Statement.of("SELECT 1 AS id, 'cat' AS kind UNION ALL SELECT 2, NULL"));
            append(lake, pets(3, 4, "dog"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                long version = session.deleteWhere(PETS_NAME, Statement.of("kind <> ? OR id = ?", "cat", 1));

                assertThat(pets(session)).containsExactly("2:null:null");
                assertThat(session.deleteWhere(PETS_NAME, Statement.of("id = 99")))
                        .isEqualTo(version);
            }
        }
    }

    @Test
    void replacesWhatTheConditionHoldsInOneCommit(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 2, "cat"));
            append(lake, pets(3, 4, "dog"));
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                long before = session.deleteWhere(PETS_NAME, Statement.of("id = 99"));
                Statement other = Statement.of("SELECT 2 AS id, 'owl' AS kind UNION ALL SELECT 5, 'owl'");

                long version = session.replaceWhere(PETS_NAME, Statement.of("t.id = ?", 2), other);

                assertThat(version).isEqualTo(before + 1);
                assertThat(session.query(
                                Statement.of("SELECT id, kind FROM " + PETS_NAME + " ORDER BY id"),
                                row -> row.number(0) + ":" + row.text(1)))
                        .containsExactly("1:cat", "2:owl", "3:dog", "4:dog", "5:owl");
                Statement none = Statement.of("SELECT 1 AS id, 'owl' AS kind WHERE FALSE");
                assertThat(session.replaceWhere(PETS_NAME, Statement.of("id = 99"), none))
                        .isEqualTo(version);
                assertThat(session.replaceWhere(
                                PETS_NAME, Statement.of("id = 99"), Statement.of("SELECT 6 AS id, 'owl' AS kind")))
                        .isEqualTo(version + 1);
            }
        }
    }

    @Test
    void losesNoAppendOfManyThreads(@TempDir Path home) throws Exception {
        try (Lake lake = open(home);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            lake.create(PETS);
            List<Future<Long>> versions = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                long id = i;
                versions.add(threads.submit(() -> append(lake, pets(id, id, "cat"))));
            }
            List<Long> seen = new ArrayList<>();
            for (Future<Long> version : versions) {
                seen.add(version.get());
            }

            assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            assertThat(petsNow(lake)).hasSize(12);
        }
    }

    @Test
    void addsColumnsAndNeverChangesTheirTypes(@TempDir Path home) {
        try (Lake lake = open(home)) {
            lake.create(PETS);
            append(lake, pets(1, 1, "cat"));

            lake.evolve(PETS_NAME, List.of(PETS.columns().getFirst(), Column.of("legs", Scalar.LONG, "How many")));
            append(lake, Statement.of("SELECT 2 AS id, 4 AS legs"));

            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                assertThat(session.query(
                                Statement.of("SELECT id, legs, owner FROM silver.pets ORDER BY id"),
                                row -> row.number(0) + ":" + row.isNull(1) + ":" + row.text(2)))
                        .containsExactly("1:true:owner 1", "2:false:null");
            }
            assertThat(lake.find(PETS_NAME).orElseThrow().columns())
                    .containsAll(PETS.columns())
                    .contains(Column.of("legs", Scalar.LONG, "How many"));
            TableContract changed = new TableContract(
                    PETS_NAME, "Pets", List.of(Column.of("id", Scalar.STRING, "The pet")), List.of(), List.of());
            assertThatThrownBy(() -> lake.create(changed))
                    .isInstanceOf(TarnException.class)
                    .hasMessage("Column 'id' of table silver.pets cannot change its type from BIGINT to VARCHAR:"
                            + " add a column with another name.");
        }
    }
}
