package io.tarn.loop.erase;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableName;
import io.tarn.loop.Progress;
import io.tarn.loop.live.GoldPublication;
import io.tarn.loop.tombstone.ForgottenRecords;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.model.erasure.ForgetReceipt.TableErased;
import io.tarn.model.erasure.Subject;
import io.tarn.model.identity.Identifier;
import io.tarn.model.log.LogEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forgets persons. Each step may be done again, and whom it is about is written down before the first: a forgetting that
 * was cut off is finished by the next, or by the start of the server.
 *
 * <p>One at a time for a home, and none while a gold run is under way. One thread.
 */
public final class Forgetting {
    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(30);
    /** Millions of profiles are told of in minutes. */
    private static final Duration STATES_WAIT_MAX = Duration.ofMinutes(10);

    private final ForgetRooms rooms;
    private final Lake lake;
    private final Runs runs;
    private final Tombstones tombstones;
    private final ForgetFiles files;
    private final InstantSource clock;
    private final Progress progress;

    public Forgetting(ForgetRooms rooms, InstantSource clock, Progress progress) {
        this.rooms = rooms;
        this.lake = rooms.lake();
        this.runs = new Runs(lake);
        this.tombstones = rooms.tombstones();
        this.files = new ForgetFiles(rooms);
        this.clock = clock;
        this.progress = progress;
    }

    /** What {@link #forget} would do; changes nothing, and finds what has reached the lake. */
    public ForgetReceipt preview(Identifier asked) {
        try (Lake.Lock _ = lake.lock(Runs.LOCK, "tarn forget --dry-run", LOCK_WAIT_MAX)) {
            Subject subject = search(asked, clock.instant());
            List<TableErased> tables = new ArrayList<>();
            new LakeErasure(lake, rooms.sources())
                    .count(subject)
                    .forEach((table, rows) -> tables.add(new TableErased(table.toString(), rows, version(table), 0)));
            return receipt(subject, clock.instant(), tables, 0, files.reportsOn(subject));
        }
    }

    /** Forgets whom an identifier, in its normalized form, leads to. */
    public ForgetReceipt forget(Identifier asked) {
        try (Lake.Lock _ = lake.lock(Runs.LOCK, "tarn forget", LOCK_WAIT_MAX)) {
            String hash = tombstones.of(asked);
            Optional<ForgetReceipt> resumed = resumeAll().stream()
                    .filter(receipt -> receipt.asked().equals(hash))
                    .findFirst();
            if (resumed.isPresent()) {
                return resumed.get();
            }
            runs.abandonIncomplete(Contracts.OWNED_BY_RUNS);
            rooms.live().ifPresent(LiveRoad::settle);
            progress.stage("Finding the person");
            Subject subject = search(asked, clock.instant());
            files.begin(subject);
            return erase(subject);
        }
    }

    /** Finishes what was cut off. */
    public List<ForgetReceipt> resume() {
        try (Lake.Lock _ = lake.lock(Runs.LOCK, "tarn forget", LOCK_WAIT_MAX)) {
            return resumeAll();
        }
    }

    private List<ForgetReceipt> resumeAll() {
        List<ForgetReceipt> receipts = new ArrayList<>();
        for (Subject subject : files.unfinished()) {
            progress.note("A forgetting had been cut off; it is finished first.");
            runs.abandonIncomplete(Contracts.OWNED_BY_RUNS);
            receipts.add(erase(subject));
        }
        return receipts;
    }

    private Subject search(Identifier asked, Instant now) {
        String hash = tombstones.of(asked);
        String id = "f" + now.toString().replaceAll("[^0-9]", "").substring(0, 14) + "-" + hash.substring(0, 8);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return new SubjectSearch(lake, session, rooms.live().map(LiveRoad::store)).find(asked, id, hash);
        }
    }

    private ForgetReceipt erase(Subject subject) {
        try (Lake.Lock _ = lake.lock(Runs.PUBLISHING_LOCK, "tarn forget", LOCK_WAIT_MAX)) {
            return eraseAlone(subject);
        }
    }

    private ForgetReceipt eraseAlone(Subject subject) {
        Instant at = clock.instant();
        LakeErasure erasure = new LakeErasure(lake, rooms.sources());
        progress.stage("Keeping tombstones");
        Set<String> kept = tombstones(subject);
        tombstones.add(kept, at);
        progress.stage("Erasing the live profile");
        rooms.live().ifPresent(live -> eraseLive(live, subject, at));
        progress.stage("Deleting from the lake");
        Map<TableName, Long> deleted = delete(erasure, subject);
        rooms.live()
                .ifPresent(
                        live -> GoldPublication.repinned(lake, live.store(), at).forEach(entry -> append(live, entry)));
        progress.stage("Deleting older versions");
        List<TableErased> tables = erasure.vacuum(deleted);
        progress.stage("Rewriting store and log");
        long entries = rooms.live().map(live -> rewrite(live, subject)).orElse(0L);
        progress.stage("Deleting reports");
        List<Path> reports = files.reportsOn(subject);
        files.delete(reports);
        progress.stage("Writing the receipt");
        ForgetReceipt receipt = receipt(subject, at, tables, entries, reports);
        files.keep(receipt);
        record(receipt);
        files.end(subject);
        return receipt;
    }

    /** Hashes of the identifiers and of the records; where records have no key, of what they say. */
    private Set<String> tombstones(Subject subject) {
        Set<String> kept = new HashSet<>(tombstones.of(subject.identifiers()));
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            kept.addAll(new ForgottenRecords(tombstones, rooms.sources()).tombstones(session, subject.records()));
        }
        return kept;
    }

    private void eraseLive(LiveRoad live, Subject subject, Instant at) {
        append(
                live,
                new LogEntry.Forgotten(
                        at, List.copyOf(subject.profiles()), List.copyOf(tombstones.of(subject.identifiers()))));
        // What nobody may join by stands by no profile, and would stay.
        List<Identifier> quarantined = live.store().findIdentifiers(subject.identifiers()).entrySet().stream()
                .filter(one -> one.getValue().quarantined())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!quarantined.isEmpty()) {
            append(live, new LogEntry.Quarantined(at, "", List.of(), quarantined));
        }
    }

    private static void append(LiveRoad live, LogEntry entry) {
        live.log().append(List.of(entry)).join();
        live.settle();
    }

    /** The store first: once the log says nothing of the person, the store could not be brought there again by it. */
    private static long rewrite(LiveRoad live, Subject subject) {
        live.store().purge();
        return live.log().rewrite(new LogErasure(subject));
    }

    /** While nothing is told anew of what tables still say. */
    private Map<TableName, Long> delete(LakeErasure erasure, Subject subject) {
        try (Lake.Lock _ = lake.lock(Runs.STATES_LOCK, "tarn forget", STATES_WAIT_MAX)) {
            return erasure.delete(subject);
        }
    }

    private ForgetReceipt receipt(
            Subject subject, Instant at, List<TableErased> tables, long entries, List<Path> reports) {
        return new ForgetReceipt(
                subject.id(),
                at,
                subject.asked(),
                subject.profiles().size(),
                subject.identifiers().size() + subject.records().size(),
                subject.shared(),
                tables,
                entries,
                reports.stream().map(file -> String.valueOf(file.getFileName())).toList(),
                BeyondTarn.of(subject, rooms.sources()));
    }

    private long version(TableName table) {
        return lake.find(table).map(state -> state.version()).orElse(0L);
    }

    private void record(ForgetReceipt receipt) {
        lake.create(OpsTables.FORGOTTEN);
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load("forgotten_now", OpsTables.FORGOTTEN.columns(), sink -> {
                receipt.tables()
                        .forEach(one -> sink.row(
                                receipt.id(),
                                receipt.forgottenAt(),
                                receipt.asked(),
                                one.table(),
                                one.rows(),
                                one.version()));
                sink.row(receipt.id(), receipt.forgottenAt(), receipt.asked(), "log", receipt.logEntries(), null);
                sink.row(
                        receipt.id(),
                        receipt.forgottenAt(),
                        receipt.asked(),
                        "reports",
                        (long) receipt.reports().size(),
                        null);
            });
            session.merge(
                    OpsTables.FORGOTTEN.name(), OpsTables.FORGOTTEN.key(), Statement.of("SELECT * FROM forgotten_now"));
        }
    }
}
