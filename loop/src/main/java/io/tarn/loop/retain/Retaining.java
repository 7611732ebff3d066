package io.tarn.loop.retain;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableName;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.retain.RetainReceipt.Place;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes out of tables what is older than they keep, older versions included. What leaves {@code bronze.events} leaves the
 * log too: in its place stands an entry that says nothing, so that a store built anew does not bring it back.
 *
 * <p>May be cut off and done again. One at a time for a home, and none while a gold run is under way. One thread.
 */
public final class Retaining {
    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(30);
    private static final int READ_MAX = 5000;
    private static final long NO_VERSION = -1;

    private final Lake lake;
    private final Optional<LiveRoad> live;
    private final Map<TableName, Duration> retention;
    private final InstantSource clock;

    /**
     * @param live empty where no event was ever taken
     * @param retention how long each table keeps its rows, each a {@link RetainableTable}
     */
    public Retaining(Lake lake, Optional<LiveRoad> live, Map<TableName, Duration> retention, InstantSource clock) {
        this.lake = lake;
        this.live = live;
        this.retention = new TreeMap<>(retention);
        this.clock = clock;
    }

    /** When it was done last. */
    public Optional<Instant> lastDone() {
        if (lake.find(OpsTables.RETAINED.name()).isEmpty()) {
            return Optional.empty();
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.query(
                            Statement.of("SELECT max(retained_at) FROM " + OpsTables.RETAINED.name()),
                            row -> Optional.ofNullable(row.instant(0)))
                    .getFirst();
        }
    }

    /** What {@link #run} would do; changes nothing. */
    public RetainReceipt preview() {
        Instant now = clock.instant();
        List<Place> places = new ArrayList<>();
        for (Due due : due(now)) {
            places.add(new Place(due.table().table().toString(), due.before(), count(due), version(due), 0));
        }
        logBefore(now)
                .ifPresent(before -> places.add(new Place(
                        RetainReceipt.LOG,
                        before,
                        live.map(one -> count(one.log(), before)).orElse(0L),
                        NO_VERSION,
                        0)));
        return new RetainReceipt(now, places);
    }

    /** Takes out what is too old, deletes the files that still hold it, and records it. */
    public RetainReceipt run() {
        try (Lake.Lock _ = lake.lock(Runs.LOCK, "tarn retain", LOCK_WAIT_MAX)) {
            live.ifPresent(LiveRoad::settle);
            Instant now = clock.instant();
            List<Place> places = new ArrayList<>();
            for (Due due : due(now)) {
                places.add(retain(due));
            }
            // Last: what the log still holds is in the tables until they are done.
            logBefore(now)
                    .ifPresent(before -> live.ifPresent(one -> places.add(new Place(
                            RetainReceipt.LOG,
                            before,
                            one.log().rewrite(entry -> kept(entry, before)),
                            NO_VERSION,
                            0))));
            RetainReceipt receipt = new RetainReceipt(now, places);
            record(receipt);
            return receipt;
        }
    }

    private record Due(RetainableTable table, Instant before) {}

    private List<Due> due(Instant now) {
        List<Due> due = new ArrayList<>();
        retention.forEach((table, age) -> RetainableTable.of(table.toString())
                .filter(one -> lake.find(table).isPresent())
                .ifPresent(one -> due.add(new Due(one, now.minus(age)))));
        return due;
    }

    private Optional<Instant> logBefore(Instant now) {
        return Optional.ofNullable(retention.get(EventTables.BRONZE.name())).map(now::minus);
    }

    private Place retain(Due due) {
        TableName table = due.table().table();
        long rows = count(due);
        long files = 0;
        if (rows > 0) {
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                session.deleteWhere(table, Statement.of(due.table().condition(), due.before()));
            }
            files = lake.vacuum(table, Duration.ZERO);
        }
        return new Place(table.toString(), due.before(), rows, version(due), files);
    }

    private long count(Due due) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session.query(
                            Statement.of(
                                    "SELECT count(*) FROM " + due.table().table() + " WHERE "
                                            + due.table().condition(),
                                    due.before()),
                            row -> row.number(0))
                    .getFirst();
        }
    }

    private long version(Due due) {
        return lake.find(due.table().table()).map(TableState::version).orElse(NO_VERSION);
    }

    private static long count(EventLog log, Instant before) {
        long count = 0;
        long next = log.firstOffset();
        for (var entries = log.read(next, READ_MAX); !entries.isEmpty(); entries = log.read(next, READ_MAX)) {
            count += entries.stream()
                    .filter(one -> isTooOld(one.entry(), before))
                    .count();
            next = entries.getLast().offset() + 1;
        }
        return count;
    }

    private static boolean isTooOld(LogEntry entry, Instant before) {
        return entry instanceof LogEntry.Received received && received.at().isBefore(before);
    }

    private static LogEntry kept(LogEntry entry, Instant before) {
        return isTooOld(entry, before) ? new LogEntry.Forgotten(entry.at(), List.of(), List.of()) : entry;
    }

    private void record(RetainReceipt receipt) {
        lake.create(OpsTables.RETAINED);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load(
                    "retained_now",
                    OpsTables.RETAINED.columns(),
                    sink -> receipt.places()
                            .forEach(one -> sink.row(
                                    receipt.at(),
                                    one.name(),
                                    one.before(),
                                    one.rows(),
                                    one.version() == NO_VERSION ? null : one.version(),
                                    one.files())));
            session.merge(
                    OpsTables.RETAINED.name(), OpsTables.RETAINED.key(), Statement.of("SELECT * FROM retained_now"));
        }
    }
}
