package io.tarn.connectors.webhook;

import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.model.event.Value;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import io.tarn.wire.event.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Posts messages as Standard Webhooks. A receiver tells repeats by {@code webhook-id}, which is the message's id, so a
 * lost
 * answer is tried again: unlike mail, nothing here is uncertain.
 */
public final class WebhookChannel implements Channel {
    private static final int GONE = 410;

    private final WebhookConfig config;
    private final WebhookSecret secret;
    private final AddressGuard guard;
    private final DeliveryJournal journal;
    private final InstantSource clock;
    private final HttpClient client;

    /**
     * Whom to sign for and where never to go.
     *
     * @param secret shared with the receivers
     */
    public record Trust(WebhookSecret secret, AddressGuard guard) {}

    public WebhookChannel(WebhookConfig config, Trust trust, DeliveryJournal journal, InstantSource clock) {
        this.config = config;
        this.secret = trust.secret();
        this.guard = trust.guard();
        this.journal = journal;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public ChannelName name() {
        return ChannelName.WEBHOOK;
    }

    @Override
    public DeliveryResult deliver(Message message, int attempt) {
        Optional<URI> target = address(message.address());
        if (target.isEmpty()) {
            return new DeliveryResult.Failed("The webhook's address is no address of the web.", Permanence.ADDRESS);
        }
        try {
            Optional<String> refusal = guard.refusal(target.get());
            if (refusal.isPresent()) {
                return new DeliveryResult.Failed(
                        "Nothing is sent to the webhook's address: " + refusal.get() + ".", Permanence.ADDRESS);
            }
        } catch (IOException e) {
            return later(message, attempt, "The webhook's host is not known.");
        }
        journal.intended(message.id());
        DeliveryResult result = post(message, target.get(), attempt);
        journal.ended(message.id(), result);
        return result;
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private DeliveryResult post(Message message, URI target, int attempt) {
        String body = body(message);
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(config.timeout())
                .header("content-type", "application/json")
                .header("user-agent", "Tarn")
                .header("webhook-id", message.id().value())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", secret.sign(message.id().value(), timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            // What the receiver says beyond its status is not read, however long it is.
            response.body().close();
            return result(message, response, attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later(message, attempt, "Sending was stopped.");
        } catch (IOException e) {
            return later(
                    message,
                    attempt,
                    "The webhook did not answer (" + e.getClass().getSimpleName() + ").");
        }
    }

    private DeliveryResult result(Message message, HttpResponse<InputStream> response, int attempt) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new DeliveryResult.Delivered("The webhook answered " + status + ".");
        }
        if (status == GONE) {
            return new DeliveryResult.Failed(
                    "The webhook answered 410: its receiver wants no more, so it is disabled.", Permanence.ADDRESS);
        }
        if (status / 100 == 3) {
            return new DeliveryResult.Failed(
                    "The webhook answered " + status + " and redirects are not followed: give its final address.",
                    Permanence.MESSAGE);
        }
        DeliveryResult later = later(message, attempt, "The webhook answered " + status + ".");
        if (!(later instanceof DeliveryResult.Deferred deferred)) {
            return later;
        }
        Instant until = response.headers()
                .firstValue("retry-after")
                .flatMap(this::asked)
                .filter(asked -> asked.isAfter(deferred.until()))
                .orElse(deferred.until());
        return new DeliveryResult.Deferred(deferred.reason(), until);
    }

    /** What {@code Retry-After} says, seconds or a date, but no later than we would wait. */
    private Optional<Instant> asked(String header) {
        Instant now = clock.instant();
        Instant latest = now.plus(config.retryAfterMax());
        try {
            Instant asked = header.matches("[0-9]{1,9}")
                    ? now.plus(Duration.ofSeconds(Long.parseLong(header)))
                    : ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant();
            return Optional.of(asked.isAfter(latest) ? latest : asked);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String body(Message message) {
        Map<String, Value> data = new LinkedHashMap<>();
        data.put("message_id", new Value.Text(message.id().value()));
        data.put("profile_id", new Value.Text(message.profile().value()));
        data.put("purpose", new Value.Text(message.purpose().value()));
        data.put("subject", new Value.Text(message.subject()));
        data.put("text", new Value.Text(message.text()));
        data.put("html", new Value.Text(message.html()));
        Map<String, Value> whole = new LinkedHashMap<>();
        whole.put("type", new Value.Text("message.sent"));
        whole.put("timestamp", new Value.Text(message.sentAt().toString()));
        whole.put("data", new Value.Fields(data));
        return ValueCodec.format(new Value.Fields(whole));
    }

    private DeliveryResult later(Message message, int attempt, String reason) {
        if (!config.backoff().hasNext(attempt)) {
            return new DeliveryResult.Failed("Given up after " + attempt + " attempts. " + reason, Permanence.MESSAGE);
        }
        return new DeliveryResult.Deferred(reason, config.backoff().next(clock.instant(), message.id(), attempt));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
