package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.Matcher;
import io.tarn.unify.match.RecordTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * Persons who say who they are on two devices, {@code a} and {@code b}, each time under another e-mail address and now
 * and then with a slip of the pen: no identifier tells that the two are one. The same persons for the same seed.
 */
final class Twins {
    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final SourceName WEB = new SourceName("web");
    private static final List<String> GIVEN = List.of(
            "Anna", "Bruno", "Carla", "David", "Emil", "Fatima", "George", "Hannah", "Ivan", "Jutta", "Karin", "Lucia",
            "Michael", "Nora", "Oliver", "Paula", "Quentin", "Robert", "Sofia", "Thomas");
    private static final List<String> FAMILY = List.of(
            "Mueller", "Smith", "Garcia", "Okafor", "Nguyen", "Oneill", "Kowalski", "Soderberg", "Brown", "Dubois");

    private final Random chance;
    private final List<Map<MatchField, String>> first = new ArrayList<>();
    private final List<Map<MatchField, String>> second = new ArrayList<>();
    private final Map<EventKey, Event> events = new HashMap<>();

    Twins(long seed, int persons) {
        this.chance = new Random(seed);
        for (int person = 0; person < persons; person++) {
            Map<MatchField, String> one = person();
            Map<MatchField, String> other = new EnumMap<>(one);
            if (chance.nextInt(2) == 0) {
                other.put(MatchField.LAST_NAME, slip(Objects.requireNonNull(one.get(MatchField.LAST_NAME))));
            }
            if (chance.nextInt(4) == 0) {
                other.put(MatchField.FIRST_NAME, slip(Objects.requireNonNull(one.get(MatchField.FIRST_NAME))));
            }
            first.add(one);
            second.add(other);
        }
    }

    int size() {
        return first.size();
    }

    static Identifier device(String side, int person) {
        return new Identifier(IdentifierType.ANONYMOUS_ID, side + person);
    }

    Map<MatchField, String> said(String side, int person) {
        return (side.equals("a") ? first : second).get(person);
    }

    /** That a person identifies on a device, with further identifiers. */
    LogEntry identify(String side, int person, Identifier... more) {
        Map<String, Value> said = new LinkedHashMap<>();
        said(side, person).forEach((field, text) -> said.put(field.column(), new Value.Text(text)));
        List<Identifier> whom = new ArrayList<>(List.of(more));
        whom.add(device(side, person));
        whom.add(new Identifier(IdentifierType.EMAIL, side + person + "@" + side + ".example"));
        EventKey key = new EventKey(WEB, "m" + events.size());
        EventHead head = new EventHead(
                key, NOON, Optional.of(NOON), NOON, RawEvent.Origin.LIVE, whom, Map.of(), Value.Fields.NONE);
        events.put(key, new Event.Identify(head, new Value.Fields(said)));
        return new LogEntry.Received(new RawEvent(key, NOON, RawEvent.Origin.LIVE, false, "{}"));
    }

    Admitted admit(RawEvent raw) {
        return new Admitted.Accepted(Objects.requireNonNull(events.get(raw.key())), List.of());
    }

    /** The model that a gold run learns from what these persons say. */
    MatchModel model() {
        RecordTable.Builder records = new RecordTable.Builder();
        first.forEach(record -> records.add(record::get));
        second.forEach(record -> records.add(record::get));
        Matcher matcher = Matcher.of(records.build(), IdentityRules.defaults());
        Matcher.Blocking blocking = matcher.block();
        return matcher.score(blocking, matcher.train(blocking)).model();
    }

    private Map<MatchField, String> person() {
        Map<MatchField, String> said = new EnumMap<>(MatchField.class);
        said.put(MatchField.FIRST_NAME, GIVEN.get(chance.nextInt(GIVEN.size())));
        said.put(MatchField.LAST_NAME, FAMILY.get(chance.nextInt(FAMILY.size())) + letter() + letter());
        said.put(
                MatchField.BIRTH_DATE,
                "%04d-%02d-%02d".formatted(1940 + chance.nextInt(60), 1 + chance.nextInt(12), 1 + chance.nextInt(28)));
        said.put(MatchField.STREET, "Alder" + letter() + letter() + " Street " + (1 + chance.nextInt(200)));
        said.put(MatchField.CITY, "Town" + letter());
        return said;
    }

    private char letter() {
        return (char) ('a' + chance.nextInt(26));
    }

    private String slip(String word) {
        int at = 1 + chance.nextInt(word.length() - 1);
        return word.substring(0, at) + letter() + word.substring(at + 1);
    }
}
