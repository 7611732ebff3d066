package io.tarn.model.profile;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one profile knows by itself, before any merge. It keeps its own traits, consents and aggregates for ever, so
 * that a merge only lays constituents side by side, and an unmerge gives back exactly what each had.
 *
 * @param id the id with which it was born
 * @param createdAt when it was first seen
 * @param origin whether live events or a gold run made it
 * @param identifiers what leads to it, in order
 * @param traits what was said of it, by name; the latest of each
 * @param consents what was said of consent, by category; the latest of each
 * @param states the state of each computed trait, by name
 * @param recent its latest events, newest first, at most {@link #RECENT_MAX}
 * @param eventCount how many events it has had
 * @param lastSeen the latest timestamp of its events
 */
public record Constituent(
        ProfileId id,
        Instant createdAt,
        Origin origin,
        List<Identifier> identifiers,
        Map<String, TraitValue> traits,
        Map<String, ConsentValue> consents,
        Map<String, Aggregate.State> states,
        List<RecentEvent> recent,
        long eventCount,
        Instant lastSeen) {
    public static final int RECENT_MAX = 20;

    /** How a constituent came to be. */
    public enum Origin {
        /** A gold run published it. */
        GOLD,
        /** An event made it. */
        LIVE
    }

    public Constituent {
        identifiers = List.copyOf(identifiers);
        traits = NamedValues.copyOf(traits);
        consents = NamedValues.copyOf(consents);
        states = NamedValues.copyOf(states);
        recent = List.copyOf(recent);
    }

    /** A new one that knows nothing yet. */
    public static Constituent born(ProfileId id, Instant at, Origin origin) {
        return new Constituent(id, at, origin, List.of(), Map.of(), Map.of(), Map.of(), List.of(), 0, at);
    }

    /** With further identifiers; the same when it has them all. */
    public Constituent withIdentifiers(Collection<Identifier> more) {
        if (more.isEmpty() || identifiers.containsAll(more)) {
            return this;
        }
        TreeSet<Identifier> all = new TreeSet<>(identifiers);
        all.addAll(more);
        return new Constituent(
                id, createdAt, origin, List.copyOf(all), traits, consents, states, recent, eventCount, lastSeen);
    }

    /** Without some identifiers. */
    public Constituent withoutIdentifiers(Collection<Identifier> fewer) {
        List<Identifier> left =
                identifiers.stream().filter(one -> !fewer.contains(one)).toList();
        return new Constituent(id, createdAt, origin, left, traits, consents, states, recent, eventCount, lastSeen);
    }

    /** With what was said of it; an older word does not replace a newer one. */
    public Constituent withTraits(Map<String, TraitValue> said) {
        if (said.isEmpty()) {
            return this;
        }
        Map<String, TraitValue> all =
                NamedValues.<TraitValue>copyOf(traits).merged(said, (old, other) -> other.survives(old) ? other : old);
        return new Constituent(id, createdAt, origin, identifiers, all, consents, states, recent, eventCount, lastSeen);
    }

    /** With exactly these traits: what a gold run publishes replaces what the last one did. */
    public Constituent replacingTraits(Map<String, TraitValue> published) {
        return new Constituent(
                id, createdAt, origin, identifiers, published, consents, states, recent, eventCount, lastSeen);
    }

    /** With what was said of consent. */
    public Constituent withConsents(Map<String, ConsentValue> said) {
        if (said.isEmpty()) {
            return this;
        }
        Map<String, ConsentValue> all = NamedValues.<ConsentValue>copyOf(consents)
                .merged(said, (old, other) -> other.survives(old) ? other : old);
        return new Constituent(id, createdAt, origin, identifiers, traits, all, states, recent, eventCount, lastSeen);
    }

    public Constituent withStates(Map<String, Aggregate.State> newStates) {
        return new Constituent(
                id, createdAt, origin, identifiers, traits, consents, newStates, recent, eventCount, lastSeen);
    }

    /** With one more event in its short memory. */
    public Constituent withEvent(RecentEvent event) {
        List<RecentEvent> events = new ArrayList<>(RECENT_MAX + 1);
        events.addAll(recent);
        int place = 0;
        while (place < events.size() && order(events.get(place), event) < 0) {
            place++;
        }
        events.add(place, event);
        if (events.size() > RECENT_MAX) {
            events.removeLast();
        }
        Instant last = event.timestamp().isAfter(lastSeen) ? event.timestamp() : lastSeen;
        return new Constituent(
                id, createdAt, origin, identifiers, traits, consents, states, events, eventCount + 1, last);
    }

    /** Newest first; of one instant by message id, so that the order of arrival does not show. */
    static int order(RecentEvent left, RecentEvent right) {
        int order = right.timestamp().compareTo(left.timestamp());
        return order != 0 ? order : left.key().messageId().compareTo(right.key().messageId());
    }
}
