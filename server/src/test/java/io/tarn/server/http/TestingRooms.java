package io.tarn.server.http;

import io.tarn.collect.admit.Admission;
import io.tarn.loop.engage.DeliveryStatus;
import io.tarn.loop.history.HistoryTaken;
import io.tarn.loop.live.AuditTrail;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.Intake;
import io.tarn.loop.live.LiveStatus;
import io.tarn.loop.live.ProfileReader;
import io.tarn.loop.quarantine.QuarantineList;
import io.tarn.loop.quarantine.ReplayOutcome;
import io.tarn.loop.retain.RetainReceipt;
import io.tarn.loop.tombstone.TombstoneKey;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.decision.KillSwitch;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.model.profile.Profile;
import io.tarn.server.AppliedDefinitions;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.oidc.TokenCheck;
import io.tarn.storage.EventLog;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Rooms that keep everything in memory, with keys of every scope and one webhook. */
final class TestingRooms {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final String WEB = "key-web";
    static final String READER = "key-read";
    static final String MARKETER = "key-marketer";
    static final String ADMIN = "key-admin";

    final List<AuditRecord> audited = new CopyOnWriteArrayList<>();
    final AuditTrail audit = new AuditTrail(log(), tombstones(), InstantSource.fixed(NOW));
    final List<RawEvent> taken = new ArrayList<>();
    final List<LogEntry.Judged> judged = new CopyOnWriteArrayList<>();
    final Map<Identifier, ProfileId> identifiers = new ConcurrentHashMap<>();
    final Map<ProfileId, Profile> profiles = new ConcurrentHashMap<>();
    final ChangeFeed changes = new ChangeFeed();
    volatile KillSwitch killSwitch = KillSwitch.RELEASED;

    /** What links of messages lead to; none at first. */
    Optional<LiveRooms.Links> links = Optional.empty();

    volatile Optional<RuntimeException> refusal = Optional.empty();

    private final HttpConfig config;
    private final Optional<TokenCheck> tokens;

    TestingRooms(HttpConfig config) {
        this(config, Optional.empty());
    }

    TestingRooms(HttpConfig config, Optional<TokenCheck> tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    LiveRooms rooms() {
        AtomicInteger next = new AtomicInteger();
        WebhookMapping shop = new WebhookMapping(
                new io.tarn.model.identity.SourceName("shop"),
                "track",
                "/topic",
                Optional.empty(),
                Optional.of("/id"),
                Optional.of("/created_at"),
                Optional.of("/customer/id"),
                Optional.empty(),
                Map.of("email", "/customer/email"),
                Map.of("total", "/total_price"));
        return new LiveRooms(
                new Intake(log()),
                new ProfileReader(store()),
                _ -> Map.of(),
                changes,
                new KeyRing(new Keys(), Set.of(KeyRing.hash(ADMIN)), InstantSource.fixed(NOW)),
                tokens,
                () -> new Admission(TrackingPlan.OPEN, "DE"),
                () -> new LiveStatus(taken.size(), 0, 0, profiles.size(), Optional.empty()),
                audit,
                RequestTracing.OFF,
                identifier -> {
                    throw new IllegalStateException("Nobody is forgotten here.");
                },
                judged::addAll,
                new LiveRooms.Aside(
                        (_, _) -> new QuarantineList(0, Map.of(), Map.of(), List.of()),
                        order -> new ReplayOutcome(order.dryRun(), 0, 0, 0, 0, Map.of())),
                (_, lines) -> new HistoryTaken(
                        lines.size() - 1, 0, 0, List.of(new HistoryTaken.RefusedLine(1, "line_unreadable", "No."))),
                new TestingMembers(),
                new TestingCampaigns(),
                new LiveRooms.Retention(
                        () -> new RetainReceipt(NOW, List.of()), () -> new RetainReceipt(NOW, List.of())),
                links,
                new LiveRooms.Sending(
                        () -> killSwitch,
                        () -> killSwitch = KillSwitch.PULLED,
                        () -> killSwitch = KillSwitch.RELEASED,
                        () -> new DeliveryStatus(0, 0, 0, 0, 0, Optional.empty())),
                () -> Map.of("shop", shop),
                new LiveRooms.Declared(List::of, () -> new AppliedDefinitions(List.of(), List.of(), Duration.ZERO)),
                config,
                InstantSource.fixed(NOW),
                () -> "minted-" + next.incrementAndGet());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the proxy returns it
    private EventLog log() {
        return only(EventLog.class, Map.of("append", arguments -> {
            CompletableFuture<Long> appended = append((List<?>) arguments[0]);
            return appended;
        }));
    }

    private static Tombstones tombstones() {
        try {
            Path folder = Files.createTempDirectory("tarn-test-");
            Tombstones tombstones = new Tombstones(new Keys(), TombstoneKey.openOrMake(folder.resolve("forget.key")));
            Files.delete(folder.resolve("forget.key"));
            Files.delete(folder);
            return tombstones;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized CompletableFuture<Long> append(List<?> entries) {
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(refusal.get());
        }
        long first = taken.size();
        for (Object entry : entries) {
            if (entry instanceof LogEntry.Audited(Instant _, List<AuditRecord> records)) {
                audited.addAll(records);
            } else {
                taken.add(((LogEntry.Received) entry).event());
            }
        }
        return CompletableFuture.supplyAsync(() -> first);
    }

    private ProfileStore store() {
        return only(
                ProfileStore.class,
                Map.of(
                        "findIdentifiers", arguments -> findIdentifiers((Collection<?>) arguments[0]),
                        "findProfiles", arguments -> findProfiles((Collection<?>) arguments[0])));
    }

    private Map<Identifier, IdentifierState> findIdentifiers(Collection<?> asked) {
        Map<Identifier, IdentifierState> found = new HashMap<>();
        for (Object one : asked) {
            ProfileId owner = identifiers.get(one);
            if (owner != null) {
                found.put((Identifier) one, IdentifierState.of(owner));
            }
        }
        return found;
    }

    private Map<ProfileId, Profile> findProfiles(Collection<?> asked) {
        Map<ProfileId, Profile> found = new HashMap<>(profiles);
        found.keySet().retainAll(asked);
        return found;
    }

    /** A port of which a test needs some methods only. */
    private interface Answer {
        Object to(Object[] arguments);
    }

    private static <T> T only(Class<T> port, Map<String, Answer> answers) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.to(arguments);
                }));
    }

    private static final class Keys implements Registry {
        private final Map<String, ApiKey> keys = new HashMap<>();

        Keys() {
            add(new ApiKey("web", KeyRing.hash(WEB), Scope.COLLECT, Optional.of("web"), NOW));
            add(new ApiKey("shop", KeyRing.hash("key-shop"), Scope.COLLECT, Optional.of("shop"), NOW));
            add(new ApiKey("reader", KeyRing.hash(READER), Scope.READ, Optional.empty(), NOW));
            add(new ApiKey("marketer", KeyRing.hash(MARKETER), Scope.MARKETER, Optional.empty(), NOW));
        }

        @Override
        public void add(ApiKey key) {
            keys.put(key.hash(), key);
        }

        @Override
        public Optional<ApiKey> findKey(String hash) {
            return Optional.ofNullable(keys.get(hash));
        }

        @Override
        public List<ApiKey> keys() {
            return List.copyOf(keys.values());
        }

        @Override
        public boolean withdraw(String name, Instant at) {
            return keys.values().removeIf(key -> key.name().equals(name));
        }

        @Override
        public void addTombstones(Set<String> tombstones, Instant at) {}

        @Override
        public Set<String> findTombstones(Set<String> hashes) {
            return Set.of();
        }

        @Override
        public long tombstoneCount() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
