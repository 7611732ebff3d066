package io.tarn.server.oidc;

import io.tarn.storage.Registry.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a token says of its bearer. */
public sealed interface TokenBearer {
    /**
     * The token holds.
     *
     * @param subject who it is, as the provider names them
     * @param scopes what the roles give; none when no role is mapped
     * @param source the event source whose events the bearer brings
     * @param until when the token expires
     */
    record Known(String subject, Set<Scope> scopes, Optional<String> source, Instant until) implements TokenBearer {
        public Known {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * The token does not hold.
     *
     * @param word a stable word for why
     * @param message what is wrong and what to do; without what stands in the token
     */
    record Refused(String word, String message) implements TokenBearer {}

    /** Whether it holds cannot be told now. */
    record Undecided(String message) implements TokenBearer {}
}
