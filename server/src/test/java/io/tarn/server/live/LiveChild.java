package io.tarn.server.live;

import io.tarn.collect.admit.Admission;
import io.tarn.lake.Lake;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.loop.live.AuditTrail;
import io.tarn.loop.live.Intake;
import io.tarn.loop.live.LiveConfig;
import io.tarn.loop.live.LiveProfiles;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.PlannedAdmission;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalProfileStore;
import io.tarn.storage.local.LocalStorageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that takes events until it is killed: each batch is named on standard output once it was acknowledged. With
 * the word {@code drain} it takes none and ends when the lake has all.
 */
final class LiveChild {
    static final int PERSONS = 40;
    static final int BATCH = 20;
    private static final SourceName WEB = new SourceName("web");
    private static final LiveConfig QUICK = new LiveConfig(
            Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private LiveChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        Admission admission = new Admission(TrackingPlan.OPEN, "US");
        LocalStorageConfig storage = LocalStorageConfig.defaults();
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults());
                EventLog log = LocalEventLog.open(home, storage);
                ProfileStore store = LocalProfileStore.open(home, storage);
                LiveProfiles live = new LiveProfiles(
                        lake,
                        log,
                        store,
                        new PlannedAdmission(admission),
                        new LiveRules(IdentifierRules.defaults(), List.of()),
                        home.resolve("tmp"),
                        InstantSource.system(),
                        QUICK)) {
            if (arguments.length > 2) {
                drain(log, store, live);
                return;
            }
            Intake intake = new Intake(log);
            AuditTrail trail = new AuditTrail(log, Tombstones.NONE, InstantSource.system());
            for (long number = first; ; number += BATCH) {
                List<RawEvent> batch = new ArrayList<>();
                for (long one = number; one < number + BATCH; one++) {
                    batch.add(event(one));
                }
                intake.accept(batch).join();
                trail.record(taken(number));
                trail.flush();
                System.out.println("ACK " + (number + BATCH));
            }
        }
    }

    private static void drain(EventLog log, ProfileStore store, LiveProfiles live) throws InterruptedException {
        while (store.offset() < log.nextOffset()
                || !store.outgoing(1).isEmpty()
                || live.failure().isPresent()) {
            live.failure().ifPresent(failure -> {
                throw failure;
            });
            log.await(log.nextOffset(), Duration.ofMillis(50));
        }
    }

    private static AuditRecord taken(long batch) {
        return new AuditRecord(
                Instant.now(), "key:web", "collect", "take", Optional.empty(), "batch:" + batch, "", "200", 1);
    }

    private static RawEvent event(long number) {
        long person = number % PERSONS;
        String json =
                "{\"type\":\"track\",\"event\":\"Step\",\"messageId\":\"m" + number + "\",\"anonymousId\":\"device-"
                        + person + "\",\"userId\":\"user-" + person + "\",\"properties\":{\"step\":" + number + "}}";
        return new RawEvent(new EventKey(WEB, "m" + number), Instant.now(), RawEvent.Origin.LIVE, false, json);
    }
}
