package io.tarn.server.http;

import io.tarn.storage.Registry;
import io.tarn.storage.Registry.ApiKey;
import io.tarn.storage.Registry.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who a key's bearer is. The registry's answers are remembered for a moment, so that a withdrawn key stops within
 * seconds and a busy one asks no database. Safe to share between threads.
 */
public final class KeyRing {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int REMEMBERED_MAX = 10_000;

    private final Registry registry;
    private final Set<String> adminHashes;
    private final InstantSource clock;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(Optional<ApiKey> key, Instant until) {}

    /**
     * @param adminHashes of the keys that open everything, which stand in no registry: the home's admin key and the
     *     token of the running server
     */
    public KeyRing(Registry registry, Set<String> adminHashes, InstantSource clock) {
        this.registry = registry;
        this.adminHashes = Set.copyOf(adminHashes);
        this.clock = clock;
    }

    /** The key of a text; empty when there is none. May ask the registry. */
    Optional<ApiKey> find(String text) {
        String hash = hash(text);
        if (adminHashes.contains(hash)) {
            return Optional.of(new ApiKey("admin", hash, Scope.ADMIN, Optional.empty(), Instant.EPOCH));
        }
        Instant now = clock.instant();
        Answer known = answers.get(hash);
        if (known != null && known.until().isAfter(now)) {
            return known.key();
        }
        Optional<ApiKey> found = registry.findKey(hash);
        if (answers.size() >= REMEMBERED_MAX) {
            answers.clear();
        }
        answers.put(hash, new Answer(found, now.plus(REMEMBERED)));
        return found;
    }

    /** The hash under which the registry keeps a key. */
    public static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("This Java lacks SHA-256, which each must have.", failure);
        }
    }
}
