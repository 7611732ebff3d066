package io.tarn.loop.engage;

import io.tarn.engage.delivery.Backoff;
import java.time.Duration;

/**
 * How delivery paces itself.
 *
 * @param workers how many messages are handed over at one time
 * @param atHandMax how many are taken from the queue before the writer knows what became of them
 * @param pollInterval how long nobody looks at the queue unless woken, and how long a log that refuses is left alone
 * @param intentWaitMax how long an attempt waits for a log that refuses before it is put off
 * @param closeWaitMax how long a stop waits for attempts at hand
 * @param backoff when to try again what no channel could try
 */
public record DeliveryConfig(
        int workers,
        int atHandMax,
        Duration pollInterval,
        Duration intentWaitMax,
        Duration closeWaitMax,
        Backoff backoff) {
    public DeliveryConfig {
        if (workers < 1 || atHandMax < workers) {
            throw DeliveryErrors.tooFew(workers, atHandMax);
        }
    }

    public static DeliveryConfig defaults() {
        return new DeliveryConfig(
                16, 2048, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(30), Backoff.DEFAULT);
    }
}
