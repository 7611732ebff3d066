package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a gold run made into the log, so that live profiles know it: the rows that differ from those of the run
 * that was published last. Confined to one thread.
 */
public final class GoldPublication {
    /** The kind of the definition that says which run was published last. */
    static final String KIND = "publication";

    private static final String NAME = "gold";
    /** How many entries wait for each other before the next are read. */
    private static final int APPEND_ENTRIES_MAX = 20;

    private static final Duration LOCK_WAIT_MAX = Duration.ofMinutes(30);

    private static final String CUSTOMERS = GoldTables.CUSTOMERS.name().toString();
    private static final long NEVER = -1;
    private static final Set<String> ADDRESS_PARTS =
            Set.of("house_number", "street", "unit", "city", "region", "postcode", "country");

    private final Lake lake;
    private final Runs runs;
    private final EventLog log;
    private final ProfileStore store;
    private final InstantSource clock;
    /** The log entry after the last publication: until the store has reached it, what it says is old. */
    private long knownFrom;

    /** The version of the record of runs that was looked at last: while it stays, there is nothing new. */
    private long looked = NEVER;

    public GoldPublication(Lake lake, EventLog log, ProfileStore store, InstantSource clock) {
        this.lake = lake;
        this.runs = new Runs(lake);
        this.log = log;
        this.store = store;
        this.clock = clock;
        this.knownFrom = log.nextOffset();
    }

    /**
     * Publishes the newest complete run, unless it was published already.
     *
     * @return how many profiles went into the log; empty when there was nothing new
     */
    public Optional<Long> publishNewest() {
        long version = lake.find(OpsTables.RUNS.name()).map(TableState::version).orElse(NEVER);
        if (store.offset() < knownFrom || version == looked) {
            return Optional.empty();
        }
        Optional<Long> count = publishUnpublished();
        looked = version;
        return count;
    }

    private Optional<Long> publishUnpublished() {
        if (unpublished().isEmpty()) {
            return Optional.empty();
        }
        // Asked again with the lock: a forgetting may have held it, and the run names other versions now.
        try (Lake.Lock _ = lake.lock(Runs.PUBLISHING_LOCK, "publication", LOCK_WAIT_MAX)) {
            return unpublished()
                    .map(run ->
                            publish(run, Published.parse(store.definitions(KIND).get(NAME))));
        }
    }

    private Optional<Run> unpublished() {
        Optional<Run> newest = runs.newestComplete(Runs.GOLD);
        Optional<Published> last = Published.parse(store.definitions(KIND).get(NAME));
        return newest.filter(
                run -> last.filter(one -> one.runId().equals(run.id())).isEmpty());
    }

    /**
     * What the log must say when older versions of gold are about to leave the disk, so that the next publication does
     * not look for one: the version that holds the published run's rows now, or that all must be published again.
     */
    public static Optional<LogEntry> repinned(ProfileStore store, Runs runs, Instant at) {
        Optional<Published> last = Published.parse(store.definitions(KIND).get(NAME));
        if (last.isEmpty()) {
            return Optional.empty();
        }
        String text = runs.newestComplete(Runs.GOLD)
                .filter(run -> run.id().equals(last.get().runId()))
                .map(run -> run.tableVersions().get(GoldTables.CUSTOMERS.name()))
                .map(version -> new Published(last.get().runId(), version).text())
                .orElse("");
        return text.equals(last.get().text())
                ? Optional.empty()
                : Optional.of(new LogEntry.Defined(at, KIND, NAME, text));
    }

    /** The run whose profiles stand in a store. */
    static Optional<String> publishedRun(ProfileStore store) {
        return Published.parse(store.definitions(KIND).get(NAME)).map(Published::runId);
    }

    private long publish(Run run, Optional<Published> last) {
        Instant at = clock.instant();
        long count;
        try (LakeSession session = lake.open(new ReadPoint.Pinned(run.tableVersions()))) {
            last.ifPresent(one -> loadPrevious(session, one));
            List<LogEntry> waiting = new ArrayList<>();
            List<GoldProfile> chunk = new ArrayList<>();
            List<Column> columns = session.columns(Statement.of("SELECT * FROM " + CUSTOMERS));
            long[] rows = {0};
            session.forEach(rows(columns, last.isPresent()), row -> {
                chunk.add(profile(columns, row, run));
                rows[0]++;
                if (chunk.size() == LogEntry.Published.PROFILES_MAX) {
                    waiting.add(new LogEntry.Published(at, run.id(), chunk));
                    chunk.clear();
                }
                if (waiting.size() == APPEND_ENTRIES_MAX) {
                    append(waiting);
                }
                return row;
            });
            if (!chunk.isEmpty()) {
                waiting.add(new LogEntry.Published(at, run.id(), chunk));
            }
            long version = run.tableVersions().getOrDefault(GoldTables.CUSTOMERS.name(), -1L);
            waiting.add(new LogEntry.Defined(at, KIND, NAME, new Published(run.id(), version).text()));
            append(waiting);
            count = rows[0];
        }
        knownFrom = log.nextOffset();
        return count;
    }

    private void append(List<LogEntry> waiting) {
        log.append(List.copyOf(waiting)).join();
        waiting.clear();
    }

    /** What the last published run said, as a hash a profile. */
    private void loadPrevious(LakeSession session, Published last) {
        List<Column> columns =
                List.of(Column.of("profile_id", Scalar.STRING, "profile"), Column.of("hash", Scalar.STRING, "hash"));
        try (LakeSession before =
                lake.open(new ReadPoint.Pinned(Map.of(GoldTables.CUSTOMERS.name(), last.version())))) {
            session.load(
                    "published_before",
                    columns,
                    sink -> before.forEach(
                            Statement.of("SELECT profile_id, " + hash() + " FROM " + CUSTOMERS + " c"), row -> {
                                sink.row(row.text(0), row.text(1));
                                return row;
                            }));
        }
    }

    private static String hash() {
        return "md5(CAST(c AS VARCHAR))";
    }

    private static Statement rows(List<Column> columns, boolean hasPrevious) {
        String names = String.join(
                ", ",
                columns.stream().map(column -> "c.\"" + column.name() + "\"").toList());
        String changed = hasPrevious
                ? " WHERE NOT EXISTS (SELECT 1 FROM published_before b WHERE b.profile_id = c.profile_id AND b.hash = "
                        + hash() + ")"
                : "";
        return Statement.of("SELECT " + names + ", i.identifiers, r.absorbed FROM " + CUSTOMERS + " c"
                + " LEFT JOIN (SELECT profile_id, array_sort(array_agg(type || ':' || value)) AS identifiers FROM "
                + IdentityTables.IDENTIFIERS.name() + " WHERE NOT quarantined GROUP BY profile_id) i"
                + " ON i.profile_id = c.profile_id"
                + " LEFT JOIN (SELECT current_profile_id, array_sort(array_agg(profile_id)) AS absorbed FROM "
                + IdentityTables.REDIRECTS.name() + " GROUP BY current_profile_id) r"
                + " ON r.current_profile_id = c.profile_id" + changed + " ORDER BY c.profile_id");
    }

    private static GoldProfile profile(List<Column> columns, Row row, Run run) {
        Map<?, ?> provenance = Map.of();
        ProfileId id = null;
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (name.equals("provenance") && row.value(i) instanceof Map<?, ?> map) {
                provenance = map;
            } else if (name.equals("profile_id")) {
                id = new ProfileId(Objects.requireNonNull(row.text(i)));
            }
        }
        Map<String, TraitValue> traits = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (GoldTables.isTrait(name) && !row.isNull(i)) {
                traits.put(name, trait(value(row, i, columns.get(i)), origin(provenance, name), run));
            }
        }
        List<ProfileId> absorbed = texts(row.value(columns.size() + 1)).stream()
                .map(ProfileId::new)
                .toList();
        return new GoldProfile(Objects.requireNonNull(id), absorbed, identifiers(row.value(columns.size())), traits);
    }

    /** The parts of an address survive together, under one provenance. */
    private static @Nullable Object origin(Map<?, ?> provenance, String trait) {
        Object own = provenance.get(trait);
        return own == null && ADDRESS_PARTS.contains(trait) ? provenance.get("address") : own;
    }

    private static TraitValue trait(Value value, @Nullable Object provenance, Run run) {
        String source = "gold";
        String reference = "";
        Instant at = run.startedAt();
        if (provenance instanceof Map<?, ?> from) {
            source = Objects.toString(from.get("source"), source);
            reference = Objects.toString(from.get("record_id"), reference);
            at = from.get("observed_at") instanceof Instant observed ? observed : Instant.EPOCH;
        }
        return new TraitValue(value, source, at, reference);
    }

    private static Value value(Row row, int index, Column column) {
        Object value = row.value(index);
        if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        BigDecimal number = column.type() == Scalar.DECIMAL || column.type() == Scalar.LONG ? row.exact(index) : null;
        if (number != null && Value.Decimal.fits(number)) {
            return new Value.Decimal(number);
        }
        return new Value.Text(
                value instanceof Collection<?> many
                        ? FlatProperties.text(new Value.Sequence(many.stream()
                                .<Value>map(one -> new Value.Text(String.valueOf(one)))
                                .toList()))
                        : String.valueOf(value));
    }

    private static List<Identifier> identifiers(@Nullable Object list) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String one : texts(list)) {
            int colon = one.indexOf(':');
            String value = one.substring(colon + 1);
            if (!value.isEmpty() && value.length() <= Identifier.VALUE_LENGTH_MAX) {
                identifiers.add(new Identifier(new IdentifierType(one.substring(0, colon)), value));
            }
        }
        return identifiers;
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Which run was published, and the version of gold that it left. */
    private record Published(String runId, long version) {
        String text() {
            return version + " " + runId;
        }

        static Optional<Published> parse(@Nullable String text) {
            if (text == null) {
                return Optional.empty();
            }
            int space = text.indexOf(' ');
            return Optional.of(new Published(text.substring(space + 1), Long.parseLong(text.substring(0, space))));
        }
    }
}
