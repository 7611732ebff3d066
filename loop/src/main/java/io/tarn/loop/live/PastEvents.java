package io.tarn.loop.live;

import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.NamedValues;
import io.tarn.model.profile.Profile;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.understand.trait.TraitEngine.Occurrence;
import io.tarn.understand.trait.TraitUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of the lake into the profiles that they belong to, as if they came now one after the other. Confined
 * to one thread.
 */
final class PastEvents {
    private static final int EVENTS_TOLD = 20_000;
    private static final int FIXED_COLUMNS = 4;

    private final Fill.Rooms rooms;
    private final TraitEngine traits;
    private final int constituentsMax;
    private final List<String> paths;
    private final Instant asOf;
    private final List<Counted> waiting = new ArrayList<>();
    private @Nullable Constituent current;
    private final List<TraitUpdate.InWindow> added = new ArrayList<>();
    private long events;

    /** A constituent that has nothing but counts, and what entered its windows. */
    private record Counted(Constituent constituent, List<TraitUpdate.InWindow> added) {}

    /**
     * Counts nothing yet.
     *
     * @param traits what to count, and nothing else
     * @param constituentsMax how many constituents one commit takes at most
     */
    PastEvents(Fill.Rooms rooms, TraitEngine traits, int constituentsMax) {
        this.rooms = rooms;
        this.traits = traits;
        this.constituentsMax = constituentsMax;
        this.paths = List.copyOf(traits.properties());
        this.asOf = rooms.clock().instant();
    }

    void count() {
        if (rooms.lake().find(EventTables.SILVER.name()).isEmpty()) {
            return;
        }
        try (LakeSession session = rooms.lake().open(new ReadPoint.Latest())) {
            session.forEach(query(session.dialect()), row -> {
                count(row);
                return row;
            });
        }
        close();
        write();
    }

    private Statement query(Dialect dialect) {
        StringBuilder sql = new StringBuilder("SELECT constituent_id, name, \"timestamp\", message_id");
        paths.forEach(path -> sql.append(", ").append(dialect.mapValue("properties", path)));
        List<String> names = List.copyOf(traits.events());
        sql.append(" FROM ")
                .append(EventTables.SILVER.name())
                .append(" WHERE constituent_id IS NOT NULL AND log_offset < ? AND name IN (")
                .append(String.join(", ", Collections.nCopies(names.size(), "?")))
                .append(") ORDER BY constituent_id");
        List<Object> values = new ArrayList<>();
        // A store that is built anew has not seen all that the lake has.
        values.add(rooms.store().offset());
        values.addAll(names);
        return new Statement(sql.toString(), values);
    }

    private void count(Row row) {
        ProfileId id = new ProfileId(Objects.requireNonNull(row.text(0)));
        if (current == null || !current.id().equals(id)) {
            close();
            current = Constituent.born(id, asOf, Constituent.Origin.LIVE);
        }
        Map<String, String> properties = new TreeMap<>();
        for (int i = 0; i < paths.size(); i++) {
            String text = row.text(FIXED_COLUMNS + i);
            if (text != null) {
                properties.put(paths.get(i), text);
            }
        }
        Occurrence event = new Occurrence(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.instant(2)),
                Objects.requireNonNull(row.text(3)),
                asOf);
        TraitUpdate update = traits.count(current, event, properties, (_, _, _) -> List.of());
        current = update.constituent();
        added.addAll(update.added());
        events++;
        if (events % EVENTS_TOLD == 0) {
            rooms.progress().advance(events, events);
        }
    }

    /** The constituent at hand is whole. */
    private void close() {
        if (current != null && !current.states().isEmpty()) {
            waiting.add(new Counted(current, List.copyOf(added)));
        }
        current = null;
        added.clear();
        if (waiting.size() >= constituentsMax) {
            write();
        }
    }

    private void write() {
        Workspace work = new Workspace(rooms.store(), rooms.store().offset() - 1);
        work.fetchProfiles(waiting.stream().map(one -> one.constituent().id()).toList());
        for (Counted counted : waiting) {
            ProfileId id = counted.constituent().id();
            Optional<Profile> profile = work.find(id);
            if (profile.isEmpty()) {
                continue;
            }
            Constituent own = profile.get().constituent(id);
            Constituent now = own.withStates(NamedValues.copyOf(own.states())
                    .merged(counted.constituent().states(), (_, fresh) -> fresh));
            work.follow(new TraitUpdate(now, counted.added(), List.of(), traits.leavesNext(counted.constituent())));
            work.put(profile.get().with(now));
        }
        rooms.store().commit(work.batch(rooms.store().offset()).untold());
        waiting.clear();
    }
}
