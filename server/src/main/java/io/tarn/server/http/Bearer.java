package io.tarn.server.http;

import io.tarn.server.oidc.TokenBearer;
import io.tarn.server.oidc.TokenCheck;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the key or token that came with a request, wherever clients put it, and holds it against what is asked for. */
final class Bearer {
    /** The scope that shows the most comes first: of several that a token gives, it counts. */
    private static final List<Scope> READERS = List.of(Scope.ADMIN, Scope.READ, Scope.MARKETER);

    private static final String REFUSE = ".refuse";
    private static final int FORBIDDEN = 403;

    private final KeyRing keys;
    private final Optional<TokenCheck> tokens;
    private final AuditBook book;

    Bearer(LiveRooms rooms) {
        this.keys = rooms.keys();
        this.tokens = rooms.tokens();
        this.book = new AuditBook(rooms);
    }

    /**
     * Who sends events.
     *
     * <p>Clients mask, double or misplace keys; the first that is known counts: headers before the address, the body
     * last. Some clients want keys of two parts with a colon between: then the first part counts.
     */
    Caller collecting(HttpServerRequest request, Optional<String> inBody) {
        List<String> said = candidates(request);
        addQuery(request, "writeKey", said);
        addQuery(request, "write_key", said);
        inBody.filter(key -> !key.isBlank()).ifPresent(said::add);
        return allowed(said, "collect", List.of(Scope.COLLECT));
    }

    /** Who tells what became of messages; mail providers let an operator choose no more than an address. */
    Caller reporting(HttpServerRequest request) {
        List<String> said = candidates(request);
        addQuery(request, "key", said);
        return allowed(said, "report", List.of(Scope.COLLECT, Scope.ADMIN));
    }

    /** Who reads profiles. */
    Caller reading(HttpServerRequest request) {
        return allowed(candidates(request), "read", READERS);
    }

    /** Who may do everything. */
    Caller administering(HttpServerRequest request) {
        return allowed(candidates(request), "admin", List.of(Scope.ADMIN));
    }

    /** The token of a request whose looks may have to wait for the provider; empty for one with a key. */
    Optional<String> token(HttpServerRequest request) {
        return tokens.isEmpty()
                ? Optional.empty()
                : candidates(request).stream().filter(TokenCheck::isToken).findFirst();
    }

    /** Looks at a token, so that what follows need not wait. */
    void look(String token) {
        tokens.ifPresent(check -> check.bearer(token));
    }

    private Caller allowed(List<String> said, String wish, List<Scope> scopes) {
        try {
            Optional<String> token = tokens.isEmpty()
                    ? Optional.empty()
                    : said.stream().filter(TokenCheck::isToken).findFirst();
            if (token.isPresent()) {
                return ofToken(tokens.orElseThrow().bearer(token.get()), wish, scopes);
            }
            Caller caller = Caller.of(known(said));
            if (!scopes.contains(caller.scope())
                    || (caller.scope() == Scope.COLLECT && caller.source().isEmpty())) {
                Refusal refusal = Refusals.scope(caller.scopeWord(), needed(wish));
                book.refused(Optional.of(caller), wish + REFUSE, refusal);
                throw refusal;
            }
            return caller;
        } catch (Refusal refusal) {
            if (refusal.status() != FORBIDDEN) {
                book.refused(Optional.empty(), wish + REFUSE, refusal);
            }
            throw refusal;
        }
    }

    private Caller ofToken(TokenBearer bearer, String wish, List<Scope> scopes) {
        return switch (bearer) {
            case TokenBearer.Known known -> {
                Optional<Scope> scope =
                        scopes.stream().filter(known.scopes()::contains).findFirst();
                Caller caller = new Caller(
                        "oidc:" + known.subject(),
                        scope.or(() -> known.scopes().stream().findFirst()).orElse(Scope.MARKETER),
                        known.source());
                if (scope.isEmpty()
                        || (scope.get() == Scope.COLLECT && caller.source().isEmpty())) {
                    Refusal refusal = scope.isEmpty() ? Refusals.role(needed(wish)) : Refusals.tokenSource();
                    book.refused(Optional.of(caller), wish + REFUSE, refusal);
                    throw refusal;
                }
                yield caller;
            }
            case TokenBearer.Refused refused -> throw Refusals.token(refused.word(), refused.message());
            case TokenBearer.Undecided undecided -> throw Refusals.provider(undecided.message());
        };
    }

    private static String needed(String wish) {
        return switch (wish) {
            case "read" -> "read, marketer or admin";
            case "report" -> "collect or admin";
            default -> wish;
        };
    }

    private ApiKey known(List<String> said) {
        if (said.isEmpty()) {
            throw Refusals.keyMissing();
        }
        for (String one : said) {
            Optional<ApiKey> key = keys.find(one);
            int colon = one.indexOf(':');
            if (key.isEmpty() && colon > 0) {
                key = keys.find(one.substring(0, colon));
            }
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw Refusals.keyUnknown();
    }

    private static List<String> candidates(HttpServerRequest request) {
        List<String> said = new ArrayList<>(2);
        String header = request.getHeader("Authorization");
        if (header != null) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("basic ")) {
                basic(header.substring("basic ".length()).strip()).ifPresent(said::add);
            } else if (lower.startsWith("bearer ")) {
                said.add(header.substring("bearer ".length()).strip());
            }
        }
        String writeKey = request.getHeader("X-Write-Key");
        if (writeKey != null && !writeKey.isBlank()) {
            said.add(writeKey.strip());
        }
        return said;
    }

    /** The user name, or the password where there is no user name; the colon may be missing. */
    private static Optional<String> basic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            String user = colon < 0 ? pair : pair.substring(0, colon);
            String key = user.isEmpty() ? pair.substring(colon + 1) : user;
            return Optional.of(key).filter(text -> !text.isBlank());
        } catch (IllegalArgumentException _) {
            return Optional.of(encoded);
        }
    }

    private static void addQuery(HttpServerRequest request, String name, List<String> said) {
        if (request.query() == null) {
            return;
        }
        String value = request.getParam(name);
        if (value != null && !value.isBlank()) {
            said.add(value);
        }
    }
}
