package io.tarn.server.config;

import io.tarn.model.error.Suggestions;
import io.tarn.storage.Registry.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose tokens are taken beside keys, and what their bearers may do.
 *
 * @param issuer of the tokens, whose discovery document names its keys; {@code server.oidc.issuer}
 * @param audience for whom tokens must be made, one of these; {@code server.oidc.audience}
 * @param rolesClaim the claim that holds roles, a name or a path with dots; {@code server.oidc.roles-claim}
 * @param roles the scope that each role gives; {@code server.oidc.roles.<role>}
 * @param sourceClaim the claim that names the event source of who may collect; {@code server.oidc.source-claim}
 * @param clockSkewMax how far clocks may differ; {@code server.oidc.clock-skew-max}
 * @param keysAgeMax after how long the provider's keys are asked for again; {@code server.oidc.keys-age-max}
 */
public record OidcConfig(
        String issuer,
        List<String> audience,
        String rolesClaim,
        Map<String, Scope> roles,
        String sourceClaim,
        Duration clockSkewMax,
        Duration keysAgeMax) {
    private static final String ROOM = "server.oidc.";
    private static final String ISSUER = ROOM + "issuer";
    private static final String AUDIENCE = ROOM + "audience";
    private static final String ROLES_CLAIM = ROOM + "roles-claim";
    private static final String ROLES = ROOM + "roles.";
    private static final String SOURCE_CLAIM = ROOM + "source-claim";
    private static final String CLOCK_SKEW_MAX = ROOM + "clock-skew-max";
    private static final String KEYS_AGE_MAX = ROOM + "keys-age-max";
    private static final List<String> SCOPES = Arrays.stream(Scope.values())
            .map(scope -> scope.name().toLowerCase(Locale.ROOT))
            .toList();

    static final List<String> KEYS =
            List.of(ISSUER, AUDIENCE, ROLES_CLAIM, ROLES, SOURCE_CLAIM, CLOCK_SKEW_MAX, KEYS_AGE_MAX);

    public OidcConfig {
        audience = List.copyOf(audience);
        roles = Map.copyOf(roles);
    }

    /** What is said of a provider; empty when nothing is. */
    static Optional<OidcConfig> read(ConfigValues values) {
        Optional<String> issuer = values.text(ISSUER);
        List<String> audience = values.words(AUDIENCE);
        OidcConfig read = new OidcConfig(
                issuer.orElse(""),
                audience,
                values.text(ROLES_CLAIM).orElse("roles"),
                roles(values),
                values.text(SOURCE_CLAIM).orElse("azp"),
                values.time(CLOCK_SKEW_MAX, Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(10)),
                values.time(KEYS_AGE_MAX, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofHours(24)));
        if (issuer.isEmpty()) {
            if (!values.under(ROOM).isEmpty()) {
                values.fault(ISSUER + " is missing: name the provider whose tokens to take, such as"
                        + " https://login.example.com/realms/acme");
            }
            return Optional.empty();
        }
        check(read, values);
        return Optional.of(read);
    }

    private static Map<String, Scope> roles(ConfigValues values) {
        Map<String, Scope> roles = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        values.under(ROLES).forEach((role, word) -> {
            if (SCOPES.contains(word)) {
                roles.put(role, Scope.valueOf(word.toUpperCase(Locale.ROOT)));
            } else {
                wrong.add(ROLES + role + " is '" + word + "': use collect, read, marketer or admin."
                        + Suggestions.didYouMean(word, SCOPES));
            }
        });
        wrong.forEach(values::fault);
        return roles;
    }

    private static void check(OidcConfig read, ConfigValues values) {
        if (!isSafe(read.issuer())) {
            values.fault(
                    ISSUER + " is '" + read.issuer()
                            + "': use the https address that the provider's tokens name as 'iss'; http is for this machine alone");
        }
        if (read.audience().isEmpty()) {
            values.fault(
                    AUDIENCE + " is missing: name whom the provider makes tokens for, such as tarn, so that those made"
                            + " for others are not taken");
        }
        if (values.under(ROLES).isEmpty()) {
            values.fault(ROLES + "<role> is missing: say which scope each role gives, such as " + ROLES
                    + "cdp-reader: read");
        }
    }

    /** Whether what an address answers can be believed: over TLS, or from this machine. */
    public static boolean isSafe(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && Loopback.contains(uri.getHost())));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
