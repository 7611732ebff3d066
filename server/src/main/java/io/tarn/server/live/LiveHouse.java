package io.tarn.server.live;

import io.tarn.loop.Progress;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.history.HistoryIntake;
import io.tarn.loop.live.AuditTrail;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.EventTracer;
import io.tarn.loop.live.Intake;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.ProfileReader;
import io.tarn.loop.live.Simulation;
import io.tarn.loop.live.UnforgottenAdmission;
import io.tarn.loop.quarantine.Quarantine;
import io.tarn.loop.quarantine.Replay;
import io.tarn.loop.quarantine.ReplayOrder;
import io.tarn.loop.quarantine.ReplayOutcome;
import io.tarn.loop.retain.RetainReceipt;
import io.tarn.loop.retain.Retaining;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.erasure.ForgetReceipt;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.server.AppliedDefinitions;
import io.tarn.server.CountedStore;
import io.tarn.server.Declarations;
import io.tarn.server.DefinitionChange;
import io.tarn.server.Door;
import io.tarn.server.Erasing;
import io.tarn.server.House;
import io.tarn.server.LiveStorage;
import io.tarn.server.Rulebook;
import io.tarn.server.audience.LakeAudiences;
import io.tarn.server.campaign.LakeCampaigns;
import io.tarn.server.campaign.LiveCampaigns;
import io.tarn.server.config.Project;
import io.tarn.server.http.KeyRing;
import io.tarn.server.http.LiveRooms;
import io.tarn.server.http.RequestTracing;
import io.tarn.server.oidc.TokenCheck;
import io.tarn.storage.EventLog;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Registry;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalStorageConfig;
import io.tarn.storage.local.SqliteRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The live rooms of one home, wired by hand from the foundation upward. */
public final class LiveHouse implements LiveRoad, AutoCloseable {
    private static final long SETTLE_NANOS = 20_000_000;

    private final EventLog log;
    private final ProfileStore store;
    private final Registry registry;
    private final RuledRooms ruled;
    private final AuditTrail audit;
    private final Optional<OtlpTracing> tracing;
    private final LiveRooms rooms;
    private final DailyRetention daily;
    private final House house;
    private final URI own;
    private final Door door;
    private volatile Declarations declared;
    private volatile Map<String, WebhookMapping> webhooks;

    private LiveHouse(House house, URI own, Set<String> adminKeys) {
        this.house = house;
        this.own = own;
        Path root = house.home().root();
        declared = Declarations.read(project());
        webhooks = project().webhooks();
        InstantSource clock = InstantSource.system();
        LocalStorageConfig storage = LiveStorage.config();
        registry = SqliteRegistry.open(root);
        log = LocalEventLog.open(root, storage);
        door = new Door(house);
        Tombstones tombstones = Erasing.tombstones(house.home(), registry);
        UnforgottenAdmission unforgotten = new UnforgottenAdmission(door, tombstones);
        Progress progress = new StartProgress(System.err);
        LiveRules rules = Rulebook.read(house, own, progress);
        store = new CountedStore(house, log, unforgotten, rules, progress).open();
        Retaining retaining =
                new Retaining(house.lake(), Optional.of(this), house.config().retention(), clock);
        Replay replay = new Replay(house.lake(), this, unforgotten);
        tracing = house.config().trace().map(OtlpTracing::new);
        Intake intake = new Intake(log, unforgotten);
        ChangeFeed feed = new ChangeFeed();
        Engaging engaging = new Engaging(house, own, new Engaging.Ports(log, store, intake, feed, clock));
        ruled = new RuledRooms(
                new RuledRooms.Ports(
                        house,
                        log,
                        store,
                        unforgotten,
                        tracing.<EventTracer>map(one -> one).orElse(EventTracer.NONE),
                        feed,
                        engaging),
                rules);
        audit = new AuditTrail(log, tombstones, clock);
        rooms = new LiveRooms(
                intake,
                new ProfileReader(store),
                ruled::computed,
                feed,
                new KeyRing(
                        registry,
                        Set.copyOf(adminKeys.stream().map(KeyRing::hash).toList()),
                        clock),
                house.config().oidc().map(oidc -> new TokenCheck(oidc, clock)),
                door,
                ruled::status,
                audit,
                tracing.<RequestTracing>map(one -> one).orElse(RequestTracing.OFF),
                identifier -> forget(house, tombstones, identifier),
                judged -> log.append(List.copyOf(judged)).join(),
                new LiveRooms.Aside(new Quarantine(house.lake())::list, order -> replay(door, replay, order)),
                new HistoryIntake(log, store, unforgotten, clock),
                new LakeAudiences(
                        house.lake(), house.home().project(), house.config().defaultRegion(), clock),
                new LiveCampaigns(
                        new LakeCampaigns(house.lake(), house.home().project(), clock),
                        new Simulation.Rooms(house.lake(), log, store, unforgotten),
                        ruled::rules,
                        () -> Rulebook.read(house, own, Progress.SILENT),
                        ruled::decisions),
                new LiveRooms.Retention(retaining::preview, () -> retain(retaining)),
                Optional.of(engaging.links()),
                engaging.sending(),
                () -> webhooks,
                new LiveRooms.Declared(() -> declared.changesTo(Declarations.read(project())), this::apply),
                house.config().http(),
                clock,
                () -> "tarn-" + UUID.randomUUID());
        daily = DailyRetention.start(
                retaining::lastDone,
                () -> retain(retaining),
                clock,
                !house.config().retention().isEmpty());
    }

    /**
     * Opens the live rooms of a house; profiles begin to follow the log at once.
     *
     * @param own where people reach this server
     * @param adminKeys keys that open everything and stand in no registry
     */
    public static LiveHouse open(House house, URI own, Set<String> adminKeys) {
        return new LiveHouse(house, own, adminKeys);
    }

    public LiveRooms rooms() {
        return rooms;
    }

    private Project project() {
        return new Project(house.home().project());
    }

    /** Takes over what the project declares now. What cannot be read changes nothing. */
    private synchronized AppliedDefinitions apply() {
        Declarations now = Declarations.read(project());
        List<DefinitionChange> changes = declared.changesTo(now);
        if (changes.isEmpty()) {
            return new AppliedDefinitions(changes, List.of(), Duration.ZERO);
        }
        List<String> remarks = new ArrayList<>();
        LiveRules rules = Rulebook.read(house, own, new RemarkProgress(remarks));
        long begin = System.nanoTime();
        door.readPlan();
        webhooks = project().webhooks();
        ruled.change(rules, new RemarkProgress(remarks));
        declared = now;
        return new AppliedDefinitions(changes, remarks, Duration.ofNanos(System.nanoTime() - begin));
    }

    private synchronized ForgetReceipt forget(House house, Tombstones tombstones, String identifier) {
        return Erasing.forget(house, tombstones, this, identifier);
    }

    private synchronized RetainReceipt retain(Retaining retaining) {
        return retaining.run();
    }

    /** By the tracking plan as it lies in the project now. */
    private synchronized ReplayOutcome replay(Door door, Replay replay, ReplayOrder order) {
        door.readPlan();
        return replay.run(order);
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public ProfileStore store() {
        return store;
    }

    /** Twice, so that what was taken down while it waited, of persons who could still be read, is in the lake too. */
    @Override
    public void settle() {
        audit.flush();
        await();
        audit.flush();
        await();
    }

    private void await() {
        long end = log.nextOffset();
        while (store.offset() < end || waitsForLake(end)) {
            ruled.failure().ifPresent(failure -> {
                throw failure;
            });
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new TarnException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        "Somebody broke off the wait for what is on its way to the lake.");
            }
            LockSupport.parkNanos(SETTLE_NANOS);
        }
    }

    /** Not every entry has something for the lake, so what waits for it tells, and not how far it is. */
    private boolean waitsForLake(long end) {
        List<Outgoing> oldest = store.outgoing(1);
        return !oldest.isEmpty() && oldest.getFirst().offset() < end;
    }

    /** How many events are durable and not on their profiles yet. */
    public long backlog() {
        return ruled.status().backlog();
    }

    /** Ends the live road first, so that nothing is written to what closes. */
    @Override
    public void close() {
        audit.close();
        daily.close();
        ruled.close();
        store.close();
        log.close();
        registry.close();
        tracing.ifPresent(OtlpTracing::close);
    }
}
