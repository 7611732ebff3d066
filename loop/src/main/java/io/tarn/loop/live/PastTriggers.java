package io.tarn.loop.live;

import io.tarn.audience.eval.EventMatcher;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.model.event.Event;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.CampaignName;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.Trigger;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.Outgoing;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whom events of late would have set a campaign off for: those of the lake and, behind it, those of the log, under the
 * conditions on their properties that hold live. What was told from the past counts as well, since all of them are taken
 * as happening now. Confined to one thread while it reads, immutable after.
 */
final class PastTriggers {
    private static final int FIXED_COLUMNS = 2;

    private final String event;
    private final CampaignName wanted;
    private final Instant from;
    private final Map<CampaignName, List<Condition>> conditions = new TreeMap<>();
    private final List<String> paths;
    private final Map<ProfileId, SetOff> newest = new HashMap<>();
    /** One set for all whom the same campaigns are set off for. */
    private final Map<Set<CampaignName>, Set<CampaignName>> shared = new HashMap<>();

    /**
     * The newest event of a constituent that sets the campaign off.
     *
     * @param campaigns all that it sets off, the one asked about among them
     */
    record SetOff(Instant at, Set<CampaignName> campaigns) {}

    private PastTriggers(String event, List<Campaign> campaigns, CampaignName wanted, Instant from) {
        this.event = event;
        this.wanted = wanted;
        this.from = from;
        campaigns.forEach(one -> {
            if (one.trigger() instanceof Trigger.OnEvent on && on.event().equals(event)) {
                conditions.put(one.name(), on.filters());
            }
        });
        this.paths = conditions.values().stream()
                .flatMap(List::stream)
                .map(Condition::property)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads them.
     *
     * @param campaigns those that run, the one asked about among them
     * @param from when an event may have happened at the earliest
     */
    static PastTriggers read(Simulation.Rooms rooms, List<Campaign> campaigns, Campaign wanted, Instant from) {
        String event = wanted.trigger() instanceof Trigger.OnEvent on ? on.event() : "";
        PastTriggers triggers = new PastTriggers(event, campaigns, wanted.name(), from);
        if (!event.isEmpty()) {
            // First what waits for the lake: what reaches it meanwhile is read twice and not missed.
            triggers.readLog(rooms);
            triggers.readLake(rooms);
        }
        return triggers;
    }

    /** What would set the campaign off for a person. */
    Optional<SetOff> find(Profile profile) {
        return profile.constituents().stream()
                .map(Constituent::id)
                .flatMap(id -> Optional.ofNullable(newest.get(id)).stream())
                .max(Comparator.comparing(SetOff::at));
    }

    private void readLog(Simulation.Rooms rooms) {
        for (Outgoing commit : rooms.store().outgoing(Integer.MAX_VALUE)) {
            for (Outgoing.Taken taken : commit.taken()) {
                taken.constituent()
                        .ifPresent(whose -> rooms.log().read(taken.offset(), 1).stream()
                                .map(Logged::entry)
                                .forEach(entry -> readEntry(entry, whose, rooms)));
            }
        }
    }

    private void readEntry(LogEntry entry, ProfileId whose, Simulation.Rooms rooms) {
        if (entry instanceof LogEntry.Received(RawEvent raw)) {
            Optional<Event> told =
                    rooms.admission().reread(raw).filter(one -> one.name().equals(event));
            told.ifPresent(one -> take(whose, one.head().timestamp(), FlatProperties.of(one.properties())));
        }
    }

    private void readLake(Simulation.Rooms rooms) {
        if (rooms.lake().find(EventTables.SILVER.name()).isEmpty()) {
            return;
        }
        try (LakeSession session = rooms.lake().open(new ReadPoint.Latest())) {
            session.forEach(query(session.dialect()), row -> {
                take(
                        new ProfileId(Objects.requireNonNull(row.text(0))),
                        Objects.requireNonNull(row.instant(1)),
                        properties(row));
                return row;
            });
        }
    }

    private Statement query(Dialect dialect) {
        StringBuilder sql = new StringBuilder("SELECT constituent_id, \"timestamp\"");
        paths.forEach(path -> sql.append(", ").append(dialect.mapValue("properties", path)));
        sql.append(" FROM ")
                .append(EventTables.SILVER.name())
                .append(" WHERE name = ? AND \"timestamp\" >= ? AND constituent_id IS NOT NULL");
        return Statement.of(sql.toString(), event, from);
    }

    private Map<String, String> properties(Row row) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            String text = row.text(FIXED_COLUMNS + i);
            if (text != null) {
                properties.put(paths.get(i), text);
            }
        }
        return properties;
    }

    private void take(ProfileId whose, Instant at, Map<String, String> properties) {
        if (at.isBefore(from) || !EventMatcher.holdAll(conditions.getOrDefault(wanted, List.of()), properties)) {
            return;
        }
        SetOff known = newest.get(whose);
        if (known != null && !known.at().isBefore(at)) {
            return;
        }
        Set<CampaignName> off = conditions.entrySet().stream()
                .filter(one -> EventMatcher.holdAll(one.getValue(), properties))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        newest.put(whose, new SetOff(at, shared.computeIfAbsent(off, Set::copyOf)));
    }
}
