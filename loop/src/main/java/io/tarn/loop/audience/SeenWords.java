package io.tarn.loop.audience;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.message.ChannelKind;
import io.tarn.model.policy.TraitType;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The words that live tables use: names of events, traits and purposes. What was read once is remembered, so that a
 * later look reads only rows that came since. Safe to share between threads; one home each.
 */
public final class SeenWords {
    /** How many different names of events, or of traits, are remembered. */
    public static final int NAMES_MAX = 10_000;

    private static final String EVENTS = EventTables.SILVER.name().toString();
    private static final String CHANGES = EventTables.PROFILE_CHANGES.name().toString();
    private static final String NUMBER = "^-?(0|[1-9][0-9]{0,11})([.][0-9]{1,6})?$";
    private static final String DAY = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$";
    private static final String MOMENT =
            "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$";

    private final Map<String, Long> events = new TreeMap<>();
    private final Map<String, Set<String>> kinds = new HashMap<>();
    private final Set<String> computed = new TreeSet<>();
    private final Set<String> categories = new TreeSet<>();
    private long eventsThrough = -1;
    private long traitsThrough = -1;

    /** How often events of each name were seen. */
    synchronized Map<String, Long> events(LakeSession session, Set<TableName> present) {
        if (present.contains(EventTables.SILVER.name())) {
            long newest = newest(session, present, EVENTS);
            if (newest <= eventsThrough) {
                return Collections.unmodifiableMap(new TreeMap<>(events));
            }
            session.query(
                    Statement.of(
                            "SELECT name, count(*) FROM " + EVENTS
                                    + " WHERE log_offset > ? AND log_offset <= ? AND profile_id IS NOT NULL GROUP BY name"
                                    + " ORDER BY 2 DESC, 1 LIMIT " + NAMES_MAX,
                            eventsThrough,
                            newest),
                    row -> events.merge(String.valueOf(row.text(0)), row.number(1), Long::sum));
            eventsThrough = newest;
        }
        return Collections.unmodifiableMap(new TreeMap<>(events));
    }

    /** The traits that live profiles have beside some that are known, with the types that all their values fit. */
    synchronized Map<String, TraitType> traits(LakeSession session, Set<TableName> present, Set<String> known) {
        if (present.contains(EventTables.PROFILE_CHANGES.name())) {
            look(session, present, known);
        }
        Map<String, TraitType> types = new TreeMap<>();
        kinds.forEach((name, found) -> types.put(name, type(found)));
        return types;
    }

    /** The computed traits that profiles had at some time; after {@link #traits}. */
    synchronized Set<String> computed() {
        return Set.copyOf(computed);
    }

    /** The purposes of which consent was ever said; after {@link #traits}. */
    synchronized Set<String> purposes() {
        Set<String> purposes = new TreeSet<>();
        for (String category : categories) {
            purposes.add(purpose(category));
        }
        for (ChannelKind channel : ChannelKind.values()) {
            purposes.remove(channel.word());
        }
        return purposes;
    }

    private static String purpose(String category) {
        for (ChannelKind channel : ChannelKind.values()) {
            if (category.endsWith("." + channel.word())) {
                return category.substring(0, category.length() - channel.word().length() - 1);
            }
        }
        return category;
    }

    private void look(LakeSession session, Set<TableName> present, Set<String> known) {
        long newest = newest(session, present, CHANGES);
        if (newest <= traitsThrough) {
            return;
        }
        Dialect dialect = session.dialect();
        session.query(kinds(dialect, known, newest), row -> {
            String name = String.valueOf(row.text(0));
            if (kinds.containsKey(name) || kinds.size() < NAMES_MAX) {
                kinds.computeIfAbsent(name, _ -> new TreeSet<>()).add(String.valueOf(row.text(1)));
            }
            return name;
        });
        session.query(keys(dialect, "computed", newest), row -> computed.add(String.valueOf(row.text(0))));
        session.query(keys(dialect, "consents", newest), row -> categories.add(String.valueOf(row.text(0))));
        traitsThrough = newest;
    }

    /** What kinds of text each trait was seen with; what starts beyond the digits is told without a pattern. */
    private Statement kinds(Dialect dialect, Set<String> known, long newest) {
        String listed = dialect.unnested("map_entries(traits)");
        String others = known.stream()
                .sorted()
                .map(dialect::literal)
                .reduce((a, b) -> a + ", " + b)
                .orElse("''");
        return Statement.of(
                "SELECT k, kind, count(*) FROM (SELECT k, CASE WHEN v IN ('true', 'false') THEN 'flag' WHEN v >= ':'"
                        + " THEN 'text' WHEN " + dialect.matches("v", NUMBER) + " THEN 'number' WHEN "
                        + dialect.matches("v", DAY) + " THEN 'day' WHEN " + dialect.matches("v", MOMENT)
                        + " THEN 'moment' ELSE 'text' END AS kind FROM (SELECT e.key AS k, e.value.value AS v FROM (SELECT "
                        + listed + " AS e FROM " + CHANGES
                        + " WHERE log_offset > ? AND log_offset <= ?) m) f WHERE k NOT IN (" + others
                        + ")) t GROUP BY k, kind ORDER BY 3 DESC, 1, 2 LIMIT " + 5 * NAMES_MAX,
                traitsThrough,
                newest);
    }

    private Statement keys(Dialect dialect, String map, long newest) {
        return Statement.of(
                "SELECT DISTINCT k FROM (SELECT " + dialect.unnested("map_keys(" + map + ")") + " AS k FROM " + CHANGES
                        + " WHERE log_offset > ? AND log_offset <= ?) m ORDER BY k LIMIT " + NAMES_MAX,
                traitsThrough,
                newest);
    }

    /** The last log entry of which a table may tell. What carries rows to it says so, where it does. */
    private static long newest(LakeSession session, Set<TableName> present, String table) {
        String newest = present.contains(OpsTables.LIVE.name())
                ? "max(through_offset), -1) FROM " + OpsTables.LIVE.name()
                : "max(log_offset), -1) FROM " + table;
        return session.query(Statement.of("SELECT COALESCE(" + newest), row -> row.number(0))
                .getFirst();
    }

    private static TraitType type(Set<String> kinds) {
        if (kinds.equals(Set.of("flag"))) {
            return TraitType.BOOLEAN;
        }
        if (kinds.equals(Set.of("number"))) {
            return TraitType.DECIMAL;
        }
        if (kinds.equals(Set.of("day"))) {
            return TraitType.DATE;
        }
        return Set.of("day", "moment").containsAll(kinds) ? TraitType.TIMESTAMP : TraitType.STRING;
    }
}
