package io.tarn.unify.identity;

import io.tarn.model.identity.ProfileId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many records of a cluster belonged to a profile in the last run.
 *
 * @param cluster the least record number of the cluster
 * @param createdAt when the profile came to be; null when nobody knows any more
 * @param gaveId whether the cluster's least record is the one that gave the profile its id
 */
public record Overlap(
        int cluster,
        ProfileId profile,
        long records,
        @Nullable Instant createdAt,
        boolean gaveId) {}
