package io.tarn.loop.quarantine;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.SourceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait in {@code silver.quarantined_events}: of each its newest row, unless the same event was accepted
 * meanwhile. Safe to share between threads.
 */
public final class Quarantine {
    private static final String ASIDE = EventTables.QUARANTINED.name().toString();

    private final Lake lake;

    public Quarantine(Lake lake) {
        this.lake = lake;
    }

    /** Looks through those that a filter keeps. */
    public QuarantineList list(QuarantineFilter filter, int eventsMax) {
        Listing listing = new Listing(filter, eventsMax);
        if (exists()) {
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.forEach(waiting(session.dialect(), "DESC"), row -> {
                    listing.add(event(row));
                    return row;
                });
            }
        }
        return new QuarantineList(listing.total, listing.reasons, listing.names, listing.newest);
    }

    /** Hands on those that a filter keeps, in the order of the log. */
    void forEach(QuarantineFilter filter, Consumer<QuarantinedEvent> reader) {
        if (!exists()) {
            return;
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.forEach(waiting(session.dialect(), "ASC"), row -> {
                QuarantinedEvent one = event(row);
                if (filter.keeps(one)) {
                    reader.accept(one);
                }
                return row;
            });
        }
    }

    private boolean exists() {
        return lake.find(EventTables.QUARANTINED.name()).isPresent()
                && lake.find(EventTables.SILVER.name()).isPresent();
    }

    private Statement waiting(Dialect dialect, String order) {
        // Homes of an older release lack two columns until their server has started once.
        lake.create(EventTables.QUARANTINED);
        String name = "COALESCE(NULLIF(" + dialect.jsonText("q.json", List.of("event")) + ", ''), "
                + dialect.jsonText("q.json", List.of("type")) + ", '')";
        return Statement.of("SELECT q.log_offset, q.source, q.message_id, q.received_at, q.origin, q.refuses_sale,"
                + " q.json, q.violations, " + name + " AS name FROM " + ASIDE + " q WHERE q.log_offset IN (SELECT"
                + " max(log_offset) FROM " + ASIDE + " GROUP BY source, message_id) AND NOT EXISTS (SELECT 1 FROM"
                + " (SELECT source, message_id FROM " + EventTables.SILVER.name() + " WHERE (source, message_id) IN"
                + " (SELECT source, message_id FROM " + ASIDE + ")) taken WHERE taken.source = q.source AND"
                + " taken.message_id = q.message_id) ORDER BY q.log_offset " + order);
    }

    private static QuarantinedEvent event(Row row) {
        EventKey key = new EventKey(new SourceName(text(row.text(1))), text(row.text(2)));
        String origin = Objects.requireNonNullElse(row.text(4), "live");
        RawEvent raw = new RawEvent(
                key,
                Objects.requireNonNullElse(row.instant(3), Instant.EPOCH),
                RawEvent.Origin.valueOf(origin.toUpperCase(Locale.ROOT)),
                row.flag(5),
                text(row.text(6)));
        return new QuarantinedEvent(row.number(0), raw, text(row.text(8)), violations(row.value(7)));
    }

    private static List<Violation> violations(@Nullable Object list) {
        List<Violation> violations = new ArrayList<>();
        if (list instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> parts) {
                    violations.add(new Violation(
                            Objects.toString(parts.get("reason"), ""),
                            Objects.toString(parts.get("path"), ""),
                            Objects.toString(parts.get("detail"), "")));
                }
            }
        }
        return violations;
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    /** A list in the making. Confined to one call. */
    private static final class Listing {
        private final QuarantineFilter filter;
        private final int eventsMax;
        private final Map<String, Long> reasons = new TreeMap<>();
        private final Map<String, Long> names = new TreeMap<>();
        private final List<QuarantinedEvent> newest = new ArrayList<>();
        private long total;

        Listing(QuarantineFilter filter, int eventsMax) {
            this.filter = filter;
            this.eventsMax = eventsMax;
        }

        void add(QuarantinedEvent one) {
            if (!filter.keeps(one)) {
                return;
            }
            total++;
            names.merge(one.name(), 1L, Long::sum);
            one.violations().stream()
                    .map(Violation::reason)
                    .distinct()
                    .forEach(reason -> reasons.merge(reason, 1L, Long::sum));
            if (newest.size() < eventsMax) {
                newest.add(one);
            }
        }
    }
}
