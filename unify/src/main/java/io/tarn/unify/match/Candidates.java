package io.tarn.unify.match;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Every pair of records that shares a block of some key, each pair once: with the first key that finds it.
 *
 * <p>No pair is stored. Blocks above the fan-out limit are dropped and counted.
 */
final class Candidates {
    private static final int CHUNKS = 64;
    private static final int LEAST = 16;

    private final AtomTable atoms;
    private final List<Key> keys;
    private final SharedParts parts;
    private final int[] needed;
    private final DroppedBlocks[] dropped;
    private final int blockMax;
    private final Optional<Reach> reach;
    final long[] droppedRecords;

    /** @param reach the only records whose pairs are wanted; empty where all are */
    Candidates(AtomTable atoms, List<Key> keys, int blockMax, Optional<Reach> reach) {
        this.atoms = atoms;
        this.reach = reach;
        this.keys = List.copyOf(keys);
        this.parts = new SharedParts(atoms, keys);
        this.needed = keys.stream().mapToInt(parts::needed).toArray();
        this.blockMax = blockMax;
        this.dropped = new DroppedBlocks[keys.size()];
        this.droppedRecords = new long[keys.size()];
        Arrays.fill(dropped, DroppedBlocks.NONE);
    }

    /** Takes the pairs of one piece of the work; used by one thread. */
    interface PairSink {
        void pair(int left, int right);

        /** Whether a pair matters, asked before anything is worked out; one that does may still be no candidate. */
        default boolean wants(int left, int right) {
            return true;
        }
    }

    /** Sends the pairs of every key through sinks, one a piece of work; the sinks come back in a fixed order. */
    <S extends PairSink> List<List<S>> forEach(Supplier<S> sinks) {
        return IntStream.range(0, keys.size())
                .mapToObj(key -> forEach(key, sinks))
                .toList();
    }

    /** The number of keys that find a pair; to be asked once every key has run. */
    int coverage(int left, int right) {
        int covering = 0;
        for (int key = 0; key < dropped.length; key++) {
            covering += keys.get(key).sharedBlock(atoms, left, right, dropped[key]) == Key.NO_BLOCK ? 0 : 1;
        }
        return covering;
    }

    Optional<Reach> reach() {
        return reach;
    }

    /** The blocks of all records. */
    RecordBlocks blocks() {
        return new RecordBlocks(atoms, keys);
    }

    List<Key> keys() {
        return keys;
    }

    private <S extends PairSink> List<S> forEach(int key, Supplier<S> sinks) {
        long[] entries = entries(keys.get(key), atoms);
        dropped[key] = oversized(entries, key);
        return IntStream.range(0, CHUNKS)
                .parallel()
                .mapToObj(chunk -> {
                    S sink = sinks.get();
                    int from = blockStart(entries, (int) ((long) entries.length * chunk / CHUNKS));
                    int to = blockStart(entries, (int) ((long) entries.length * (chunk + 1) / CHUNKS));
                    blocks(key, entries, from, to, sink);
                    return sink;
                })
                .toList();
    }

    private void blocks(int key, long[] entries, int from, int to, PairSink sink) {
        for (int start = from; start < to; ) {
            int hash = (int) (entries[start] >> 32);
            int end = start + 1;
            while (end < to && (int) (entries[end] >> 32) == hash) {
                end++;
            }
            if (end - start > 1 && !dropped[key].contains(hash)) {
                block(key, hash, entries, start, end, sink);
            }
            start = end;
        }
    }

    private void block(int key, int hash, long[] entries, int start, int end, PairSink sink) {
        for (int i = start; i < end; i++) {
            int left = (int) entries[i];
            for (int j = i + 1; j < end; j++) {
                int right = (int) entries[j];
                if (left != right
                        && isReached(left, right)
                        && sink.wants(left, right)
                        && isFirst(key, hash, left, right)) {
                    sink.pair(left, right);
                }
            }
        }
    }

    private boolean isReached(int left, int right) {
        return reach.isEmpty() || reach.get().contains(left, right);
    }

    private boolean isFirst(int key, int hash, int left, int right) {
        int shared = parts.shared(left, right);
        for (int i = 0; i < key; i++) {
            boolean mayFind = (shared & needed[i]) == needed[i];
            if (mayFind && keys.get(i).sharedBlock(atoms, left, right, dropped[i]) != Key.NO_BLOCK) {
                return false;
            }
        }
        return keys.get(key).sharedBlock(atoms, left, right, dropped[key], hash) == hash;
    }

    private DroppedBlocks oversized(long[] entries, int key) {
        int[] found = reach.map(known -> known.dropped(key)).orElseGet(() -> new int[0]);
        int count = found.length;
        long records = 0;
        for (int start = 0; start < entries.length; ) {
            int end = start + 1;
            while (end < entries.length && entries[end] >> 32 == entries[start] >> 32) {
                end++;
            }
            if (end - start > blockMax) {
                found = count == found.length ? Arrays.copyOf(found, count * 2 + LEAST) : found;
                found[count++] = (int) (entries[start] >> 32);
                records += end - start;
            }
            start = end;
        }
        droppedRecords[key] = records;
        return new DroppedBlocks(Arrays.copyOf(found, count));
    }

    private static int blockStart(long[] entries, int position) {
        int start = position;
        while (start > 0 && start < entries.length && entries[start] >> 32 == entries[start - 1] >> 32) {
            start++;
        }
        return start;
    }

    /** The entries of a key over all records, sorted by block and record. */
    static long[] entries(Key key, AtomTable atoms) {
        int[] starts = new int[CHUNKS + 1];
        IntStream.range(0, CHUNKS)
                .parallel()
                .forEach(chunk -> starts[chunk + 1] = IntStream.range(from(atoms, chunk), from(atoms, chunk + 1))
                        .map(record -> key.entryCount(atoms, record))
                        .reduce(0, Math::addExact));
        Arrays.parallelPrefix(starts, Math::addExact);
        long[] entries = new long[starts[CHUNKS]];
        IntStream.range(0, CHUNKS).parallel().forEach(chunk -> {
            int count = starts[chunk];
            for (int record = from(atoms, chunk); record < from(atoms, chunk + 1); record++) {
                count = key.entries(atoms, record, entries, count);
            }
        });
        Arrays.parallelSort(entries);
        return entries;
    }

    /** The first record of a piece of all. */
    private static int from(AtomTable atoms, int chunk) {
        return (int) ((long) atoms.records() * chunk / CHUNKS);
    }
}
