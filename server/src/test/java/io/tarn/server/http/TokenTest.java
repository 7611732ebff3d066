package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.AuditRecord;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.config.OidcConfig;
import io.tarn.server.http.TestingServer.Reply;
import io.tarn.server.oidc.TokenCheck;
import io.tarn.storage.Registry.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a provider open what their roles say, and nothing when anything of them is wrong. */
final class TokenTest {
    private static final String PROFILE = "/v1/profiles/email:ada@example.org";

    private final AtomicReference<Instant> now = new AtomicReference<>(TestingRooms.NOW);
    private TestingProvider provider;
    private TestingRooms rooms;
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        provider = new TestingProvider();
        rooms = new TestingRooms(HttpConfig.defaults(), Optional.of(new TokenCheck(config(), now::get)));
        server = new TestingServer(rooms.rooms());
        Identifier email = new Identifier(IdentifierType.EMAIL, "ada@example.org");
        ProfileId id = ProfileId.derive("event:web", "m1", 0);
        rooms.profiles.put(
                id,
                Profile.of(Constituent.born(id, TestingRooms.NOW, Constituent.Origin.LIVE)
                        .withIdentifiers(List.of(email))));
        rooms.identifiers.put(email, id);
    }

    private OidcConfig config() {
        return new OidcConfig(
                provider.issuer(),
                List.of("tarn"),
                "realm_access.roles",
                Map.of("boss", Scope.ADMIN, "analyst", Scope.READ, "campaigns", Scope.MARKETER, "site", Scope.COLLECT),
                "azp",
                Duration.ofSeconds(30),
                Duration.ofMinutes(10));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        rooms.audit.close();
        provider.close();
    }

    private String token(String... roles) throws Exception {
        return provider.token(provider.claims(now.get(), roles));
    }

    @Test
    void rolesGiveScopesAndMarketersSeeMaskedValues() throws Exception {
        assertThat(server.get(PROFILE, token("analyst")).body()).contains("ada@example.org");
        assertThat(server.get(PROFILE, token("boss")).body()).contains("ada@example.org");
        assertThat(server.get(PROFILE, token("campaigns")).body())
                .contains("a***@e***.org")
                .doesNotContain("ada@");
        assertThat(server.get(PROFILE, token("campaigns", "analyst")).body()).contains("ada@example.org");
        assertThat(server.send(
                                "POST /v1/track HTTP/1.1\nAuthorization: Bearer " + token("site"),
                                "{\"event\":\"A\",\"userId\":\"u\"}")
                        .body())
                .isEqualTo("{\"success\":true}");
        assertThat(rooms.taken.getFirst().key().source().value()).isEqualTo("web");
        assertThat(server.get(PROFILE, TestingRooms.READER).status()).isEqualTo(200);

        rooms.audit.flush();
        assertThat(rooms.audited.stream().map(AuditRecord::actor)).contains("oidc:u-4711", "key:reader");
    }

    @Test
    void aRoleThatGivesTooLittleIsForbidden() throws Exception {
        assertRefused(
                server.get(PROFILE, token("site")),
                403,
                "scope",
                "None of the token's roles gives what this needs: read, marketer or admin. Have the provider give the"
                        + " bearer such a role, or map one under server.oidc.roles.");
        assertThat(server.get(PROFILE, token("stranger")).status()).isEqualTo(403);
        assertThat(server.send("POST /v1/forget HTTP/1.1\nAuthorization: Bearer " + token("analyst"), "{}")
                        .status())
                .isEqualTo(403);
        JwtClaims nowhere = provider.claims(now.get(), "site");
        nowhere.unsetClaim("azp");
        assertRefused(
                server.send("POST /v1/track HTTP/1.1\nAuthorization: Bearer " + provider.token(nowhere), "{}"),
                403,
                "scope",
                "The token names no event source: the claim of server.oidc.source-claim must hold one, such as web.");
    }

    @Test
    void whatIsWrongWithATokenIsSaid() throws Exception {
        JwtClaims expired = provider.claims(now.get(), "boss");
        expired.setExpirationTime(NumericDate.fromSeconds(now.get().getEpochSecond() - 60));
        JwtClaims foreign = provider.claims(now.get(), "boss");
        foreign.setIssuer("https://evil.example");
        JwtClaims forOthers = provider.claims(now.get(), "boss");
        forOthers.setAudience("shop");
        JwtClaims endless = provider.claims(now.get(), "boss");
        endless.unsetClaim("exp");
        RsaJsonWebKey stolen = TestingProvider.key(provider.current().getKeyId());
        RsaJsonWebKey unknown = TestingProvider.key("unknown");

        assertWord(provider.token(expired), "token_expired", "The token has expired. Get a new one from the provider.");
        assertWord(
                provider.token(foreign),
                "token_issuer",
                "The token is of another issuer than " + provider.issuer()
                        + " (server.oidc.issuer). Get one from that provider.");
        assertWord(
                provider.token(forOthers),
                "token_audience",
                "The token is made for others than tarn (server.oidc.audience). Ask the provider for one with that"
                        + " audience.");
        assertWord(
                provider.token(endless),
                "token_unreadable",
                "The token cannot be read, or lacks 'sub' or 'exp'. Send the access token as the provider gave it.");
        assertWord(
                TestingProvider.signed(provider.claims(now.get(), "boss"), stolen),
                "token_signature",
                "The token's signature is not that of the provider " + provider.issuer()
                        + ". Get a new token from it.");
        assertWord(
                TestingProvider.signed(provider.claims(now.get(), "boss"), unknown),
                "token_key",
                "No key of the provider " + provider.issuer() + " fits the token. Get a new token from that provider.");
    }

    @Test
    void aTokenThatNobodySignedOrAnybodyCouldIsNotTaken() throws Exception {
        String payload = part(provider.claims(now.get(), "boss").toJson());
        String none = part("{\"alg\":\"none\"}") + "." + payload + ".";
        String shared =
                part("{\"alg\":\"HS256\",\"kid\":\"" + provider.current().getKeyId() + "\"}") + "." + payload + "."
                        + part("guess");

        for (String token : List.of(none, shared)) {
            assertWord(
                    token,
                    "token_algorithm",
                    "The token is not signed by a private key. Have the provider sign it with RS256, PS256, ES256 or"
                            + " EdDSA.");
        }
    }

    @Test
    void keysMayChangeAndTheProviderMayFallSilent() throws Exception {
        assertThat(server.get(PROFILE, token("analyst")).status()).isEqualTo(200);
        String old = token("boss");
        int asked = provider.asked.get();
        provider.changeKey();
        now.updateAndGet(before -> before.plusSeconds(10));

        assertThat(server.get(PROFILE, token("analyst")).status()).isEqualTo(200);
        assertThat(provider.asked.get()).isEqualTo(asked + 2);
        assertThat(server.get(PROFILE, old).status()).isEqualTo(401);

        provider.isDown = true;
        now.updateAndGet(before -> before.plus(Duration.ofHours(1)));
        assertThat(server.get(PROFILE, token("analyst")).status()).isEqualTo(200);
        assertThat(server.get(PROFILE, TestingRooms.READER).status()).isEqualTo(200);
    }

    @Test
    void withoutAnyKeysNothingCanBeTold() throws Exception {
        provider.isDown = true;

        Reply reply = server.get(PROFILE, token("analyst"));

        assertRefused(
                reply,
                503,
                "provider_unavailable",
                "The keys of the provider " + provider.issuer()
                        + " cannot be had: it answers 500. Send the request again later, or with a key of './tarn key"
                        + " add'.");
        assertThat(reply.head()).contains("Retry-After: 30");
    }

    private void assertWord(String token, String word, String message) throws Exception {
        Reply reply = server.get(PROFILE, token);
        assertRefused(reply, 401, word, message);
        assertThat(reply.head()).contains("WWW-Authenticate: Bearer realm=\"tarn\", error=\"invalid_token\"");
    }

    private static void assertRefused(Reply reply, int status, String word, String message) {
        assertThat(reply.body())
                .isEqualTo("{\"success\":false,\"error\":\"" + word + "\",\"message\":\"" + message + "\"}");
        assertThat(reply.status()).isEqualTo(status);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
