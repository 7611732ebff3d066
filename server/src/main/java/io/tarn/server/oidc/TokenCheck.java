package io.tarn.server.oidc;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.server.config.OidcConfig;
import io.tarn.storage.Registry.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Tells whether a token of the provider holds, and what it says of its bearer. Answers are remembered for a moment, so
 * that a busy bearer costs one look. Safe to share between threads; may wait for the provider.
 */
public final class TokenCheck {
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]*");
    private static final int LENGTH_MAX = 16 * 1024;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(2);
    private static final int REMEMBERED_MAX = 5_000;
    /** Signatures by a private key; one by a shared secret, or none, is nobody's. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private final OidcConfig config;
    private final ProviderKeys keys;
    private final InstantSource clock;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(TokenBearer bearer, Instant until) {}

    public TokenCheck(OidcConfig config, InstantSource clock) {
        this.config = config;
        this.keys = new ProviderKeys(config, clock);
        this.clock = clock;
    }

    /** Whether a text has the form of a token, so that it is no key. */
    public static boolean isToken(String text) {
        return text.length() <= LENGTH_MAX && TOKEN.matcher(text).matches();
    }

    /** Who bears a token. */
    public TokenBearer bearer(String token) {
        Instant now = clock.instant();
        Answer known = answers.get(token);
        if (known != null && known.until().isAfter(now)) {
            return known.bearer();
        }
        TokenBearer bearer = looked(token, now);
        if (answers.size() >= REMEMBERED_MAX) {
            answers.clear();
        }
        answers.put(token, new Answer(bearer, until(bearer, now)));
        return bearer;
    }

    private Instant until(TokenBearer bearer, Instant now) {
        if (!(bearer instanceof TokenBearer.Known token)) {
            return now.plus(REFUSAL_REMEMBERED);
        }
        Instant expiry = token.until().plus(config.clockSkewMax());
        return expiry.isBefore(now.plus(REMEMBERED)) ? expiry : now.plus(REMEMBERED);
    }

    private TokenBearer looked(String token, Instant now) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            String algorithm = signature.getAlgorithmHeaderValue();
            if (algorithm == null || !ALGORITHMS.contains(algorithm)) {
                return TokenRefusals.algorithm();
            }
            signature.setAlgorithmConstraints(permitted());
            Optional<JsonWebKey> key = keys.find(all -> chosen(signature, all));
            if (key.isEmpty()) {
                return keys.fault()
                        .map(fault -> TokenRefusals.providerDown(config.issuer(), fault))
                        .orElseGet(() -> TokenRefusals.keyUnknown(config.issuer()));
            }
            JwtConsumer consumer = consumer(key.get(), now);
            return known(consumer.processToClaims(token));
        } catch (InvalidJwtException wrong) {
            return refused(wrong);
        } catch (JoseException | MalformedClaimException broken) {
            return TokenRefusals.unreadable();
        }
    }

    private static AlgorithmConstraints permitted() {
        return new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, ALGORITHMS.toArray(String[]::new));
    }

    private static Optional<JsonWebKey> chosen(JsonWebSignature signature, List<JsonWebKey> all) {
        try {
            return Optional.ofNullable(new VerificationJwkSelector().select(signature, all));
        } catch (JoseException _) {
            return Optional.empty();
        }
    }

    private JwtConsumer consumer(JsonWebKey key, Instant now) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key.getKey())
                .setJwsAlgorithmConstraints(permitted())
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(config.audience().toArray(String[]::new))
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) config.clockSkewMax().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }

    private TokenBearer refused(InvalidJwtException wrong) {
        if (wrong.hasErrorCode(ErrorCodes.SIGNATURE_INVALID) || wrong.hasErrorCode(ErrorCodes.SIGNATURE_MISSING)) {
            return TokenRefusals.signature(config.issuer());
        }
        if (wrong.hasErrorCode(ErrorCodes.ISSUER_INVALID) || wrong.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return TokenRefusals.issuer(config.issuer());
        }
        if (wrong.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || wrong.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return TokenRefusals.audience(config.audience());
        }
        if (wrong.hasErrorCode(ErrorCodes.EXPIRED)) {
            return TokenRefusals.expired();
        }
        return wrong.hasErrorCode(ErrorCodes.NOT_YET_VALID) ? TokenRefusals.tooEarly() : TokenRefusals.unreadable();
    }

    private TokenBearer known(JwtClaims claims) throws MalformedClaimException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String role : texts(claim(claims, config.rolesClaim()))) {
            Scope scope = config.roles().get(role);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        Optional<String> source = texts(claim(claims, config.sourceClaim())).stream()
                .filter(TokenCheck::isSource)
                .findFirst();
        return new TokenBearer.Known(
                claims.getSubject(),
                scopes,
                source,
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private static boolean isSource(String name) {
        try {
            return !SourceName.ofEvents(name).value().isEmpty();
        } catch (TarnException _) {
            return false;
        }
    }

    /** A claim by its name, or by a path of names. */
    private static Optional<Object> claim(JwtClaims claims, String name) {
        Object value = claims.getClaimValue(name);
        if (value != null) {
            return Optional.of(value);
        }
        Object at = claims.getClaimsMap();
        for (String part : name.split("\\.", -1)) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(part)) {
                return Optional.empty();
            }
            at = map.get(part);
        }
        return Optional.ofNullable(at);
    }

    /** A claim's texts: of a list each, of one text its words, as the claim 'scope' has them. */
    private static List<String> texts(Optional<Object> claim) {
        List<String> texts = new ArrayList<>();
        if (claim.isPresent() && claim.get() instanceof Collection<?> list) {
            list.forEach(one -> texts.add(String.valueOf(one)));
        } else if (claim.isPresent() && claim.get() instanceof String text) {
            texts.addAll(List.of(text.strip().split("\\s+", -1)));
        }
        return texts;
    }
}
