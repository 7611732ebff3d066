package io.tarn.server.http;

import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import java.util.Locale;
import java.util.Optional;

/**
 * Who asks, by a key or a token.
 *
 * @param actor {@code key:<name>} or {@code oidc:<subject>}
 * @param scope what the request is allowed by
 * @param source the event source whose events the caller brings
 */
record Caller(String actor, Scope scope, Optional<String> source) {
    static Caller of(ApiKey key) {
        return new Caller("key:" + key.name(), key.scope(), key.source());
    }

    /** Whether the caller may see personal values as they are. */
    boolean seesAll() {
        return scope == Scope.READ || scope == Scope.ADMIN;
    }

    String scopeWord() {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
