package io.tarn.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The small relational memory of a home: who may do what, and whom to keep forgotten. Safe to share between threads. */
public interface Registry extends AutoCloseable {
    /** Adds a key; its text is never kept, only a hash of it. */
    void add(ApiKey key);

    /** The key of a hash, when there is one that was not withdrawn. */
    Optional<ApiKey> findKey(String hash);

    /** All keys that were not withdrawn, the oldest first. */
    List<ApiKey> keys();

    /** Withdraws a key by its name; false when there is none. */
    boolean withdraw(String name, Instant at);

    /** Keeps the keyed hashes of forgotten identifiers. */
    void addTombstones(Set<String> tombstones, Instant at);

    /** Which of these keyed hashes are those of forgotten identifiers. */
    Set<String> findTombstones(Set<String> hashes);

    /** How many tombstones there are: with none, nothing need be hashed. */
    long tombstoneCount();

    @Override
    void close();

    /**
     * A key to the HTTP API.
     *
     * @param name unique, for people
     * @param hash SHA-256 of the key's text, in hexadecimal digits
     * @param source the event source whose events it brings, never the reserved one; only for {@link Scope#COLLECT}
     */
    record ApiKey(String name, String hash, Scope scope, Optional<String> source, Instant createdAt) {}

    /** What a key lets its bearer do. */
    enum Scope {
        /** Send events of one source. */
        COLLECT,
        /** Read profiles unmasked. */
        READ,
        /** Read profiles with personal traits masked. */
        MARKETER,
        /** Everything. */
        ADMIN
    }
}
