package io.tarn.unify.identity;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many profiles may share an identifier before it is quarantined: a shared address or device then leads nowhere.
 *
 * @param profilesMax by identifier type
 * @param otherwise for every other type
 */
public record IdentifierLimits(Map<String, Integer> profilesMax, int otherwise) {
    public IdentifierLimits {
        profilesMax = Collections.unmodifiableMap(new TreeMap<>(profilesMax));
        profilesMax.forEach((type, limit) -> checked(type, limit));
        checked("every other type", otherwise);
    }

    /** Households share telephones, families and shops share devices; other identifiers are a person's own. */
    public static IdentifierLimits defaults() {
        return new IdentifierLimits(Map.of("phone", 8, "device_id", 10, "anonymous_id", 10), 4);
    }

    public int of(String type) {
        return profilesMax.getOrDefault(type, otherwise);
    }

    private static void checked(String type, int limit) {
        if (limit < 1) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "An identifier of " + type + " cannot be limited to " + limit + " profiles: allow at least 1.");
        }
    }
}
