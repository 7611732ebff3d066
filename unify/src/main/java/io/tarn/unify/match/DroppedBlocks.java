package io.tarn.unify.match;

import java.util.Arrays;

/** The blocks of a key that are too large to compare, by hash. Immutable; safe for several threads. */
final class DroppedBlocks {
    static final DroppedBlocks NONE = new DroppedBlocks(new int[0]);

    /** Bits of the filter for each block: at eight, about one question in nine goes on to the search. */
    private static final int BITS_PER_BLOCK = 8;

    private static final int BITS_MIN = 64;

    private final int[] sorted;

    /** A bit for each hash that may be among the blocks; nearly every question ends here. */
    private final long[] filter;

    private final int mask;

    /** @param hashes in ascending order */
    DroppedBlocks(int[] hashes) {
        this.sorted = hashes;
        int bits = Integer.highestOneBit(Math.max(BITS_MIN, hashes.length * BITS_PER_BLOCK));
        this.filter = new long[bits / Long.SIZE];
        this.mask = bits - 1;
        for (int hash : hashes) {
            filter[(hash & mask) / Long.SIZE] |= 1L << hash;
        }
    }

    boolean contains(int hash) {
        return (filter[(hash & mask) / Long.SIZE] & (1L << hash)) != 0 && Arrays.binarySearch(sorted, hash) >= 0;
    }
}
