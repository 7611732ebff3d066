package io.tarn.engage.render;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which names a template may use below {@code profile}, {@code event} and {@code links}.
 *
 * @param names by root; a root without an entry takes any name
 */
public record Variables(Map<String, Set<String>> names) {
    /** The links that every message of a purpose to unsubscribe from has. */
    public static final Set<String> LINKS = Set.of("unsubscribe", "preferences", "why");

    static final Set<String> ROOTS = Set.of("profile", "event", "links");

    public Variables {
        Map<String, Set<String>> copy = new TreeMap<>();
        names.forEach((root, some) -> copy.put(root, new TreeSet<>(some)));
        names = java.util.Collections.unmodifiableMap(copy);
    }

    /** Any trait and property; links as they are. */
    public static Variables open() {
        return new Variables(Map.of("links", LINKS));
    }

    public static Variables of(Set<String> traits, Set<String> properties) {
        return new Variables(Map.of("profile", traits, "event", properties, "links", LINKS));
    }

    /** The names below a root, when they are limited. */
    Optional<Set<String>> below(String root) {
        return Optional.ofNullable(names.get(root));
    }
}
