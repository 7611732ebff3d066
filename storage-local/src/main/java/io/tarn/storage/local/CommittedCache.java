package io.tarn.storage.local;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Values ready to be read, by key; the one that was not asked for longest goes first. Never older than the last commit:
 * what a reader fetched from disk while a commit was at work is not kept. Safe to share between threads.
 */
final class CommittedCache<K, V> {
    private final LinkedHashMap<K, V> values;
    private long commits;

    CommittedCache(int valuesMax) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > valuesMax;
            }
        };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Whether a value is at hand; does not count as asking for it. */
    synchronized boolean contains(K key) {
        return values.containsKey(key);
    }

    /** A number that a reader takes before it goes to the disk, and hands back with what it found there. */
    synchronized long moment() {
        return commits;
    }

    /** Keeps what was read from disk, unless there was a commit since. */
    synchronized void keep(long moment, Map<K, V> read) {
        if (moment == commits) {
            values.putAll(read);
        }
    }

    /** Before a commit writes and after it has: readers of the time between keep nothing. */
    synchronized void begin() {
        commits++;
    }

    /** After a commit; what it wrote of a key that is gone is gone too. */
    synchronized void end(Map<K, V> written, Collection<K> gone) {
        commits++;
        values.putAll(written);
        values.keySet().removeAll(gone);
    }

    synchronized void clear() {
        commits++;
        values.clear();
    }
}
