package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.DiskFault;
import io.tarn.model.event.RawEvent;
import io.tarn.storage.EventLog;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.understand.trait.TraitEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Carries what the live road did into the lake, each row exactly once: a flush appends to each table what is above the
 * log offset that the table has reached, and last a row to {@code ops.live}. A flush that was cut off is done again from
 * where each table stands. Confined to one thread.
 */
public final class LakeSink {
    /** How many commits one flush carries at most. */
    public static final int COMMITS_MAX = 500;

    /** After so many flushes small files become large ones. */
    private static final int FLUSHES_PER_COMPACTION = 40;

    private static final List<TableContract> TABLES = Stream.of(
                    EventTables.ALL, EngagementTables.ALL, List.of(OpsTables.AUDIT))
            .flatMap(List::stream)
            .toList();

    private final Lake lake;
    private final Ports ports;
    private final TraitEngine traits;
    private final Path scratch;
    private final Map<TableName, Long> reached = new ConcurrentHashMap<>();
    /** Whether a flush broke off, so that what it wrote must be looked up. */
    private boolean brokeOff;
    /** How many there were since small files last became large ones. */
    private int flushes;

    /**
     * What it reads from.
     *
     * @param admission understands an event of the log once more
     * @param tracer is told of events with a trace that reached the lake
     */
    public record Ports(
            EventLog log, ProfileStore store, LiveAdmission admission, InstantSource clock, EventTracer tracer) {
        /** Of which nobody wants to know. */
        public Ports(EventLog log, ProfileStore store, LiveAdmission admission, InstantSource clock) {
            this(log, store, admission, clock, EventTracer.NONE);
        }
    }

    /**
     * Reads how far the lake is.
     *
     * @param scratch a folder for rows on their way
     */
    public LakeSink(Lake lake, Ports ports, TraitEngine traits, Path scratch) {
        this.lake = lake;
        this.ports = ports;
        this.traits = traits;
        this.scratch = scratch;
        TABLES.forEach(lake::create);
        lake.create(OpsTables.LIVE);
        recall();
    }

    private void recall() {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            long flushed = greatest(session, OpsTables.LIVE.name(), "through_offset");
            for (TableContract table : TABLES) {
                reached.put(table.name(), Math.max(flushed, greatest(session, table.name(), "log_offset")));
            }
        }
    }

    private static long greatest(LakeSession session, TableName table, String column) {
        return session.query(
                        Statement.of("SELECT COALESCE(max(" + column + "), -1) FROM " + table), row -> row.number(0))
                .getFirst();
    }

    /** The last log entry that every table has. */
    public long reachedOffset() {
        return reached.values().stream().mapToLong(Long::longValue).min().orElse(-1);
    }

    /**
     * Carries over what was committed since the last flush.
     *
     * @return how many commits it carried; 0 when there was nothing
     */
    public int flush() {
        List<Outgoing> commits = ports.store().outgoing(COMMITS_MAX);
        if (commits.isEmpty()) {
            return 0;
        }
        if (brokeOff) {
            recall();
        }
        brokeOff = true;
        long through = commits.getLast().offset();
        long startNanos = System.nanoTime();
        long rows = 0;
        Map<Long, RawEvent> traced;
        try (LakeSession session = lake.open(new ReadPoint.Latest());
                ArrivingRows arriving = new ArrivingRows(ports, traits, session, scratch, Map.copyOf(reached))) {
            arriving.write(commits, through);
            traced = arriving.traced();
            for (TableContract table : TABLES) {
                rows += arriving.append(table);
                reached.merge(table.name(), through, Math::max);
            }
            session.append(
                    OpsTables.LIVE.name(),
                    Statement.of(
                            "SELECT CAST(? AS BIGINT) AS through_offset, ? AS flushed_at, CAST(? AS BIGINT) AS rows",
                            through,
                            ports.clock().instant(),
                            rows),
                    Optional.empty());
        } catch (IOException e) {
            throw DiskFault.writing(scratch, e);
        }
        brokeOff = false;
        ports.store().arrived(through);
        traced.forEach((offset, event) ->
                ports.tracer().passed(event, offset, EventTracer.Step.LAND, startNanos, System.nanoTime()));
        flushes++;
        return commits.size();
    }

    /** Makes large files of the small ones that flushes leave, where there are many of them by now. */
    public void compactIfDue() {
        if (flushes >= FLUSHES_PER_COMPACTION) {
            flushes = 0;
            TABLES.forEach(table -> lake.compact(table.name()));
            lake.compact(OpsTables.LIVE.name());
        }
    }
}
