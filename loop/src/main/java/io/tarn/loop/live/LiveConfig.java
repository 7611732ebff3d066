package io.tarn.loop.live;

import java.time.Duration;

/**
 * How the live road paces itself.
 *
 * @param flushInterval how long rows wait before they go to the lake; SQL sees an event after about twice this
 * @param tickInterval how late a window may empty
 * @param publishInterval how often to look for a new gold run
 * @param closeWaitMax how long a stop waits for the rows at hand
 * @param fuzzy how fuzzy matching paces itself
 */
public record LiveConfig(
        Duration flushInterval,
        Duration tickInterval,
        Duration publishInterval,
        Duration closeWaitMax,
        FuzzyConfig fuzzy) {
    /** With fuzzy matching at its usual pace. */
    public LiveConfig(Duration flushInterval, Duration tickInterval, Duration publishInterval, Duration closeWaitMax) {
        this(flushInterval, tickInterval, publishInterval, closeWaitMax, FuzzyConfig.defaults());
    }

    public static LiveConfig defaults() {
        return new LiveConfig(
                Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30));
    }
}
