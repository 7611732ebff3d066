package io.tarn.lake.run;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The record of runs in {@code ops.runs}. Safe to share between threads, as its lake is. */
public final class Runs {
    /** The kind of run that makes the Gold Customer Table. */
    public static final String GOLD = "gold";

    /** The lock that whoever writes the tables of a run holds. */
    public static final String LOCK = "run";

    /** The lock that whoever publishes a run's rows, or deletes rows of one, holds. */
    public static final String PUBLISHING_LOCK = "publishing";

    /** The lock that whoever writes {@code gold.profile_states} anew, or deletes what it is made of, holds. */
    public static final String STATES_LOCK = "profile states";

    private static final String COMPLETE = "complete";
    private static final TableName RUNS = OpsTables.RUNS.name();
    private static final String COLUMNS = "run_id, kind, started_at, finished_at, tarn_version, definitions_hash,"
            + " inputs_hash, table_versions, counts, stage_millis";

    private final Lake lake;

    public Runs(Lake lake) {
        this.lake = lake;
    }

    public Optional<Run> newestComplete(String kind) {
        return newest("kind = ?", kind);
    }

    /** The gold run that was the newest complete one just before an instant. */
    public Optional<Run> newestCompleteBefore(Instant instant) {
        return newest("kind = ? AND finished_at < ?", GOLD, instant);
    }

    /** The tables of the newest complete gold run at the versions that it names, others as they are now. */
    public ReadPoint readPoint() {
        return newestComplete(GOLD)
                .<ReadPoint>map(run -> new ReadPoint.Pinned(run.tableVersions()))
                .orElseGet(ReadPoint.Latest::new);
    }

    /**
     * The tables as the newest gold run that was complete just before an instant left them.
     *
     * @throws TarnException NOT_FOUND when no run was complete then
     */
    public ReadPoint readPointBefore(Instant instant) {
        return newestCompleteBefore(instant)
                .<ReadPoint>map(run -> new ReadPoint.Pinned(run.tableVersions()))
                .orElseThrow(() -> new TarnException(
                        ErrorCode.NOT_FOUND,
                        "No run was complete before " + instant + ". The runs are listed by:"
                                + " SELECT run_id, finished_at FROM ops.runs ORDER BY finished_at"));
    }

    /**
     * As {@link #readPoint()}, where tables that gold runs own are empty until a complete run names them, so that
     * nobody reads half of a first run.
     */
    public ReadPoint readPoint(Collection<TableName> owned) {
        return new ReadPoint.Pinned(versions(newestComplete(GOLD), owned));
    }

    /**
     * Makes every owned table again what it was in the newest complete gold run, or empty when that does not name it.
     * Tables that do not exist stay so.
     */
    public void abandonIncomplete(Collection<TableName> owned) {
        Map<TableName, Long> versions = versions(newestComplete(GOLD), owned);
        for (TableName table : owned) {
            Long version = versions.get(table);
            if (version != null && lake.find(table).isPresent()) {
                lake.restore(table, version);
            }
        }
    }

    /** Records a run, which makes it visible: the last commit of a run. */
    public void complete(Run run) {
        lake.create(OpsTables.RUNS);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load("completed_run", OpsTables.RUNS.columns(), sink -> sink.row(values(run)));
            session.merge(RUNS, OpsTables.RUNS.key(), Statement.of("SELECT * FROM completed_run"));
        }
    }

    /**
     * Lets the newest complete gold run name the versions that its tables have now, so that its readers see what was
     * deleted since no more. To be called with {@link #LOCK} held and nothing incomplete about.
     */
    public void repin() {
        Optional<Run> newest = newestComplete(GOLD);
        if (newest.isEmpty()) {
            return;
        }
        Map<TableName, Long> versions = new HashMap<>();
        newest.get()
                .tableVersions()
                .forEach((table, version) -> versions.put(
                        table, lake.find(table).map(TableState::version).orElse(version)));
        if (!versions.equals(newest.get().tableVersions())) {
            complete(newest.get().withTableVersions(versions));
        }
    }

    private static Map<TableName, Long> versions(Optional<Run> run, Collection<TableName> owned) {
        Map<TableName, Long> versions = new HashMap<>();
        for (TableName table : owned) {
            // A table's first version is its creation: columns and no rows.
            versions.put(table, 0L);
        }
        run.ifPresent(complete -> versions.putAll(complete.tableVersions()));
        return versions;
    }

    private Optional<Run> newest(String condition, Object... values) {
        if (lake.find(RUNS).isEmpty()) {
            return Optional.empty();
        }
        String sql = "SELECT " + COLUMNS + " FROM ops.runs WHERE state = '" + COMPLETE + "' AND " + condition
                + " ORDER BY finished_at DESC, run_id DESC LIMIT 1";
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.query(Statement.of(sql, values), Runs::run).stream().findFirst();
        }
    }

    private static Run run(Row row) {
        return new Run(
                present(row.text(0)),
                present(row.text(1)),
                present(row.instant(2)),
                present(row.instant(3)),
                present(row.text(4)),
                present(row.text(5)),
                present(row.text(6)),
                numbers(row.value(7), TableName::of),
                numbers(row.value(8), name -> name),
                numbers(row.value(9), name -> name));
    }

    private static <K> Map<K, Long> numbers(@Nullable Object map, Function<String, K> key) {
        Map<K, Long> numbers = new HashMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((name, number) ->
                    numbers.put(key.apply(String.valueOf(name)), Long.valueOf(String.valueOf(number))));
        }
        return numbers;
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "A row of " + RUNS + " lacks a value that every run has.");
        }
        return value;
    }

    private static @Nullable Object[] values(Run run) {
        Map<String, Object> byName = new HashMap<>();
        byName.put("run_id", run.id());
        byName.put("kind", run.kind());
        byName.put("state", COMPLETE);
        byName.put("started_at", run.startedAt());
        byName.put("finished_at", run.finishedAt());
        byName.put("tarn_version", run.tarnVersion());
        byName.put("definitions_hash", run.definitionsHash());
        byName.put("inputs_hash", run.inputsHash());
        Map<String, Long> versions = new HashMap<>();
        run.tableVersions().forEach((table, version) -> versions.put(table.toString(), version));
        byName.put("table_versions", versions);
        byName.put("counts", run.counts());
        byName.put("stage_millis", run.stageMillis());
        List<Column> columns = OpsTables.RUNS.columns();
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = byName.get(columns.get(i).name());
        }
        return values;
    }
}
