package io.tarn.unify.match;

import java.util.Arrays;
import java.util.List;

/**
 * Several fields of all records taken as one: every different combination of values once, numbered in the order of the
 * records, and for each record which it has. Confined to one thread.
 */
final class Combination {
    private static final long FREE = Long.MIN_VALUE;

    /** For each record its combination; -1 where it has no value in any field. */
    final int[] codes;

    /** For each combination the first record that has it. */
    final int[] first;

    private Combination(int[] codes, int[] first) {
        this.codes = codes;
        this.first = first;
    }

    /** @param fields at least one, all of the same records */
    static Combination of(List<FieldValues> fields) {
        int[] codes = fields.getFirst().codes();
        int different = fields.getFirst().values().size();
        for (FieldValues field : fields.subList(1, fields.size())) {
            codes = pairs(codes, field.codes());
            different = codes.length;
        }
        int[] first = new int[different];
        Arrays.fill(first, -1);
        int count = 0;
        for (int record = 0; record < codes.length; record++) {
            int code = codes[record];
            if (code >= 0 && first[code] < 0) {
                first[code] = record;
                count = Math.max(count, code + 1);
            }
        }
        return new Combination(codes, Arrays.copyOf(first, count));
    }

    int size() {
        return first.length;
    }

    /** Numbers the pairs of two codes in the order of the records, by open addressing. */
    private static int[] pairs(int[] left, int[] right) {
        int[] codes = new int[left.length];
        long[] keys = new long[1 << 10];
        int[] numbers = new int[keys.length];
        Arrays.fill(keys, FREE);
        int count = 0;
        for (int record = 0; record < codes.length; record++) {
            if (left[record] < 0 && right[record] < 0) {
                codes[record] = -1;
                continue;
            }
            if (count * 2 > keys.length) {
                long[] grown = new long[keys.length * 2];
                int[] moved = new int[grown.length];
                Arrays.fill(grown, FREE);
                for (int slot = 0; slot < keys.length; slot++) {
                    if (keys[slot] != FREE) {
                        int place = slot(grown, keys[slot]);
                        grown[place] = keys[slot];
                        moved[place] = numbers[slot];
                    }
                }
                keys = grown;
                numbers = moved;
            }
            long key = ((long) left[record] << 32) | (right[record] & 0xffffffffL);
            int slot = slot(keys, key);
            if (keys[slot] == FREE) {
                keys[slot] = key;
                numbers[slot] = count++;
            }
            codes[record] = numbers[slot];
        }
        return codes;
    }

    private static int slot(long[] keys, long key) {
        int slot = (int) Hash.mix(key) & (keys.length - 1);
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
