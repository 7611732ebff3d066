package io.tarn.loop.gold;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long the stages of one run take. Confined to one thread. */
final class StageTimes {
    private final InstantSource clock;
    private final Map<String, Long> millis = new LinkedHashMap<>();

    StageTimes(InstantSource clock) {
        this.clock = clock;
    }

    /** Does work and counts its time to a stage. */
    <T> T timed(String stage, Supplier<T> work) {
        Instant begin = clock.instant();
        T made = work.get();
        millis.merge(stage, Duration.between(begin, clock.instant()).toMillis(), Long::sum);
        return made;
    }

    Map<String, Long> millis() {
        return millis;
    }
}
