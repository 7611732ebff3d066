package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
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
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries what the live road did into the lake, each row exactly once: a flush appends to each table what is above the
 * log offset that the table has reached, and last a row to {@code ops.live}. A flush that was cut off is done again from
 * where each table stands. Confined to one thread.
 */
public final class LakeSink {
    /** How many commits one flush carries at most. */
    private static final int COMMITS_MAX = 500;

    private static final int READ_MAX = 5000;
    /** After so many flushes small files become large ones. */
    private static final int FLUSHES_PER_COMPACTION = 40;

    private final Lake lake;
    private final EventLog log;
    private final ProfileStore store;
    private final TraitEngine traits;
    private final Path scratch;
    private final InstantSource clock;
    private final Map<TableName, Long> reached = new ConcurrentHashMap<>();
    private int flushes;

    /**
     * Reads how far the lake is.
     *
     * @param scratch a folder for rows on their way
     */
    public LakeSink(
            Lake lake, EventLog log, ProfileStore store, TraitEngine traits, Path scratch, InstantSource clock) {
        this.lake = lake;
        this.log = log;
        this.store = store;
        this.traits = traits;
        this.scratch = scratch;
        this.clock = clock;
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
        List<Outgoing> commits = store.outgoing(COMMITS_MAX);
        if (commits.isEmpty()) {
            return 0;
        }
        long through = commits.getLast().offset();
        long rows;
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            rows = append(session, EventTables.BRONZE, through, out -> writeBronze(through, out))
                    + append(session, EventTables.SILVER, through, out -> writeRows(EventTables.SILVER, commits, out))
                    + append(
                            session,
                            EventTables.QUARANTINED,
                            through,
                            out -> writeRows(EventTables.QUARANTINED, commits, out))
                    + append(
                            session,
                            EventTables.REPORTED,
                            through,
                            out -> writeRows(EventTables.REPORTED, commits, out))
                    + append(
                            session,
                            IdentityTables.APART,
                            through,
                            out -> writeRows(IdentityTables.APART, commits, out))
                    + append(session, EventTables.PROFILE_CHANGES, through, out -> writeChanges(commits, through, out));
            session.append(
                    OpsTables.LIVE.name(),
                    Statement.of(
                            "SELECT CAST(? AS BIGINT) AS through_offset, ? AS flushed_at, CAST(? AS BIGINT) AS rows",
                            through,
                            clock.instant(),
                            rows),
                    Optional.empty());
        }
        store.arrived(through);
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

    private long append(LakeSession session, TableContract table, long through, Feed feed) {
        if (reached.getOrDefault(table.name(), -1L) >= through) {
            return 0;
        }
        Path file = scratch.resolve(table.name().schema() + "." + table.name().name() + ".json");
        try {
            Files.createDirectories(scratch);
            Counted out = new Counted(Files.newBufferedWriter(file));
            try (BufferedWriter writer = out.writer) {
                feed.into(out);
            }
            if (out.lines > 0) {
                session.append(
                        table.name(),
                        Statement.of("SELECT * FROM " + session.dialect().jsonLines(file, table.columns())),
                        Optional.empty());
            }
            reached.put(table.name(), through);
            return out.lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file.toFile().delete();
        }
    }

    private void writeBronze(long through, Counted out) throws IOException {
        long next = reached.getOrDefault(EventTables.BRONZE.name(), -1L) + 1;
        while (next <= through) {
            List<Logged> entries = log.read(next, READ_MAX);
            if (entries.isEmpty()) {
                return;
            }
            for (Logged logged : entries) {
                if (logged.offset() > through) {
                    return;
                }
                if (logged.entry() instanceof LogEntry.Received(RawEvent raw)) {
                    out.line(EventRowCodec.bronze(logged.offset(), raw));
                }
            }
            next = entries.getLast().offset() + 1;
        }
    }

    private void writeRows(TableContract table, List<Outgoing> commits, Counted out) throws IOException {
        long above = reached.getOrDefault(table.name(), -1L);
        String name = table.name().toString();
        for (Outgoing commit : commits) {
            for (Outgoing.Row row : commit.rows()) {
                if (row.offset() > above && row.table().equals(name)) {
                    out.line(row.json());
                }
            }
        }
    }

    private void writeChanges(List<Outgoing> commits, long through, Counted out) throws IOException {
        Set<ProfileId> changed = new LinkedHashSet<>();
        commits.forEach(commit -> changed.addAll(commit.changed()));
        Instant now = clock.instant();
        Map<ProfileId, Profile> profiles = store.findProfiles(changed);
        for (ProfileId id : changed) {
            Profile profile = profiles.get(id);
            if (profile == null) {
                out.line(ProfileRowCodec.forgotten(through, now, id));
            } else if (profile.id().equals(id)) {
                out.line(ProfileRowCodec.live(through, now, profile, traits.values(profile)));
            } else {
                out.line(ProfileRowCodec.merged(through, now, id, profile.id()));
            }
        }
    }

    /** Writes lines. */
    @FunctionalInterface
    private interface Feed {
        void into(Counted out) throws IOException;
    }

    /** Lines, counted. */
    private static final class Counted {
        private final BufferedWriter writer;
        private long lines;

        Counted(BufferedWriter writer) {
            this.writer = writer;
        }

        void line(String json) throws IOException {
            writer.write(json);
            writer.write('\n');
            lines++;
        }
    }
}
