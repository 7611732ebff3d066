package io.tarn.audience.bind;

import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Expression;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import io.tarn.model.policy.TraitType;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What expressions may speak of: the traits, events and audiences that are really there. Immutable.
 *
 * @param traits the traits that sources and events say, with their types
 * @param computed the computed traits by name; of two of one name the computed one is meant
 * @param events the events that were seen or are expected
 * @param audiences who belongs to the other audiences
 * @param purposes the categories of consent; any is welcome when empty
 * @param deletedTraits traits that were there once
 */
public record Catalog(
        Map<String, TraitType> traits,
        Map<String, ComputedTrait> computed,
        Map<String, KnownEvent> events,
        Map<AudienceName, Expression> audiences,
        Set<String> purposes,
        Set<String> deletedTraits) {
    /** One that knows nothing. */
    public static final Catalog EMPTY = new Catalog(Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), Set.of());

    public Catalog {
        traits = Collections.unmodifiableMap(new TreeMap<>(traits));
        computed = Collections.unmodifiableMap(new TreeMap<>(computed));
        events = Collections.unmodifiableMap(new TreeMap<>(events));
        audiences = Collections.unmodifiableMap(new TreeMap<>(audiences));
        purposes = Collections.unmodifiableSet(new TreeSet<>(purposes));
        deletedTraits = Collections.unmodifiableSet(new TreeSet<>(deletedTraits));
    }

    /**
     * An event that was seen or is expected.
     *
     * @param properties by path, with their types where they are known
     * @param mayHaveOthers whether properties beside these are possible
     */
    public record KnownEvent(Map<String, PropertyType> properties, boolean mayHaveOthers) {
        /** One of which only the name is known. */
        public static final KnownEvent OPEN = new KnownEvent(Map.of(), true);

        public KnownEvent {
            properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        }
    }

    public Catalog withTrait(String name, TraitType type) {
        return new Catalog(with(traits, name, type), computed, events, audiences, purposes, deletedTraits);
    }

    public Catalog withComputed(ComputedTrait trait) {
        return new Catalog(traits, with(computed, trait.name(), trait), events, audiences, purposes, deletedTraits);
    }

    public Catalog withEvent(String name, KnownEvent event) {
        return new Catalog(traits, computed, with(events, name, event), audiences, purposes, deletedTraits);
    }

    public Catalog withAudience(AudienceDefinition audience) {
        Map<AudienceName, Expression> more = with(audiences, audience.name(), audience.expression());
        return new Catalog(traits, computed, events, more, purposes, deletedTraits);
    }

    public Catalog withPurposes(Set<String> known) {
        return new Catalog(traits, computed, events, audiences, known, deletedTraits);
    }

    /** Without a trait that somebody deleted. */
    public Catalog withoutTrait(String name) {
        Map<String, TraitType> fewer = new TreeMap<>(traits);
        fewer.remove(name);
        Map<String, ComputedTrait> fewerComputed = new TreeMap<>(computed);
        fewerComputed.remove(name);
        Set<String> deleted = new TreeSet<>(deletedTraits);
        deleted.add(name);
        return new Catalog(fewer, fewerComputed, events, audiences, purposes, deleted);
    }

    private static <K extends Comparable<K>, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> more = new TreeMap<>(map);
        more.put(key, value);
        return more;
    }
}
