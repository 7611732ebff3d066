package io.tarn.collect.admit;

import io.tarn.model.event.Value;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names under which the traits of the tracking protocol are known here: those that the Gold Customer Table has for
 * the same thing, the client's own for all else.
 */
public final class TraitNames {
    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("firstName", "first_name"),
            Map.entry("lastName", "last_name"),
            Map.entry("name", "full_name"),
            Map.entry("birthday", "birth_date"),
            Map.entry("address.street", "street"),
            Map.entry("address.city", "city"),
            Map.entry("address.state", "region"),
            Map.entry("address.postalCode", "postcode"),
            Map.entry("address.country", "country"),
            Map.entry("company.name", "organization"),
            Map.entry("company", "organization"));

    private TraitNames() {}

    /** The traits of an identify, objects taken apart, by the names that are used here. Null takes no part. */
    public static Map<String, Value> canonical(Value.Fields traits) {
        Map<String, Value> named = new TreeMap<>();
        collect("", traits, named);
        return named;
    }

    private static void collect(String prefix, Value.Fields fields, Map<String, Value> named) {
        fields.fields().forEach((name, value) -> {
            String path = prefix + name;
            if (value instanceof Value.Fields inner) {
                collect(path + ".", inner, named);
            } else if (value != Value.Nothing.NOTHING) {
                named.put(CANONICAL.getOrDefault(path, path), value);
            }
        });
    }
}
