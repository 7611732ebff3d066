package io.tarn.loop.live;

import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.message.OutcomeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The {@link Town} while campaigns run: its persons also fill carts, open tickets, move between time zones, agree and
 * refuse, bounce and complain, borrow each other's devices, and are told of from the past. Often several things arrive
 * at one instant. The same town for the same seed.
 */
final class CampaignTown {
    private static final SourceName WEB = new SourceName("web");
    private static final Duration TOGETHER = Duration.ofHours(1);
    private static final List<OutcomeEvent> OUTCOMES = List.of(OutcomeEvent.values());
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Nowhere/Atlantis");
    private static final List<String> CATEGORIES =
            List.of("marketing", "marketing.email", "marketing.sms", "advice", "service", "sms");
    private static final List<String> ACTS = List.of(
            "Cart Updated", "Cart Updated", "Viewed", "Viewed", "Viewed", "Ticket Opened", "Paid", "Order Completed");

    private final Random chance;
    private final int persons;
    private final int days;
    private final List<Event> events = new ArrayList<>();
    private final Map<EventKey, Event> byKey = new HashMap<>();

    CampaignTown(long seed, int persons, int days) {
        this.chance = new Random(seed);
        this.persons = persons;
        this.days = days;
        new Town(seed, persons, days).events().forEach(this::add);
        for (int person = 0; person < persons; person++) {
            for (int act = 12 + chance.nextInt(30); act > 0; act--) {
                act(person);
            }
        }
        events.sort(Comparator.comparing((Event one) -> one.head().receivedAt()));
    }

    /** In the order of their arrival. */
    List<Event> events() {
        return events;
    }

    RawEvent raw(Event event) {
        EventHead head = event.head();
        return new RawEvent(head.key(), head.receivedAt(), head.origin(), false, "{}");
    }

    Event event(EventKey key) {
        Event event = byKey.get(key);
        if (event == null) {
            throw new IllegalArgumentException("No event " + key);
        }
        return event;
    }

    private void act(int person) {
        Instant received = Town.START.plus(Duration.ofSeconds(chance.nextInt(days * 86_400)));
        if (chance.nextInt(2) == 0) {
            received = Instant.ofEpochSecond(received.getEpochSecond() / TOGETHER.toSeconds() * TOGETHER.toSeconds());
        }
        int kind = chance.nextInt(20);
        if (kind < 5) {
            add(new Event.Identify(head(person, received, WEB, consents()), traits()));
        } else if (kind == 5) {
            outcome(person, received);
        } else {
            for (int more = chance.nextInt(5) == 0 ? 3 : 1; more > 0; more--) {
                String name = ACTS.get(chance.nextInt(ACTS.size()));
                Value.Fields details = new Value.Fields(Map.of("total", Value.Decimal.of(chance.nextInt(100))));
                add(new Event.Track(head(person, received, WEB, Map.of()), name, details));
            }
        }
    }

    private Map<String, Boolean> consents() {
        Map<String, Boolean> said = new HashMap<>();
        for (String category : CATEGORIES) {
            if (chance.nextInt(2) == 0) {
                said.put(category, chance.nextInt(5) > 0);
            }
        }
        return said;
    }

    private Value.Fields traits() {
        return chance.nextInt(2) == 0
                ? Value.Fields.NONE
                : new Value.Fields(Map.of("timezone", new Value.Text(ZONES.get(chance.nextInt(ZONES.size())))));
    }

    private void outcome(int person, Instant received) {
        OutcomeEvent outcome = OUTCOMES.get(chance.nextInt(OUTCOMES.size()));
        Map<String, Boolean> consents =
                outcome == OutcomeEvent.UNSUBSCRIBED ? Map.of("marketing.email", false) : Map.of();
        Map<String, Value> details = new HashMap<>();
        details.put("channel", new Value.Text(chance.nextInt(4) == 0 ? "sms" : "email"));
        details.put("kind", new Value.Text(chance.nextBoolean() ? "hard" : "soft"));
        add(new Event.Track(
                head(person, received, SourceName.TARN, consents), outcome.event(), new Value.Fields(details)));
    }

    /** Whom it concerns: one device, the person where they are logged in, and all that they told of themselves. */
    private EventHead head(int person, Instant received, SourceName source, Map<String, Boolean> consents) {
        int owner = chance.nextInt(25) == 0 ? chance.nextInt(persons) : person;
        List<Identifier> whom = new ArrayList<>();
        boolean known = !consents.isEmpty() || source.equals(SourceName.TARN) || chance.nextInt(3) > 0;
        if (!source.equals(SourceName.TARN)) {
            whom.add(new Identifier(IdentifierType.ANONYMOUS_ID, "device-" + owner + "-" + chance.nextInt(3)));
        }
        if (known) {
            whom.add(new Identifier(IdentifierType.USER_ID, "user-" + person));
        }
        if (!consents.isEmpty() || source.equals(SourceName.TARN)) {
            whom.add(new Identifier(IdentifierType.EMAIL, "p" + person + "@town.example"));
        }
        if (!consents.isEmpty() && chance.nextBoolean()) {
            whom.add(new Identifier(IdentifierType.PHONE, "+49170" + (1_000_000 + person)));
        }
        boolean past = source.equals(WEB) && chance.nextInt(8) == 0;
        Instant at = received.minusSeconds(past ? chance.nextInt(40 * 86_400) : chance.nextInt(60));
        return new EventHead(
                new EventKey(source, "c" + events.size()),
                at,
                Optional.of(at),
                received,
                past ? RawEvent.Origin.HISTORY : RawEvent.Origin.LIVE,
                whom,
                consents,
                Value.Fields.NONE);
    }

    private void add(Event event) {
        events.add(event);
        byKey.put(event.head().key(), event);
    }
}
