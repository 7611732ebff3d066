package io.tarn.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.server.config.OidcConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/**
 * The public keys of a provider, found by its discovery document. Kept for a while; a key that is not among them is
 * looked for again, not too often, for providers change their keys. While the provider does not answer, the keys at hand
 * stay good. Safe to share between threads.
 */
final class ProviderKeys {
    private static final Duration ANSWER_WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration ATTEMPTS_APART_MIN = Duration.ofSeconds(5);
    private static final int ANSWER_BYTES_MAX = 1 << 20;
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final OidcConfig config;
    private final InstantSource clock;
    private volatile Kept kept = new Kept(List.of(), Instant.MIN, Instant.MIN, "it was not asked yet");

    /** @param fault why the last attempt brought nothing; empty when it brought keys */
    private record Kept(List<JsonWebKey> keys, Instant since, Instant attempted, String fault) {}

    ProviderKeys(OidcConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The key that a choice finds, after asking the provider anew where it finds none. */
    Optional<JsonWebKey> find(Function<List<JsonWebKey>, Optional<JsonWebKey>> choice) {
        Kept now = kept;
        if (now.since().equals(Instant.MIN)
                || now.since().plus(config.keysAgeMax()).isBefore(clock.instant())) {
            now = renewed(now);
        }
        Optional<JsonWebKey> found = choice.apply(now.keys());
        return found.isPresent() ? found : choice.apply(renewed(now).keys());
    }

    /** Why there are no keys at all; empty when there are some. */
    Optional<String> fault() {
        Kept now = kept;
        return now.keys().isEmpty() ? Optional.of(now.fault()) : Optional.empty();
    }

    private synchronized Kept renewed(Kept seen) {
        Instant now = clock.instant();
        boolean tooSoon = !kept.attempted().equals(Instant.MIN)
                && kept.attempted().plus(ATTEMPTS_APART_MIN).isAfter(now);
        if (!kept.equals(seen) || tooSoon) {
            return kept;
        }
        try {
            kept = new Kept(fetch(), now, now, "");
        } catch (IOException failure) {
            kept = new Kept(kept.keys(), kept.since(), now, String.valueOf(failure.getMessage()));
        }
        return kept;
    }

    private List<JsonWebKey> fetch() throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(ANSWER_WAIT_MAX)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            String issuer = config.issuer();
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            JsonNode discovery = MAPPER.readTree(asked(client, base + "/.well-known/openid-configuration"));
            if (!discovery.path("issuer").asText().equals(issuer)) {
                throw new IOException("its discovery document names another issuer");
            }
            String place = discovery.path("jwks_uri").asText();
            if (!OidcConfig.isSafe(place)) {
                throw new IOException("its discovery document names no safe address of keys");
            }
            return new JsonWebKeySet(new String(asked(client, place), java.nio.charset.StandardCharsets.UTF_8))
                    .getJsonWebKeys();
        } catch (JoseException failure) {
            throw new IOException("what it gives as its keys cannot be read", failure);
        }
    }

    private static byte[] asked(HttpClient client, String address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(ANSWER_WAIT_MAX)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw new IOException("it answers " + answer.statusCode());
                }
                return body.readNBytes(ANSWER_BYTES_MAX);
            }
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IOException("asking it was cut off", failure);
        } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
            throw new IOException("it answers no JSON", failure);
        } catch (java.net.http.HttpTimeoutException | java.net.ConnectException failure) {
            throw new IOException("it does not answer", failure);
        }
    }
}
