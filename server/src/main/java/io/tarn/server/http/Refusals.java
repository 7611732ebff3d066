package io.tarn.server.http;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Violation;
import io.tarn.wire.event.TooLargeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Why requests are turned down: the one table from kinds of faults to statuses, and the words for what HTTP adds. */
final class Refusals {
    private static final int RETRY_SOON_SECONDS = 1;
    private static final int RETRY_LATER_SECONDS = 30;

    private Refusals() {}

    /** What a failure means for the one who asked. */
    static Refusal of(Throwable failure, Instant now) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause(), now);
            case ExecutionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause(), now);
            case TooLargeException large -> new Refusal(413, "too_large", text(large), Map.of());
            case TarnException known -> of(known, now);
            default ->
                new Refusal(500, "defect", "A defect of Tarn's stopped this request; its log has more.", Map.of());
        };
    }

    private static Refusal of(TarnException failure, Instant now) {
        String word = failure.code().name().toLowerCase(Locale.ROOT);
        ErrorCode code = failure.code();
        return switch (code.kind()) {
            case CALLER -> new Refusal(code == ErrorCode.NOT_FOUND ? 404 : 400, word, text(failure), Map.of());
            case CAPACITY ->
                code == ErrorCode.LIMIT_REACHED
                        ? new Refusal(429, word, text(failure), retry(RETRY_SOON_SECONDS, now))
                        : new Refusal(503, word, text(failure), retry(RETRY_LATER_SECONDS, now));
            case OUTSIDE -> new Refusal(503, word, text(failure), retry(RETRY_LATER_SECONDS, now));
            case DEFECT -> new Refusal(500, word, text(failure), Map.of());
        };
    }

    private static Map<String, String> retry(int seconds, Instant now) {
        return Map.of(
                "Retry-After", Integer.toString(seconds),
                "X-RateLimit-Reset", Long.toString(now.getEpochSecond() + seconds));
    }

    private static String text(TarnException failure) {
        return String.valueOf(failure.getMessage());
    }

    static Refusal keyMissing() {
        return new Refusal(
                401,
                "key_missing",
                "No key came with the request. Send one as the user name of Basic, as a Bearer token, as X-Write-Key,"
                        + " or as 'writeKey' in the body; './tarn key add' makes one.",
                Map.of("WWW-Authenticate", "Basic realm=\"tarn\""));
    }

    static Refusal keyUnknown() {
        return new Refusal(
                401,
                "key_unknown",
                "The key is not known here, or was withdrawn. './tarn key list' names those that are.",
                Map.of("WWW-Authenticate", "Basic realm=\"tarn\""));
    }

    static Refusal scope(String has, String needs) {
        return new Refusal(
                403,
                "scope",
                "The key's scope is " + has + ", and this needs " + needs + ". './tarn key add --scope' makes another.",
                Map.of());
    }

    static Refusal token(String word, String message) {
        return new Refusal(
                401, word, message, Map.of("WWW-Authenticate", "Bearer realm=\"tarn\", error=\"invalid_token\""));
    }

    static Refusal role(String needs) {
        return new Refusal(
                403,
                "scope",
                "None of the token's roles gives what this needs: " + needs
                        + ". Have the provider give the bearer such a role, or map one under server.oidc.roles.",
                Map.of("WWW-Authenticate", "Bearer realm=\"tarn\", error=\"insufficient_scope\""));
    }

    static Refusal tokenSource() {
        return new Refusal(
                403,
                "scope",
                "The token names no event source: the claim of server.oidc.source-claim must hold one, such as web.",
                Map.of());
    }

    static Refusal provider(String message) {
        return new Refusal(
                503, "provider_unavailable", message, Map.of("Retry-After", Integer.toString(RETRY_LATER_SECONDS)));
    }

    static Refusal bodyTooLarge(int most) {
        return new Refusal(
                413, "too_large", "The body is larger than " + most + " bytes. Send fewer events at a time.", Map.of());
    }

    static Refusal bodyTooSlow(Duration most) {
        return new Refusal(
                408,
                "too_slow",
                "The body did not arrive within " + most.toSeconds() + " seconds. Send it again.",
                Map.of("Connection", "close"));
    }

    static Refusal violations(List<Violation> violations) {
        String all = violations.stream().map(Violation::detail).collect(Collectors.joining(" "));
        return new Refusal(400, violations.getFirst().reason(), all, Map.of());
    }

    static Refusal wrongAddress() {
        return new Refusal(
                400,
                "invalid_input",
                "The address cannot be read: after each % two hexadecimal digits must follow. Encode it anew.",
                Map.of());
    }

    static Refusal noSuchPlace() {
        return new Refusal(
                404, "no_such_address", "There is nothing at this address. /openapi lists what there is.", Map.of());
    }

    static Refusal noSuchMethod() {
        return new Refusal(
                405, "no_such_method", "This address does not answer this method. /openapi lists what does.", Map.of());
    }

    static Refusal noSuchWebhook() {
        return new Refusal(
                404,
                "no_such_webhook",
                "There is no mapping for a webhook of this source. Put one into the project's folder 'webhooks'.",
                Map.of());
    }

    static Refusal noMail() {
        return new Refusal(
                404,
                "no_mail",
                "No mail is sent from here, so nothing can come back. Set engage.link-base and a mail server first.",
                Map.of());
    }

    static Refusal noSuchProfile() {
        return new Refusal(404, "not_found", "No profile has this identifier.", Map.of());
    }

    static Refusal wrongInput(String what) {
        return new Refusal(400, "invalid_input", what, Map.of());
    }

    static Refusal tooManyRequests(int most) {
        return new Refusal(
                429,
                "limit_reached",
                "There are " + most + " requests under way already. Send it again a little later.",
                Map.of("Retry-After", Integer.toString(RETRY_SOON_SECONDS)));
    }

    static Refusal tooManyListeners(int most) {
        return new Refusal(
                429,
                "limit_reached",
                "There are " + most + " listeners to changes already. Close one, or try again later.",
                Map.of("Retry-After", "10"));
    }
}
