package io.tarn.storage.local;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values ready to be read, by key; of those that were not asked for since the last time round the oldest goes first
 * (second chance). Never older than the last commit: what a reader fetched from disk while a commit was at work is not
 * kept. Safe to share between threads. Reading takes no lock: a reader that stands back for others on a busy machine
 * would hold it for as long as it waits for a processor, and the writer with it.
 */
final class CommittedCache<K, V> {
    private final int valuesMax;
    private final Map<K, Entry<V>> values = new ConcurrentHashMap<>();
    /** The keys, the oldest first; only for whoever changes something. */
    private final Set<K> order = new LinkedHashSet<>();

    private long commits;

    CommittedCache(int valuesMax) {
        this.valuesMax = valuesMax;
    }

    Optional<V> find(K key) {
        Entry<V> entry = values.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!entry.asked) {
            entry.asked = true;
        }
        return Optional.of(entry.value);
    }

    /** Whether a value is at hand; does not count as asking for it. */
    boolean contains(K key) {
        return values.containsKey(key);
    }

    /** A number that a reader takes before it goes to the disk, and hands back with what it found there. */
    synchronized long moment() {
        return commits;
    }

    /** Keeps what was read from disk, unless there was a commit since. */
    synchronized void keep(long moment, Map<K, V> read) {
        if (moment == commits) {
            put(read);
        }
    }

    /** Before a commit writes and after it has: readers of the time between keep nothing. */
    synchronized void begin() {
        commits++;
    }

    /** After a commit; what it wrote of a key that is gone is gone too. */
    synchronized void end(Map<K, V> written, Collection<K> gone) {
        commits++;
        put(written);
        for (K key : gone) {
            values.remove(key);
            order.remove(key);
        }
    }

    private void put(Map<K, V> some) {
        some.forEach((key, value) -> {
            // What is written again was asked for.
            values.put(key, new Entry<>(value, !order.add(key)));
        });
        while (order.size() > valuesMax) {
            K eldest = order.iterator().next();
            order.remove(eldest);
            Entry<V> entry = values.get(eldest);
            if (entry != null && entry.asked) {
                entry.asked = false;
                order.add(eldest);
            } else {
                values.remove(eldest);
            }
        }
    }

    private static final class Entry<V> {
        private final V value;
        /** Set by any reader, at any time: it steers what goes first, no more. */
        private volatile boolean asked;

        Entry(V value, boolean asked) {
            this.value = value;
            this.asked = asked;
        }
    }
}
