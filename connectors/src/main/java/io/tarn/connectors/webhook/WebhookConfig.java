package io.tarn.connectors.webhook;

import io.tarn.engage.delivery.Backoff;
import java.time.Duration;

/**
 * How webhooks are sent: {@code engage.webhook-*}.
 *
 * @param timeout for the whole request
 * @param retryAfterMax the longest wait that a receiver may ask for
 */
public record WebhookConfig(Duration timeout, Duration retryAfterMax, Backoff backoff) {
    public static final WebhookConfig DEFAULT = new WebhookConfig(
            Duration.ofSeconds(15), Duration.ofDays(1), new Backoff(Duration.ofSeconds(5), Duration.ofHours(10), 16));
}
