package io.tarn.server.cli;

import io.tarn.collect.admit.Admitted;
import io.tarn.lake.Lake;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.GoldPublication;
import io.tarn.loop.live.Intake;
import io.tarn.loop.live.LakeSink;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveWriter;
import io.tarn.loop.live.UnforgottenAdmission;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.SourceName;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalProfileStore;
import io.tarn.storage.local.LocalStorageConfig;
import io.tarn.understand.trait.TraitEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The live road of a home, stepped by hand; what an event says is told beside it, not read from its JSON. */
final class TestingLife implements LiveRoad, AutoCloseable {
    private static final SourceName WEB = new SourceName("web");
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");

    /** What was said, by event; the same for every life of a test, as EventCodec would read it from the JSON. */
    private final Map<EventKey, Event> said;

    private final EventLog log;
    private final ProfileStore store;
    private final Intake intake;
    private final LiveWriter writer;
    private final LakeSink sink;
    private final GoldPublication publication;

    TestingLife(Path home, Lake lake, Map<EventKey, Event> said, Tombstones tombstones) {
        this.said = said;
        LocalStorageConfig config = LocalStorageConfig.defaults();
        log = LocalEventLog.open(home, config);
        store = LocalProfileStore.open(home, config);
        UnforgottenAdmission admission = new UnforgottenAdmission(
                raw -> raw.key().messageId().startsWith("odd")
                        ? new Admitted.Rejected(List.of())
                        : new Admitted.Accepted(Objects.requireNonNull(said.get(raw.key())), List.of()),
                tombstones);
        intake = new Intake(log, admission);
        writer = new LiveWriter(log, store, admission, LiveRules.defaults(), new ChangeFeed());
        sink = new LakeSink(
                lake,
                new LakeSink.Ports(log, store, admission, InstantSource.fixed(AT)),
                new TraitEngine(List.of()),
                home.resolve("tmp/sink"));
        publication = new GoldPublication(lake, log, store, InstantSource.fixed(AT));
    }

    static Map<EventKey, Event> nothingSaid() {
        return new HashMap<>();
    }

    /** An identify: the traits stand in the JSON as well. */
    void identify(String messageId, Map<String, String> traits, Identifier... identifiers) {
        Map<String, Value> values = new HashMap<>();
        StringBuilder json = new StringBuilder("{\"type\":\"identify\"");
        for (Identifier one : identifiers) {
            json.append(",\"")
                    .append(one.type())
                    .append("\":\"")
                    .append(one.value())
                    .append('"');
        }
        traits.forEach((name, value) -> {
            values.put(name, new Value.Text(value));
            json.append(",\"").append(name).append("\":\"").append(value).append('"');
        });
        EventKey key = new EventKey(WEB, messageId);
        said.put(
                key,
                new Event.Identify(
                        new EventHead(
                                key,
                                AT,
                                Optional.of(AT),
                                AT,
                                RawEvent.Origin.LIVE,
                                List.of(identifiers),
                                Map.of("marketing", true),
                                Value.Fields.NONE),
                        new Value.Fields(values)));
        intake.accept(List.of(new RawEvent(
                        key, AT, RawEvent.Origin.LIVE, false, json.append('}').toString())))
                .join();
    }

    long dropped() {
        return intake.dropped();
    }

    Optional<Long> publishGold() {
        Optional<Long> published = publication.publishNewest();
        settle();
        return published;
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public ProfileStore store() {
        return store;
    }

    @Override
    public void settle() {
        int taken;
        do {
            taken = writer.step();
        } while (taken > 0);
        int carried;
        do {
            carried = sink.flush();
        } while (carried > 0);
    }

    @Override
    public void close() {
        store.close();
        log.close();
    }
}
