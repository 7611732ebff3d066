package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.wire.row.EventRowCodec;
import io.tarn.wire.row.ProfileRowCodec;
import io.tarn.wire.row.RowLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the live road did into the lake, each row exactly once: a flush appends to each table what is above the
 * log offset that the table has reached, and last a row to {@code ops.live}. A flush that was cut off is done again from
 * where each table stands. Confined to one thread.
 */
public final class LakeSink {
    /** How many commits one flush carries at most. */
    private static final int COMMITS_MAX = 500;

    private static final int READ_MAX = 5000;
    /** How many profiles are held at once. */
    private static final int PROFILES_MAX = 1000;
    /** After so many flushes small files become large ones. */
    private static final int FLUSHES_PER_COMPACTION = 40;

    private final Lake lake;
    private final Ports ports;
    private final TraitEngine traits;
    private final Path scratch;
    private final Map<TableName, Long> reached = new ConcurrentHashMap<>();
    /** How many rows wait in each table's file. */
    private final Map<TableName, Long> written = new HashMap<>();

    private int flushes;

    /**
     * What it reads from.
     *
     * @param admission understands an event of the log once more
     */
    public record Ports(EventLog log, ProfileStore store, LiveAdmission admission, InstantSource clock) {}

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
        EventTables.ALL.forEach(lake::create);
        lake.create(OpsTables.LIVE);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            long flushed = greatest(session, OpsTables.LIVE.name(), "through_offset");
            for (TableContract table : EventTables.ALL) {
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
        long through = commits.getLast().offset();
        long rows = 0;
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            writeEvents(commits, through);
            writeRows(EventTables.QUARANTINED, commits);
            writeChanges(commits, through);
            for (TableContract table : EventTables.ALL) {
                rows += append(session, table, through);
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
            throw new UncheckedIOException(e);
        }
        ports.store().arrived(through);
        flushes++;
        if (flushes % FLUSHES_PER_COMPACTION == 0) {
            compact();
        }
        return commits.size();
    }

    /** Makes large files of the small ones that flushes leave. */
    public void compact() {
        EventTables.ALL.forEach(table -> lake.compact(table.name()));
        lake.compact(OpsTables.LIVE.name());
    }

    /** Appends what was written for a table, where there is something. */
    private long append(LakeSession session, TableContract table, long through) {
        Path file = file(table);
        long rows = written.getOrDefault(table.name(), 0L);
        try {
            if (rows > 0) {
                session.append(
                        table.name(),
                        Statement.of("SELECT * FROM " + session.dialect().jsonLines(file, table.columns())),
                        Optional.empty());
            }
            reached.merge(table.name(), through, Math::max);
            return rows;
        } finally {
            written.remove(table.name());
            file.toFile().delete();
        }
    }

    private Path file(TableContract table) {
        return scratch.resolve(table.name().schema() + "." + table.name().name() + ".json");
    }

    private RowLines lines(TableContract table) throws IOException {
        Files.createDirectories(scratch);
        return RowLines.to(file(table));
    }

    private long reached(TableContract table) {
        return reached.getOrDefault(table.name(), -1L);
    }

    /** Goes through the log once: each event as it arrived, and those that were taken as they were understood. */
    private void writeEvents(List<Outgoing> commits, long through) throws IOException {
        long bronzeAbove = reached(EventTables.BRONZE);
        long silverAbove = reached(EventTables.SILVER);
        Iterator<Outgoing.Taken> taken =
                commits.stream().flatMap(commit -> commit.taken().stream()).iterator();
        Outgoing.@Nullable Taken next = taken.hasNext() ? taken.next() : null;
        try (RowLines bronze = lines(EventTables.BRONZE);
                RowLines silver = lines(EventTables.SILVER)) {
            for (Outgoing commit : commits) {
                writeRows(EventTables.SILVER, commit, silver);
            }
            long offset = Math.min(bronzeAbove, silverAbove) + 1;
            while (offset <= through) {
                List<Logged> entries = ports.log().read(offset, READ_MAX);
                if (entries.isEmpty()) {
                    break;
                }
                for (Logged logged : entries) {
                    if (logged.offset() > through || !(logged.entry() instanceof LogEntry.Received(RawEvent raw))) {
                        continue;
                    }
                    if (logged.offset() > bronzeAbove) {
                        EventRowCodec.bronze(bronze, logged.offset(), raw);
                    }
                    while (next != null && next.offset() < logged.offset()) {
                        next = taken.hasNext() ? taken.next() : null;
                    }
                    if (next != null && next.offset() == logged.offset() && logged.offset() > silverAbove) {
                        writeSilver(next, raw, silver);
                    }
                }
                offset = entries.getLast().offset() + 1;
            }
            written.put(EventTables.BRONZE.name(), bronze.count());
            written.put(EventTables.SILVER.name(), silver.count());
        }
    }

    private void writeSilver(Outgoing.Taken taken, RawEvent raw, RowLines silver) throws IOException {
        Optional<Event> event = ports.admission().reread(raw);
        if (event.isPresent()) {
            EventRowCodec.silver(silver, taken.offset(), event.get(), taken.profile(), taken.constituent());
        }
    }

    private void writeRows(TableContract table, List<Outgoing> commits) throws IOException {
        try (RowLines out = lines(table)) {
            for (Outgoing commit : commits) {
                writeRows(table, commit, out);
            }
            written.put(table.name(), out.count());
        }
    }

    private void writeRows(TableContract table, Outgoing commit, RowLines out) throws IOException {
        String name = table.name().toString();
        for (Outgoing.Row row : commit.rows()) {
            if (row.offset() > reached(table) && row.table().equals(name)) {
                out.row(row.json());
            }
        }
    }

    private void writeChanges(List<Outgoing> commits, long through) throws IOException {
        if (reached(EventTables.PROFILE_CHANGES) >= through) {
            return;
        }
        Set<ProfileId> changed = new LinkedHashSet<>();
        commits.forEach(commit -> changed.addAll(commit.changed()));
        Instant now = ports.clock().instant();
        List<ProfileId> ids = List.copyOf(changed);
        try (RowLines out = lines(EventTables.PROFILE_CHANGES)) {
            for (int from = 0; from < ids.size(); from += PROFILES_MAX) {
                List<ProfileId> some = ids.subList(from, Math.min(ids.size(), from + PROFILES_MAX));
                Map<ProfileId, Profile> profiles = ports.store().findProfiles(some);
                for (ProfileId id : some) {
                    writeChange(through, now, id, profiles.get(id), out);
                }
            }
            written.put(EventTables.PROFILE_CHANGES.name(), out.count());
        }
    }

    private void writeChange(long through, Instant now, ProfileId id, @Nullable Profile profile, RowLines out)
            throws IOException {
        if (profile == null) {
            ProfileRowCodec.forgotten(out, through, now, id);
        } else if (profile.id().equals(id)) {
            ProfileRowCodec.live(out, through, now, profile, traits.values(profile));
        } else {
            ProfileRowCodec.merged(out, through, now, id, profile.id());
        }
    }
}
