package io.tarn.unify.live;

import io.tarn.model.identity.ProfileId;
import java.util.Arrays;

/**
 * Numbers for profile ids, from 0 in the order in which they came: an id takes 24 bytes here and not a hundred. A set by
 * open addressing. Confined to one thread.
 */
final class ProfileNumbers {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int HALF = 8;
    private static final int BITS = 5;
    private static final int NONE = -1;
    private static final int SLOTS_MIN = 1 << 10;
    private static final byte[] VALUES = values();

    private long[] upper = new long[SLOTS_MIN / 2];
    private long[] lower = new long[SLOTS_MIN / 2];
    private int[] slots = empty(SLOTS_MIN);
    private int size;

    int size() {
        return size;
    }

    long bytes() {
        return upper.length * 16L + slots.length * 4L;
    }

    /** The number of an id, a new one when it has none; -1 when there are as many as may be. */
    int number(ProfileId id, int sizeMax) {
        long high = half(id.value(), 1);
        long low = half(id.value(), 1 + HALF);
        int slot = slot(high, low);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        if (size >= sizeMax) {
            return NONE;
        }
        if (size == upper.length) {
            grow();
            slot = slot(high, low);
        }
        upper[size] = high;
        lower[size] = low;
        slots[slot] = size;
        return size++;
    }

    ProfileId id(int number) {
        char[] letters = new char[1 + 2 * HALF];
        letters[0] = 'p';
        spell(upper[number], letters, 1);
        spell(lower[number], letters, 1 + HALF);
        return new ProfileId(new String(letters));
    }

    private int slot(long high, long low) {
        int slot = spread(high, low) & (slots.length - 1);
        while (slots[slot] != NONE && (upper[slots[slot]] != high || lower[slots[slot]] != low)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        upper = Arrays.copyOf(upper, upper.length * 2);
        lower = Arrays.copyOf(lower, lower.length * 2);
        slots = empty(slots.length * 2);
        for (int number = 0; number < size; number++) {
            slots[slot(upper[number], lower[number])] = number;
        }
    }

    private static int[] empty(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    private static int spread(long high, long low) {
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    private static long half(String letters, int from) {
        long bits = 0;
        for (int i = from; i < from + HALF; i++) {
            bits = bits << BITS | VALUES[letters.charAt(i)];
        }
        return bits;
    }

    private static void spell(long bits, char[] letters, int from) {
        long rest = bits;
        for (int i = from + HALF - 1; i >= from; i--) {
            letters[i] = DIGITS.charAt((int) (rest & 31));
            rest >>>= BITS;
        }
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = (byte) i;
        }
        return values;
    }
}
