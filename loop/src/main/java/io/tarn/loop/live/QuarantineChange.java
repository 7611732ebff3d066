package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.Identifier;
import io.tarn.model.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which identifiers a gold run quarantined that the run published before it did not, and which it released. Confined to
 * one session.
 */
final class QuarantineChange {
    private static final String TABLE = IdentityTables.IDENTIFIERS.name().toString();
    private static final String BEFORE = "quarantined_before";
    private static final String RELEASED = "quarantine_released";
    private static final List<Column> COLUMNS =
            List.of(Column.of("type", Scalar.STRING, "type"), Column.of("value", Scalar.STRING, "value"));

    private final LakeSession session;
    private final boolean releasesAny;

    /**
     * Compares what the session sees with a version of the identifiers.
     *
     * @param versionBefore below nought where nothing was quarantined before
     */
    QuarantineChange(Lake lake, LakeSession session, long versionBefore) {
        this.session = session;
        session.load(BEFORE, COLUMNS, sink -> {
            if (versionBefore >= 0) {
                try (LakeSession before =
                        lake.open(new ReadPoint.Pinned(Map.of(IdentityTables.IDENTIFIERS.name(), versionBefore)))) {
                    before.forEach(
                            Statement.of("SELECT DISTINCT type, value FROM " + TABLE + " WHERE quarantined"), row -> {
                                sink.row(row.text(0), row.text(1));
                                return row;
                            });
                }
            }
        });
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + RELEASED + " AS SELECT type, value FROM "
                + BEFORE + " EXCEPT SELECT type, value FROM " + TABLE + " WHERE quarantined"));
        this.releasesAny = session.query(Statement.of("SELECT count(*) FROM " + RELEASED), row -> row.number(0))
                        .getFirst()
                > 0;
    }

    /** Tells the log of all that changed. */
    void tell(Instant at, String runId, Consumer<LogEntry> log) {
        tell(
                "SELECT type, value FROM " + TABLE + " WHERE quarantined EXCEPT SELECT type, value FROM " + BEFORE,
                some -> log.accept(new LogEntry.Quarantined(at, runId, some, List.of())));
        tellReleased(at, runId, log);
    }

    /** Tells the log of those that may join again. */
    void tellReleased(Instant at, String runId, Consumer<LogEntry> log) {
        tell(
                "SELECT type, value FROM " + RELEASED,
                some -> log.accept(new LogEntry.Quarantined(at, runId, List.of(), some)));
    }

    /** A condition to be added: whether a profile holds an identifier that may join again. */
    String orHoldsReleased(String profile) {
        return releasesAny
                ? " OR " + profile + " IN (SELECT q.profile_id FROM " + TABLE + " q JOIN " + RELEASED
                        + " r ON r.type = q.type AND r.value = q.value)"
                : "";
    }

    private void tell(String sql, Consumer<List<Identifier>> sink) {
        List<Identifier> some = new ArrayList<>();
        session.forEach(Statement.of("SELECT type, value FROM (" + sql + ") ORDER BY type, value"), row -> {
            Optional<Identifier> one =
                    GoldProfileRow.identifier(Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.text(1)));
            one.ifPresent(some::add);
            if (some.size() == LogEntry.Quarantined.IDENTIFIERS_MAX) {
                sink.accept(some);
                some.clear();
            }
            return row;
        });
        if (!some.isEmpty()) {
            sink.accept(some);
        }
    }
}
