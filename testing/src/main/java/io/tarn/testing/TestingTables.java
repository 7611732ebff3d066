package io.tarn.testing;

import static io.tarn.lake.table.ColumnType.Scalar.LONG;
import static io.tarn.lake.table.ColumnType.Scalar.STRING;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private TestingTables() {}

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
