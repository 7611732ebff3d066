package io.tarn.model.profile;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That two constituents are one person, and why. The merges of a profile hold its constituents together; without one
 * of them it falls apart again.
 *
 * @param left the constituent with the lesser id
 * @param decidedBy identifiers that stood together, by type and hash; {@code model:<version>}; {@code person:<name>}
 * @param reference the message id, run id or verdict that brought it about
 */
public record Merge(ProfileId left, ProfileId right, String decidedBy, String reference, Instant at) {
    private static final String IDENTIFIERS = "identifiers:";

    public Merge {
        if (left.compareTo(right) > 0) {
            ProfileId least = right;
            right = left;
            left = least;
        }
    }

    /** What {@link #decidedBy} says of identifiers that stood together. */
    public static String byIdentifiers(Identifier... together) {
        return IDENTIFIERS + Arrays.stream(together).map(Identifier::toString).collect(Collectors.joining("+"));
    }

    /** Whether it rests on an identifier. */
    public boolean restsOn(Identifier identifier) {
        return decidedBy.startsWith(IDENTIFIERS)
                && List.of(decidedBy.substring(IDENTIFIERS.length()).split("\\+"))
                        .contains(identifier.toString());
    }
}
