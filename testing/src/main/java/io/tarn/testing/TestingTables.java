package io.tarn.testing;

import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small table for tests of lakes, and short ways to fill and read it. */
public final class TestingTables {
    public static final TableName PETS_NAME = TableName.of("silver.pets");

    public static final TableContract PETS = new TableContract(
            PETS_NAME,
            "Pets, one row a pet",
            List.of(
                    Column.of("id", LONG, "The pet"),
                    Column.of("kind", STRING, "cat, dog or bird"),
                    Column.personal("owner", STRING, "Who feeds it")),
            List.of("id"),
            List.of("id"));

    /** A column of each type. */
    public static final TableContract EVERYTHING = new TableContract(
            TableName.of("silver.everything"),
            "A column of each type",
            List.of(
                    Column.of("text", STRING, ""),
                    Column.of("flag", Scalar.BOOLEAN, ""),
                    Column.of("small", Scalar.INTEGER, ""),
                    Column.of("large", LONG, ""),
                    Column.of("real", Scalar.DOUBLE, ""),
                    Column.of("amount", Scalar.DECIMAL, ""),
                    Column.of("sum", Scalar.DECIMAL_SUM, ""),
                    Column.of("day", Scalar.DATE, ""),
                    Column.of("instant", Scalar.TIMESTAMP, ""),
                    Column.of("bytes", Scalar.BINARY, ""),
                    Column.of("list", new ListOf(STRING), ""),
                    Column.of("map", new MapOf(LONG), ""),
                    Column.of("struct", new StructOf(List.of(new Field("a", STRING), new Field("b", LONG))), "")),
            List.of("text"),
            List.of("text"));

    private TestingTables() {}

    /** Rows of {@link #EVERYTHING} from Java: one with values at the edges of their types, one without any. */
    public static List<@Nullable Object[]> everything() {
        return List.of(
                new @Nullable Object[] {
                    "ü\u0000'\"",
                    true,
                    -1,
                    Long.MAX_VALUE,
                    0.1,
                    new BigDecimal("123456789012.5"),
                    new BigDecimal("-12345678901234567890123456789012.123456"),
                    LocalDate.of(1600, 1, 1),
                    Instant.parse("2262-04-11T23:47:16.854775Z"),
                    new byte[] {0, -1},
                    List.of("x", "y"),
                    Map.of("k", 5L),
                    Map.of("a", "in", "b", 6L)
                },
                new @Nullable Object[EVERYTHING.columns().size()]);
    }

    /** As they are read back, bytes as text. */
    public static List<List<@Nullable Object>> everythingRead() {
        List<List<@Nullable Object>> read = new ArrayList<>();
        for (@Nullable Object[] row : everything()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Object value : row) {
                values.add(
                        switch (value) {
                            case byte[] bytes -> Arrays.toString(bytes);
                            case BigDecimal number -> number.setScale(6);
                            case null, default -> value;
                        });
            }
            read.add(values);
        }
        return read;
    }

    /** What a table with {@link #EVERYTHING}'s columns holds, by text. */
    public static List<List<@Nullable Object>> values(LakeSession session, String table) {
        int columns = EVERYTHING.columns().size();
        return session.query(Statement.of("SELECT * FROM " + table + " ORDER BY text NULLS LAST"), row -> {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                values.add(row.value(i) instanceof byte[] bytes ? Arrays.toString(bytes) : row.value(i));
            }
            return values;
        });
    }

    /** Rows of pets from one id to another, both included. */
    public static Statement pets(long first, long last, String kind) {
        return Statement.of(
                "SELECT id, ? AS kind, 'owner ' || id AS owner FROM range(" + first + ", " + (last + 1) + ") t(id)",
                kind);
    }

    public static long append(Lake lake, Statement rows) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.append(PETS_NAME, rows, Optional.empty()).orElseThrow();
        }
    }

    /** Every pet as {@code id:kind:owner}, by id, as of a point. */
    public static List<String> pets(Lake lake, ReadPoint point) {
        try (LakeSession session = lake.open(point)) {
            return pets(session);
        }
    }

    public static List<String> pets(LakeSession session) {
        return session.query(
                Statement.of("SELECT id, kind, owner FROM silver.pets ORDER BY id, kind, owner"),
                row -> row.number(0) + ":" + row.text(1) + ":" + row.text(2));
    }

    public static List<String> petsAt(Lake lake, long version) {
        return pets(lake, new ReadPoint.Pinned(Map.of(PETS_NAME, version)));
    }

    public static List<String> petsNow(Lake lake) {
        return pets(lake, new ReadPoint.Latest());
    }
}
