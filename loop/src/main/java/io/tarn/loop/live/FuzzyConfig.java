package io.tarn.loop.live;

import java.time.Duration;

/**
 * How fuzzy matching paces itself beside the live road.
 *
 * @param pause how long it rests when there is nothing to do
 * @param profilesMax how many profiles of either kind, published or live, can be found; about 150 bytes of memory each
 * @param pendingMax how many changed profiles may wait; with more, all profiles are looked at again, in their order
 * @param candidatesMax how many profiles one is compared with, of either kind
 * @param reviewsMax how many pairs for review wait before they go to the lake together
 */
public record FuzzyConfig(Duration pause, int profilesMax, int pendingMax, int candidatesMax, int reviewsMax) {
    public static FuzzyConfig defaults() {
        return new FuzzyConfig(Duration.ofSeconds(1), 10_000_000, 100_000, 40, 1000);
    }
}
