package io.tarn.unify.match;

/**
 * The blocks of a key that are too large to compare, by hash: a set by open addressing, for it is asked for every pair.
 * Immutable; safe for several threads.
 */
final class DroppedBlocks {
    static final DroppedBlocks NONE = new DroppedBlocks(new int[0]);

    private static final int SLOTS_PER_BLOCK = 4;
    private static final int SLOTS_MIN = 16;
    private static final int BITS_PER_SLOT = 4;
    private static final int LOWEST_BITS = 6;

    /** The hashes, each at its slot or the next free one; 0 is a free slot, so the hash 0 is kept apart. */
    private final int[] slots;

    private final boolean hasZero;

    /** One bit for several hashes, so small that it stays near: what it denies, and that is most, is not there. */
    private final long[] bits;

    DroppedBlocks(int[] hashes) {
        slots = new int[Integer.highestOneBit(Math.max(SLOTS_MIN, hashes.length * SLOTS_PER_BLOCK))];
        bits = new long[slots.length * BITS_PER_SLOT / Long.SIZE];
        boolean zero = false;
        for (int hash : hashes) {
            zero |= hash == 0;
            bits[word(hash)] |= 1L << hash;
            int slot = hash & (slots.length - 1);
            while (slots[slot] != 0 && slots[slot] != hash) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = hash;
        }
        hasZero = zero;
    }

    /** The place of a hash among the bits; within it, its lowest bits tell. */
    private int word(int hash) {
        return (hash >>> LOWEST_BITS) & (bits.length - 1);
    }

    boolean contains(int hash) {
        if ((bits[word(hash)] & (1L << hash)) == 0) {
            return false;
        }
        if (hash == 0) {
            return hasZero;
        }
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }
}
