package io.tarn.unify.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The records whose pairs are compared among those of a table: each pair with at least one of them. The table holds them,
 * and of all others those that share a block with one of them. Immutable.
 */
public final class Reach {
    private final List<String> keys;
    private final BitSet compared = new BitSet();
    private final long[] dropped;
    private final long all;

    /**
     * @param keys the names of the keys by which pairs are found
     * @param compared the numbers of the records whose pairs are compared
     * @param dropped blocks of theirs that are above the limit, as {@link RecordBlocks#of} gives them: the table need not
     *     hold all of their records
     * @param all how many records there are, those that the table leaves out included
     */
    public Reach(List<String> keys, int[] compared, long[] dropped, long all) {
        this.keys = List.copyOf(keys);
        this.dropped = dropped.clone();
        this.all = all;
        for (int record : compared) {
            this.compared.set(record);
        }
    }

    boolean contains(int left, int right) {
        return compared.get(left) || compared.get(right);
    }

    List<Key> keys() {
        return keys.stream().map(Key::named).toList();
    }

    /** The hashes of the blocks of a key that are known to be above the limit. */
    int[] dropped(int place) {
        return Arrays.stream(dropped)
                .filter(block -> block >> 32 == place)
                .mapToInt(block -> (int) block)
                .toArray();
    }

    long all() {
        return all;
    }
}
