package io.tarn.model.profile;

import io.tarn.model.identity.ProfileId;
import java.time.Instant;

/**
 * That two constituents are one person, and why. The merges of a profile hold its constituents together; without one
 * of them it falls apart again.
 *
 * @param left the constituent with the lesser id
 * @param decidedBy such as {@code identifier:email}, {@code model} or {@code person}
 * @param reference the message id, run id or verdict that brought it about
 */
public record Merge(ProfileId left, ProfileId right, String decidedBy, String reference, Instant at) {
    public Merge {
        if (left.compareTo(right) > 0) {
            ProfileId least = right;
            right = left;
            left = least;
        }
    }
}
