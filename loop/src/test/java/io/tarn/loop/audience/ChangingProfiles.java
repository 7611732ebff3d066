package io.tarn.loop.audience;

import static java.util.Objects.requireNonNull;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A few profiles that begin, change, merge, part, are forgotten and come to be known from gold runs, by chance but the
 * same for a seed; as rows of the tables that tell of them.
 */
final class ChangingProfiles {
    private static final int IDS = 14;
    private static final int CHANGES_A_STEP = 4;
    private static final String AT = "TIMESTAMPTZ '2099-11-01 00:00:00Z'";

    private final Lake lake;
    private final Random random;
    /** The parts of each living profile that the live road knows. */
    private final Map<Integer, Set<Integer>> live = new TreeMap<>();

    private final Set<Integer> gone = new TreeSet<>();
    private long offset;
    private int runs;

    ChangingProfiles(Lake lake, Random random) {
        this.lake = lake;
        this.random = random;
    }

    void begin() {
        List.of(EventTables.PROFILE_CHANGES, EventTables.SILVER, GoldTables.CUSTOMERS, IdentityTables.IDENTIFIERS)
                .forEach(lake::create);
        goldRun();
    }

    /** Some changes in one commit, an event, and at times a gold run. */
    void go() {
        offset += 10;
        Map<Integer, String> rows = new TreeMap<>();
        for (int i = 0; i < CHANGES_A_STEP; i++) {
            change(1 + random.nextInt(IDS), rows);
        }
        if (!rows.isEmpty()) {
            append(EventTables.PROFILE_CHANGES.name(), String.join(" UNION ALL BY NAME ", rows.values()));
        }
        event(1 + random.nextInt(IDS));
        event(1 + random.nextInt(IDS));
        if (random.nextInt(4) == 0) {
            goldRun();
        }
    }

    private void change(int id, Map<Integer, String> rows) {
        Optional<Integer> holder = live.keySet().stream()
                .filter(one -> requireNonNull(live.get(one)).contains(id))
                .findFirst();
        if (holder.isEmpty()) {
            if (gone.contains(id)) {
                return;
            }
            live.put(id, new TreeSet<>(Set.of(id)));
            rows.put(id, lives(id));
            return;
        }
        int own = holder.get();
        switch (random.nextInt(5)) {
            case 0 -> merge(own, rows);
            case 1 -> part(own, rows);
            case 2 -> forget(own, rows);
            default -> rows.put(own, lives(own));
        }
    }

    /** Takes in another live profile, or an id that only a gold run may know. */
    private void merge(int own, Map<Integer, String> rows) {
        int other = 1 + random.nextInt(IDS);
        boolean held = live.values().stream().anyMatch(parts -> parts.contains(other));
        if (other == own || gone.contains(other) || (held && !live.containsKey(other))) {
            return;
        }
        Set<Integer> parts = live.remove(other);
        requireNonNull(live.get(own)).addAll(parts == null ? Set.of(other) : parts);
        if (parts != null) {
            rows.put(other, state(other, "merged"));
        }
        rows.put(own, lives(own));
    }

    /** One part goes its own way: at times as a profile, at times it is only what a gold run knows of it. */
    private void part(int own, Map<Integer, String> rows) {
        List<Integer> parts = new ArrayList<>(live.get(own));
        parts.remove(Integer.valueOf(own));
        if (!parts.isEmpty()) {
            int other = parts.get(random.nextInt(parts.size()));
            requireNonNull(live.get(own)).remove(other);
            if (random.nextBoolean()) {
                live.put(other, new TreeSet<>(Set.of(other)));
                rows.put(other, lives(other));
            }
        }
        rows.put(own, lives(own));
    }

    private void forget(int own, Map<Integer, String> rows) {
        Set<Integer> parts = live.remove(own);
        if (parts != null) {
            gone.add(own);
            rows.put(own, state(own, "forgotten"));
        }
    }

    private String lives(int id) {
        StringBuilder parts = new StringBuilder();
        requireNonNull(live.get(id))
                .forEach(part -> parts.append(parts.isEmpty() ? "" : ", ").append(text(part)));
        List<String> traits = new ArrayList<>();
        maybe(traits, "country", random.nextBoolean() ? "IT" : "FR");
        maybe(traits, "Country", random.nextBoolean() ? "IT" : "FR");
        maybe(traits, "city", "c" + random.nextInt(3));
        maybe(traits, "odd " + random.nextInt(9), "x");
        String map = traits.isEmpty() ? "NULL" : "MAP {" + String.join(", ", traits) + "}";
        return state(id, "live") + ", [" + parts + "] AS constituents, " + map + " AS traits, [{'type': '"
                + (random.nextBoolean() ? "email" : "user_id") + "', 'value': 'v" + id + "'}] AS identifiers, "
                + (random.nextBoolean() ? "MAP {'marketing': " + random.nextBoolean() + "}" : "NULL") + " AS consents";
    }

    private void maybe(List<String> traits, String name, String value) {
        if (random.nextInt(3) > 0) {
            traits.add("'" + name + "': {'value': '" + value + "', 'source': 'web', 'at': " + AT + "}");
        }
    }

    private String state(int id, String state) {
        return "SELECT " + text(id) + " AS profile_id, CAST(" + offset + " AS BIGINT) AS log_offset, '" + state
                + "' AS state";
    }

    private void event(int part) {
        append(
                EventTables.SILVER.name(),
                "SELECT CAST(" + offset + " AS BIGINT) AS log_offset, 'web' AS source, 'm" + offset
                        + "' AS message_id, 'track' AS type, 'Bought' AS name, " + AT + " + INTERVAL "
                        + random.nextInt(60) + " DAY AS \"timestamp\", " + text(part) + " AS profile_id, " + text(part)
                        + " AS constituent_id, MAP {'total': '" + random.nextInt(5) + "'} AS properties");
    }

    private void goldRun() {
        StringBuilder rows = new StringBuilder();
        StringBuilder leads = new StringBuilder();
        for (int id = 1; id <= IDS; id++) {
            if (random.nextInt(3) > 0) {
                rows.append(rows.isEmpty() ? "SELECT " : " UNION ALL SELECT ")
                        .append(text(id))
                        .append(" AS profile_id, '")
                        .append(random.nextBoolean() ? "IT" : "ES")
                        .append("' AS country, 'c")
                        .append(random.nextInt(3))
                        .append("' AS city");
                leads.append(leads.isEmpty() ? "SELECT " : " UNION ALL SELECT ")
                        .append("'email' AS type, 'g")
                        .append(id)
                        .append("' AS value, ")
                        .append(text(id))
                        .append(" AS profile_id, ")
                        .append(random.nextInt(3) == 0)
                        .append(" AS quarantined");
            }
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.overwrite(GoldTables.CUSTOMERS.name(), Statement.of(rows.toString()));
            session.overwrite(IdentityTables.IDENTIFIERS.name(), Statement.of(leads.toString()));
        }
        TestingAudiences.completeRun(lake, Instant.parse("2026-06-01T00:00:00Z").plusSeconds(runs++));
    }

    private void append(TableName table, String rows) {
        TestingAudiences.write(lake, table, rows);
    }

    private static String text(int id) {
        return "'p%016d'".formatted(id);
    }
}
