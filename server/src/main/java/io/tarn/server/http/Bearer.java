package io.tarn.server.http;

import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the key that came with a request, wherever clients put it, and holds it against what is asked for. */
final class Bearer {
    private static final Set<Scope> READERS = Set.of(Scope.READ, Scope.MARKETER, Scope.ADMIN);

    private final KeyRing keys;
    private final AuditBook book;

    Bearer(LiveRooms rooms) {
        this.keys = rooms.keys();
        this.book = new AuditBook(rooms);
    }

    /**
     * The key by which events come in.
     *
     * <p>Clients mask, double or misplace keys; the first that is known counts: headers before the address, the body
     * last. Some clients want keys of two parts with a colon between: then the first part counts.
     */
    ApiKey collecting(HttpServerRequest request, Optional<String> inBody) {
        List<String> said = candidates(request);
        addQuery(request, "writeKey", said);
        addQuery(request, "write_key", said);
        inBody.filter(key -> !key.isBlank()).ifPresent(said::add);
        return allowed(said, "collect", Set.of(Scope.COLLECT));
    }

    /** The key by which profiles are read. */
    ApiKey reading(HttpServerRequest request) {
        return allowed(candidates(request), "read", READERS);
    }

    /** The key that opens everything. */
    ApiKey administering(HttpServerRequest request) {
        return allowed(candidates(request), "admin", Set.of(Scope.ADMIN));
    }

    /** Whether the bearer may see personal values as they are. */
    static boolean seesAll(ApiKey key) {
        return key.scope() == Scope.READ || key.scope() == Scope.ADMIN;
    }

    private ApiKey allowed(List<String> said, String wish, Set<Scope> scopes) {
        ApiKey key;
        try {
            key = known(said);
        } catch (Refusal refusal) {
            book.refused(Optional.empty(), wish + ".refuse", refusal);
            throw refusal;
        }
        if (!scopes.contains(key.scope())
                || (key.scope() == Scope.COLLECT && key.source().isEmpty())) {
            Refusal refusal = Refusals.scope(word(key.scope()), wish.equals("read") ? "read, marketer or admin" : wish);
            book.refused(Optional.of(key), wish + ".refuse", refusal);
            throw refusal;
        }
        return key;
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

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
