package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.loop.Joined;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String IDENTIFIERS = IdentityTables.IDENTIFIERS.name().toString();
    private static final long NEVER = -1;
    private static final int WORDS = 3;

    private final Lake lake;
    private final Runs runs;
    private final EventLog log;
    private final ProfileStore store;
    private final InstantSource clock;
    private final Patience patience;
    /** The log entry after the last publication: until the store has reached it, what it says is old. */
    private long knownFrom;

    /** The version of the record of runs that was looked at last: while it stays, there is nothing new. */
    private long looked = NEVER;

    public GoldPublication(Lake lake, EventLog log, ProfileStore store, InstantSource clock) {
        this(lake, log, store, clock, Patience.NONE);
    }

    /** @param patience for a log that takes nothing for now */
    GoldPublication(Lake lake, EventLog log, ProfileStore store, InstantSource clock, Patience patience) {
        this.patience = patience;
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
     * not look for one: the versions that hold the published run's rows now; or that all must be published again, and
     * which identifiers are quarantined no more, for nobody could find that out later.
     */
    public static List<LogEntry> repinned(Lake lake, ProfileStore store, Instant at) {
        Optional<Published> last = Published.parse(store.definitions(KIND).get(NAME));
        if (last.isEmpty()) {
            return List.of();
        }
        Optional<Run> newest = new Runs(lake).newestComplete(Runs.GOLD);
        Optional<Run> same = newest.filter(run -> run.id().equals(last.get().runId()));
        String text = same.map(run -> Published.of(run).text()).orElse("");
        List<LogEntry> entries = new ArrayList<>();
        if (same.isEmpty() && newest.isPresent()) {
            try (LakeSession session =
                    lake.open(new ReadPoint.Pinned(newest.get().tableVersions()))) {
                new QuarantineChange(lake, session, last.get().identifiersVersion())
                        .tellReleased(at, newest.get().id(), entries::add);
            }
        }
        if (!text.equals(last.get().text())) {
            entries.add(new LogEntry.Defined(at, KIND, NAME, text));
        }
        return entries;
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
            QuarantineChange quarantine = new QuarantineChange(
                    lake, session, last.map(Published::identifiersVersion).orElse(NEVER));
            quarantine.tell(at, run.id(), entry -> append(entry, waiting));
            List<GoldProfile> chunk = new ArrayList<>();
            List<Column> columns = session.columns(Statement.of("SELECT * FROM " + CUSTOMERS));
            long[] rows = {0};
            session.forEach(rows(columns, last.isPresent(), quarantine), row -> {
                chunk.add(GoldProfileRow.profile(columns, row, run));
                rows[0]++;
                if (chunk.size() == LogEntry.Published.PROFILES_MAX) {
                    append(new LogEntry.Published(at, run.id(), chunk), waiting);
                    chunk.clear();
                }
                return row;
            });
            if (!chunk.isEmpty()) {
                waiting.add(new LogEntry.Published(at, run.id(), chunk));
            }
            waiting.add(new LogEntry.Defined(at, KIND, NAME, Published.of(run).text()));
            append(waiting);
            count = rows[0];
        }
        knownFrom = log.nextOffset();
        return count;
    }

    /** Appends an entry together with those that wait, once they are many. */
    private void append(LogEntry entry, List<LogEntry> waiting) {
        waiting.add(entry);
        if (waiting.size() >= APPEND_ENTRIES_MAX) {
            append(waiting);
        }
    }

    private void append(List<LogEntry> waiting) {
        patience.till(() -> Joined.of(log.append(List.copyOf(waiting))));
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

    private static Statement rows(List<Column> columns, boolean hasPrevious, QuarantineChange quarantine) {
        String names = String.join(
                ", ",
                columns.stream().map(column -> "c.\"" + column.name() + "\"").toList());
        String changed = hasPrevious
                ? " WHERE NOT EXISTS (SELECT 1 FROM published_before b WHERE b.profile_id = c.profile_id AND b.hash = "
                        + hash() + ")" + quarantine.orHoldsReleased("c.profile_id")
                : "";
        return Statement.of("SELECT " + names + ", i.identifiers, r.absorbed FROM " + CUSTOMERS + " c"
                + " LEFT JOIN (SELECT profile_id, array_sort(array_agg(type || ':' || value)) AS identifiers FROM "
                + IDENTIFIERS + " WHERE NOT quarantined GROUP BY profile_id) i"
                + " ON i.profile_id = c.profile_id"
                + " LEFT JOIN (SELECT current_profile_id, array_sort(array_agg(profile_id)) AS absorbed FROM "
                + IdentityTables.REDIRECTS.name() + " GROUP BY current_profile_id) r"
                + " ON r.current_profile_id = c.profile_id" + changed + " ORDER BY c.profile_id");
    }

    /**
     * Which run was published, and what it left.
     *
     * @param version of gold
     * @param identifiersVersion of the identifiers; {@link #NEVER} where a release published that did not say it
     */
    private record Published(String runId, long version, long identifiersVersion) {
        static Published of(Run run) {
            return new Published(
                    run.id(),
                    run.tableVersions().getOrDefault(GoldTables.CUSTOMERS.name(), NEVER),
                    run.tableVersions().getOrDefault(IdentityTables.IDENTIFIERS.name(), NEVER));
        }

        String text() {
            return version + " " + runId + (identifiersVersion == NEVER ? "" : " " + identifiersVersion);
        }

        static Optional<Published> parse(@Nullable String text) {
            if (text == null) {
                return Optional.empty();
            }
            List<String> words = List.of(text.split(" ", -1));
            return Optional.of(new Published(
                    words.get(1),
                    Long.parseLong(words.get(0)),
                    words.size() < WORDS ? NEVER : Long.parseLong(words.get(2))));
        }
    }
}
