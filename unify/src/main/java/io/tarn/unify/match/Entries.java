package io.tarn.unify.match;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The entries of a key over all records, sorted by block and record: filled for one key after the other in the same
 * memory. To be filled by one thread, which uses others.
 */
final class Entries {
    private static final int CHUNKS = 64;

    private final AtomTable atoms;
    private final List<Key> keys;

    /** For each key the first place of the entries of each piece of the records, and how many there are in all. */
    private final List<int[]> starts;

    private long[] sorted;
    private long[] spare;
    private int size;

    /** Room for the entries of each of some keys; still without any. */
    Entries(AtomTable atoms, List<Key> keys) {
        this.atoms = atoms;
        this.keys = List.copyOf(keys);
        this.starts = keys.stream().map(key -> starts(key, atoms)).toList();
        int room = starts.stream().mapToInt(start -> start[CHUNKS]).max().orElse(0);
        this.sorted = new long[room];
        this.spare = new long[room];
    }

    /** The entries of one key. */
    static Entries of(AtomTable atoms, Key key) {
        Entries entries = new Entries(atoms, List.of(key));
        entries.fill(0);
        return entries;
    }

    /** @param place of the key among those for which there is room */
    void fill(int place) {
        Key key = keys.get(place);
        int[] start = starts.get(place);
        IntStream.range(0, CHUNKS).parallel().forEach(chunk -> {
            int count = start[chunk];
            for (int record = from(atoms, chunk); record < from(atoms, chunk + 1); record++) {
                count = key.entries(atoms, record, sorted, count);
            }
        });
        size = start[CHUNKS];
        if (HashSort.sort(sorted, size, spare)) {
            long[] unsorted = sorted;
            sorted = spare;
            spare = unsorted;
        }
    }

    int size() {
        return size;
    }

    /** The block of an entry. */
    int block(int entry) {
        return Key.block(sorted[entry]);
    }

    /** The record of an entry. */
    int record(int entry) {
        return (int) sorted[entry];
    }

    /** Where the block ends that begins at an entry. */
    int blockEnd(int start) {
        int block = block(start);
        int end = start + 1;
        while (end < size && block(end) == block) {
            end++;
        }
        return end;
    }

    /** The first entry from a place on that begins a block. */
    int blockStart(int place) {
        int start = place;
        while (start > 0 && start < size && block(start) == block(start - 1)) {
            start++;
        }
        return start;
    }

    private static int[] starts(Key key, AtomTable atoms) {
        int[] starts = new int[CHUNKS + 1];
        IntStream.range(0, CHUNKS)
                .parallel()
                .forEach(chunk -> starts[chunk + 1] = IntStream.range(from(atoms, chunk), from(atoms, chunk + 1))
                        .map(record -> key.entryCount(atoms, record))
                        .reduce(0, Math::addExact));
        Arrays.parallelPrefix(starts, Math::addExact);
        return starts;
    }

    /** The first record of a piece of all. */
    private static int from(AtomTable atoms, int chunk) {
        return (int) ((long) atoms.records() * chunk / CHUNKS);
    }
}
