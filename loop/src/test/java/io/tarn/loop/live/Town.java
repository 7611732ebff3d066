package io.tarn.loop.live;

import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A town of persons who browse on several devices, log in, buy, change their names and take back consent: the same
 * town for the same seed. Events carry the JSON {@code event number}; {@link #event} gives the event of a raw one.
 */
final class Town {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final SourceName WEB = new SourceName("web");

    private final Random chance;
    private final List<Event> events = new ArrayList<>();
    private final Map<EventKey, Event> byKey = new HashMap<>();

    Town(long seed, int persons, int days) {
        this.chance = new Random(seed);
        for (int person = 0; person < persons; person++) {
            live(person, days);
        }
    }

    List<Event> events() {
        return events;
    }

    RawEvent raw(Event event) {
        return new RawEvent(event.head().key(), event.head().receivedAt(), RawEvent.Origin.LIVE, false, "{}");
    }

    Event event(RawEvent raw) {
        Event event = byKey.get(raw.key());
        if (event == null) {
            throw new IllegalArgumentException("No event " + raw.key());
        }
        return event;
    }

    private void live(int person, int days) {
        int devices = 1 + chance.nextInt(3);
        int acts = 2 + chance.nextInt(12);
        for (int act = 0; act < acts; act++) {
            Instant received = START.plus(Duration.ofSeconds(chance.nextInt(days * 86_400)));
            Instant at = received.minusSeconds(chance.nextInt(4) == 0 ? chance.nextInt(86_400) : chance.nextInt(60));
            int device = chance.nextInt(devices);
            List<Identifier> whom = new ArrayList<>();
            whom.add(new Identifier(IdentifierType.ANONYMOUS_ID, "device-" + person + "-" + device));
            boolean known = chance.nextInt(3) == 0;
            if (known) {
                whom.add(new Identifier(IdentifierType.USER_ID, "user-" + person));
            }
            add(head(whom, at, received), person, known);
        }
    }

    private void add(EventHead head, int person, boolean known) {
        int what = chance.nextInt(known ? 4 : 3);
        Map<String, Value> said = new LinkedHashMap<>();
        if (what == 3) {
            List<Identifier> whom = new ArrayList<>(head.identifiers());
            whom.add(new Identifier(IdentifierType.EMAIL, "p" + person + "@town.example"));
            said.put("firstName", new Value.Text("Name" + chance.nextInt(3)));
            said.put("plan", new Value.Text(chance.nextBoolean() ? "free" : "paid"));
            add(new Event.Identify(
                    new EventHead(
                            head.key(),
                            head.timestamp(),
                            head.originalTimestamp(),
                            head.receivedAt(),
                            head.origin(),
                            whom,
                            Map.of("marketing", chance.nextBoolean()),
                            head.context()),
                    new Value.Fields(said)));
            return;
        }
        said.put("price", Value.Decimal.of(chance.nextInt(100)));
        said.put("item", new Value.Text("item-" + chance.nextInt(6)));
        Value.Fields fields = new Value.Fields(said);
        add(what == 0 ? new Event.Track(head, "Order Completed", fields) : new Event.Page(head, "Shop", fields));
    }

    private void add(Event event) {
        events.add(event);
        byKey.put(event.head().key(), event);
    }

    private EventHead head(List<Identifier> whom, Instant at, Instant received) {
        return new EventHead(
                new EventKey(WEB, "m" + events.size()),
                at,
                Optional.of(at),
                received,
                RawEvent.Origin.LIVE,
                whom,
                Map.of(),
                Value.Fields.NONE);
    }
}
