package io.tarn.loop.live;

import io.tarn.lake.LakeSession;
import io.tarn.lake.RowFeed;
import io.tarn.lake.StagedRows;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.event.Event;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.Outgoing;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.wire.row.AuditRowCodec;
import io.tarn.wire.row.EventRowCodec;
import io.tarn.wire.row.ProfileRowCodec;
import io.tarn.wire.row.RowLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one flush on their way to the lake, by table: what stands above the log offset that the table has reached.
 * Confined to one thread.
 */
final class ArrivingRows implements AutoCloseable {
    private static final int READ_MAX = 5000;
    /** How many profiles are held at once. */
    private static final int PROFILES_MAX = 1000;

    /** Tables whose rows the writer spelled; those of accepted events it spelled once, in stores that are older. */
    private static final List<TableContract> SPELLED = Stream.concat(
                    Stream.of(EventTables.SILVER, EventTables.QUARANTINED, EventTables.REPORTED, IdentityTables.APART),
                    EngagementTables.ALL.stream())
            .toList();

    private final LakeSink.Ports ports;
    private final TraitEngine traits;
    private final LakeSession session;
    private final Path folder;
    private final Map<TableName, Long> reached;
    /** Of what is made here, of the log and of profiles: nearly all rows. */
    private final Map<TableName, StagedRows> made = new HashMap<>();
    /** How many rows there are of what the writer spelled. */
    private final Map<TableName, Long> spelled = new HashMap<>();

    private final Map<Long, RawEvent> traced = new TreeMap<>();

    /**
     * @param folder for files of what the writer spelled; each flush writes over those of the last
     * @param reached how far each table is
     */
    ArrivingRows(
            LakeSink.Ports ports, TraitEngine traits, LakeSession session, Path folder, Map<TableName, Long> reached) {
        this.ports = ports;
        this.traits = traits;
        this.session = session;
        this.folder = folder;
        this.reached = reached;
    }

    /** Writes the rows of commits that follow each other, the last of which ends at an offset. */
    void write(List<Outgoing> commits, long through) throws IOException {
        Files.createDirectories(folder);
        writeLogged(commits, through);
        for (TableContract table : SPELLED) {
            writeSpelled(table, commits);
        }
        writeChanges(commits, through);
    }

    /** The events with a trace, by their log offset. */
    Map<Long, RawEvent> traced() {
        return traced;
    }

    /**
     * Appends what came for a table, where there is something.
     *
     * @return how many rows
     */
    long append(TableContract table) {
        long rows = spelled.getOrDefault(table.name(), 0L);
        if (rows > 0) {
            session.append(
                    table.name(),
                    Statement.of("SELECT * FROM " + session.dialect().jsonLines(file(table), table.columns())),
                    Optional.empty());
        }
        StagedRows staged = made.get(table.name());
        if (staged != null) {
            staged.append();
            rows += staged.count();
        }
        return rows;
    }

    @Override
    public void close() {
        made.values().forEach(StagedRows::close);
        SPELLED.forEach(table -> file(table).toFile().delete());
    }

    private Path file(TableContract table) {
        return folder.resolve(table.name().schema() + "." + table.name().name() + ".json");
    }

    private RowFeed.Sink rows(TableContract table) {
        return made.computeIfAbsent(table.name(), name -> session.stage(name, table.columns()));
    }

    private long reached(TableContract table) {
        return reached.getOrDefault(table.name(), -1L);
    }

    /** Goes through the log once: events as they arrived, those that were taken as they were understood, and audits. */
    private void writeLogged(List<Outgoing> commits, long through) {
        Taken taken = new Taken(commits);
        long offset =
                Math.min(Math.min(reached(EventTables.BRONZE), reached(EventTables.SILVER)), reached(OpsTables.AUDIT))
                        + 1;
        while (offset <= through) {
            List<Logged> entries = ports.log().read(offset, READ_MAX);
            if (entries.isEmpty()) {
                return;
            }
            for (Logged logged : entries) {
                if (logged.offset() > through) {
                    return;
                }
                if (logged.entry() instanceof LogEntry.Received(RawEvent raw)) {
                    writeEvent(logged.offset(), raw, taken);
                } else if (logged.entry() instanceof LogEntry.Audited audited
                        && logged.offset() > reached(OpsTables.AUDIT)) {
                    AuditRowCodec.rows(logged.offset(), audited).forEach(rows(OpsTables.AUDIT)::row);
                }
            }
            offset = entries.getLast().offset() + 1;
        }
    }

    private void writeEvent(long offset, RawEvent raw, Taken taken) {
        if (offset > reached(EventTables.BRONZE)) {
            rows(EventTables.BRONZE).row(EventRowCodec.bronze(offset, raw));
        }
        Outgoing.@Nullable Taken whose = taken.at(offset);
        if (whose == null || offset <= reached(EventTables.SILVER)) {
            return;
        }
        Optional<Event> event = ports.admission().reread(raw);
        if (event.isPresent()) {
            rows(EventTables.SILVER)
                    .row(EventRowCodec.silver(offset, event.get(), whose.profile(), whose.constituent()));
            if (raw.trace().isPresent()) {
                traced.put(offset, raw);
            }
        }
    }

    private void writeSpelled(TableContract table, List<Outgoing> commits) throws IOException {
        String name = table.name().toString();
        try (RowLines out = RowLines.to(file(table))) {
            for (Outgoing commit : commits) {
                for (Outgoing.Row row : commit.rows()) {
                    if (row.offset() > reached(table) && row.table().equals(name)) {
                        out.row(row.json());
                    }
                }
            }
            spelled.put(table.name(), out.count());
        }
    }

    private void writeChanges(List<Outgoing> commits, long through) {
        if (reached(EventTables.PROFILE_CHANGES) >= through) {
            return;
        }
        Set<ProfileId> changed = new TreeSet<>();
        commits.forEach(commit -> changed.addAll(commit.changed()));
        Instant now = ports.clock().instant();
        List<ProfileId> ids = List.copyOf(changed);
        for (int from = 0; from < ids.size(); from += PROFILES_MAX) {
            List<ProfileId> some = ids.subList(from, Math.min(ids.size(), from + PROFILES_MAX));
            Map<ProfileId, Profile> profiles = ports.store().findProfiles(some);
            for (ProfileId id : some) {
                rows(EventTables.PROFILE_CHANGES).row(change(through, now, id, profiles.get(id)));
            }
        }
    }

    private @Nullable Object[] change(long through, Instant now, ProfileId id, @Nullable Profile profile) {
        if (profile == null) {
            return ProfileRowCodec.forgotten(through, now, id);
        }
        return profile.id().equals(id)
                ? ProfileRowCodec.live(through, now, profile, traits.values(profile))
                : ProfileRowCodec.merged(through, now, id, profile.id());
    }

    /** The events that were taken, in the order of the log. */
    private static final class Taken {
        private final Iterator<Outgoing.Taken> rest;
        private Outgoing.@Nullable Taken next;

        Taken(List<Outgoing> commits) {
            rest = commits.stream().flatMap(commit -> commit.taken().stream()).iterator();
            advance();
        }

        /** The one at an offset; offsets are asked for in order. */
        Outgoing.@Nullable Taken at(long offset) {
            while (next != null && next.offset() < offset) {
                advance();
            }
            return next != null && next.offset() == offset ? next : null;
        }

        private void advance() {
            next = rest.hasNext() ? rest.next() : null;
        }
    }
}
