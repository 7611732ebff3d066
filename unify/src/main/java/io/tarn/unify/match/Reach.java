package io.tarn.unify.match;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The records whose pairs are compared: all of them, or those that are new or changed since the links of the others were
 * found. Records of a block that has since grown above the limit, or shrunk below it, come in addition, for what was
 * found there may be lost, and what was not may be found. Confined to one thread while it grows.
 */
public final class Reach {
    private final boolean isEverything;
    private final BitSet changed = new BitSet();
    private final BitSet reached = new BitSet();
    private final RecordTable before;
    private boolean grew;

    private Reach(boolean isEverything, int[] changed, RecordTable before) {
        this.isEverything = isEverything;
        this.before = before;
        for (int record : changed) {
            this.changed.set(record);
            this.reached.set(record);
        }
    }

    /** Every pair. */
    public static Reach everything() {
        return new Reach(true, new int[0], new RecordTable.Builder().build());
    }

    /**
     * Pairs with at least one record that is new or changed.
     *
     * @param compared further records whose pairs are compared, though they are what they were
     * @param before what changed, or is gone, as it was
     */
    public static Reach of(int[] changed, int[] compared, RecordTable before) {
        Reach reach = new Reach(false, changed, before);
        for (int record : compared) {
            reach.reached.set(record);
        }
        return reach;
    }

    boolean contains(int left, int right) {
        return isEverything || reached.get(left) || reached.get(right);
    }

    /** Every record whose pairs were compared, ascending. */
    public int[] records() {
        return reached.stream().toArray();
    }

    /** Whether more records were found since this was last asked: then their pairs have to be compared as well. */
    boolean hasGrown() {
        boolean result = grew;
        grew = false;
        return result;
    }

    /** What changed or is gone, as it was. */
    RecordTable before() {
        return before;
    }

    /**
     * Looks at the blocks of a key for those that crossed the limit.
     *
     * @param entries of all records, ascending by block
     * @param past of what changed or is gone, as it was
     */
    void observe(long[] entries, long[] past, int blockMax) {
        if (isEverything) {
            return;
        }
        Map<Integer, Integer> gone = new HashMap<>();
        for (long entry : past) {
            gone.merge(Key.block(entry), 1, Integer::sum);
        }
        for (int start = 0; start < entries.length; ) {
            int end = start;
            int come = 0;
            while (end < entries.length && entries[end] >> 32 == entries[start] >> 32) {
                come += changed.get((int) entries[end]) ? 1 : 0;
                end++;
            }
            int was = end - start - come + gone.getOrDefault(Key.block(entries[start]), 0);
            if (end - start > blockMax != was > blockMax) {
                reach(entries, start, end);
            }
            start = end;
        }
    }

    private void reach(long[] entries, int start, int end) {
        for (int i = start; i < end; i++) {
            grew |= !reached.get((int) entries[i]);
            reached.set((int) entries[i]);
        }
    }
}
