package io.tarn.loop.live;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one flush on their way to the lake: a file a table, with what stands above the log offset that the table
 * has reached. Confined to one thread.
 */
final class LakeFiles {
    private static final int READ_MAX = 5000;
    /** How many profiles are held at once. */
    private static final int PROFILES_MAX = 1000;

    /** Tables whose rows the writer spelled. */
    private static final List<TableContract> SPELLED = Stream.concat(
                    Stream.of(EventTables.QUARANTINED, EventTables.REPORTED, IdentityTables.APART),
                    EngagementTables.ALL.stream())
            .toList();

    private final LakeSink.Ports ports;
    private final TraitEngine traits;
    private final Path folder;
    private final Map<TableName, Long> reached;
    private final Map<TableName, Long> rows = new HashMap<>();
    private final Map<Long, RawEvent> traced = new TreeMap<>();

    /**
     * @param folder for the files; each flush writes over those of the last
     * @param reached how far each table is
     */
    LakeFiles(LakeSink.Ports ports, TraitEngine traits, Path folder, Map<TableName, Long> reached) {
        this.ports = ports;
        this.traits = traits;
        this.folder = folder;
        this.reached = reached;
    }

    /** Writes the rows of commits that follow each other, the last of which ends at an offset. */
    void write(List<Outgoing> commits, long through) throws IOException {
        Files.createDirectories(folder);
        try (RowLines bronze = lines(EventTables.BRONZE);
                RowLines silver = lines(EventTables.SILVER);
                RowLines audit = lines(OpsTables.AUDIT)) {
            writeRows(EventTables.SILVER, commits, silver);
            writeLogged(commits, through, new Lines(bronze, silver, audit));
            rows.put(EventTables.BRONZE.name(), bronze.count());
            rows.put(EventTables.SILVER.name(), silver.count());
            rows.put(OpsTables.AUDIT.name(), audit.count());
        }
        for (TableContract table : SPELLED) {
            try (RowLines out = lines(table)) {
                writeRows(table, commits, out);
                rows.put(table.name(), out.count());
            }
        }
        try (RowLines changes = lines(EventTables.PROFILE_CHANGES)) {
            writeChanges(commits, through, changes);
            rows.put(EventTables.PROFILE_CHANGES.name(), changes.count());
        }
    }

    /** The events with a trace, by their log offset. */
    Map<Long, RawEvent> traced() {
        return traced;
    }

    /** How many rows wait for a table. */
    long rows(TableContract table) {
        return rows.getOrDefault(table.name(), 0L);
    }

    /** Where they wait. */
    Path file(TableContract table) {
        return folder.resolve(table.name().schema() + "." + table.name().name() + ".json");
    }

    /** Takes the files away. */
    void delete() {
        rows.keySet()
                .forEach(name -> folder.resolve(name.schema() + "." + name.name() + ".json")
                        .toFile()
                        .delete());
    }

    private RowLines lines(TableContract table) throws IOException {
        rows.put(table.name(), 0L);
        return RowLines.to(file(table));
    }

    private long reached(TableContract table) {
        return reached.getOrDefault(table.name(), -1L);
    }

    /** Where the rows go that are made of the log itself. */
    private record Lines(RowLines bronze, RowLines silver, RowLines audit) {}

    /** Goes through the log once: events as they arrived, those that were taken as they were understood, and audits. */
    private void writeLogged(List<Outgoing> commits, long through, Lines out) throws IOException {
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
                    writeEvent(logged.offset(), raw, taken, out);
                } else if (logged.entry() instanceof LogEntry.Audited audited
                        && logged.offset() > reached(OpsTables.AUDIT)) {
                    AuditRowCodec.write(out.audit(), logged.offset(), audited);
                }
            }
            offset = entries.getLast().offset() + 1;
        }
    }

    private void writeEvent(long offset, RawEvent raw, Taken taken, Lines out) throws IOException {
        if (offset > reached(EventTables.BRONZE)) {
            EventRowCodec.bronze(out.bronze(), offset, raw);
        }
        Outgoing.@Nullable Taken whose = taken.at(offset);
        if (whose == null || offset <= reached(EventTables.SILVER)) {
            return;
        }
        Optional<Event> event = ports.admission().reread(raw);
        if (event.isPresent()) {
            EventRowCodec.silver(out.silver(), offset, event.get(), whose.profile(), whose.constituent());
            if (raw.trace().isPresent()) {
                traced.put(offset, raw);
            }
        }
    }

    private void writeRows(TableContract table, List<Outgoing> commits, RowLines out) throws IOException {
        String name = table.name().toString();
        for (Outgoing commit : commits) {
            for (Outgoing.Row row : commit.rows()) {
                if (row.offset() > reached(table) && row.table().equals(name)) {
                    out.row(row.json());
                }
            }
        }
    }

    private void writeChanges(List<Outgoing> commits, long through, RowLines out) throws IOException {
        if (reached(EventTables.PROFILE_CHANGES) >= through) {
            return;
        }
        Set<ProfileId> changed = new LinkedHashSet<>();
        commits.forEach(commit -> changed.addAll(commit.changed()));
        Instant now = ports.clock().instant();
        List<ProfileId> ids = List.copyOf(changed);
        for (int from = 0; from < ids.size(); from += PROFILES_MAX) {
            List<ProfileId> some = ids.subList(from, Math.min(ids.size(), from + PROFILES_MAX));
            Map<ProfileId, Profile> profiles = ports.store().findProfiles(some);
            for (ProfileId id : some) {
                writeChange(through, now, id, profiles.get(id), out);
            }
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
