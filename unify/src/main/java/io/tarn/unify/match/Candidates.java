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
        Entries entries = new Entries(atoms, keys);
        return IntStream.range(0, keys.size())
                .mapToObj(key -> forEach(key, entries, sinks))
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

    AtomTable atoms() {
        return atoms;
    }

    List<Key> keys() {
        return keys;
    }

    private <S extends PairSink> List<S> forEach(int key, Entries entries, Supplier<S> sinks) {
        entries.fill(key);
        dropped[key] = oversized(entries, key);
        return IntStream.range(0, CHUNKS)
                .parallel()
                .mapToObj(chunk -> {
                    S sink = sinks.get();
                    int from = entries.blockStart((int) ((long) entries.size() * chunk / CHUNKS));
                    int to = entries.blockStart((int) ((long) entries.size() * (chunk + 1) / CHUNKS));
                    blocks(key, entries, from, to, sink);
                    return sink;
                })
                .toList();
    }

    private void blocks(int key, Entries entries, int from, int to, PairSink sink) {
        for (int start = from; start < to; ) {
            int hash = entries.block(start);
            int end = entries.blockEnd(start);
            if (end - start > 1 && !dropped[key].contains(hash)) {
                block(key, hash, entries, start, end, sink);
            }
            start = end;
        }
    }

    private void block(int key, int hash, Entries entries, int start, int end, PairSink sink) {
        for (int i = start; i < end; i++) {
            int left = entries.record(i);
            for (int j = i + 1; j < end; j++) {
                int right = entries.record(j);
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

    private DroppedBlocks oversized(Entries entries, int key) {
        int[] found = reach.map(known -> known.dropped(key)).orElseGet(() -> new int[0]);
        int count = found.length;
        long records = 0;
        for (int start = 0; start < entries.size(); ) {
            int end = entries.blockEnd(start);
            if (end - start > blockMax) {
                found = count == found.length ? Arrays.copyOf(found, count * 2 + LEAST) : found;
                found[count++] = entries.block(start);
                records += end - start;
            }
            start = end;
        }
        droppedRecords[key] = records;
        return new DroppedBlocks(Arrays.copyOf(found, count));
    }
}
