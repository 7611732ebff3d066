package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the rows of a run get into its tables: all anew, or only those in which the records that it reached differ from
 * what stands there. Confined to the session's thread.
 */
final class GoldWrites {
    private static final String NEXT = "gold_next";
    private static final String STANDING = "gold_standing";
    private static final String STALE = "gold_stale";

    private final LakeSession session;
    private final Rewriting rewriting;

    GoldWrites(LakeSession session, Rewriting rewriting) {
        this.session = session;
        this.rewriting = rewriting;
    }

    /** As a run of some extent writes. */
    static GoldWrites of(LakeSession session, Extent extent) {
        return new GoldWrites(
                session,
                switch (extent) {
                    case Extent.Whole _ -> Rewriting.ALL;
                    case Extent.Part _ -> Rewriting.REACHED;
                });
    }

    /** Which rows of its tables a run writes. */
    enum Rewriting {
        ALL,
        /** Those of what {@link ReachedRecords} reached. */
        REACHED
    }

    boolean isAll() {
        return rewriting == Rewriting.ALL;
    }

    /**
     * Writes a table.
     *
     * @param rows all of them, or those of what was reached
     * @param scope which rows of the table, {@code t}, are about what was reached
     */
    void write(TableContract table, Statement rows, String scope) {
        if (isAll()) {
            session.overwrite(table.name(), rows);
            return;
        }
        session.execute(rows.withSql("CREATE OR REPLACE TEMP TABLE " + NEXT + " AS " + rows.sql()));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + STANDING + " AS SELECT * FROM " + table.name()
                + " t WHERE " + scope));
        List<String> columns = session.columns(Statement.of("SELECT * FROM " + NEXT)).stream()
                .map(Column::name)
                .toList();
        String key = table.key().stream().map(session.dialect()::quote).collect(Collectors.joining(", "));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + STALE + " AS SELECT DISTINCT " + key + " FROM "
                + STANDING + " t WHERE NOT " + exists(NEXT, columns)));
        Statement fresh = Statement.of("SELECT * FROM " + NEXT + " t WHERE NOT " + exists(STANDING, columns) + " OR "
                + exists(STALE, table.key()));
        session.replaceWhere(table.name(), Statement.of(isAnyStale() ? exists(STALE, table.key()) : "FALSE"), fresh);
    }

    /** Where no row is stale no file needs to be looked through. */
    private boolean isAnyStale() {
        return session.query(Statement.of("SELECT count(*) FROM " + STALE), row -> row.number(0))
                        .getFirst()
                > 0;
    }

    /** Whether a table has a row that is in some columns what the row of {@code t} is. */
    private String exists(String table, List<String> columns) {
        return columns.stream()
                .map(session.dialect()::quote)
                .map(column -> "o." + column + " IS NOT DISTINCT FROM t." + column)
                .collect(Collectors.joining(" AND ", "EXISTS (SELECT 1 FROM " + table + " o WHERE ", ")"));
    }
}
