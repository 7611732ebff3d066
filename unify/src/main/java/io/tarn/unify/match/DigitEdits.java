package io.tarn.unify.match;

/** Edits between two numbers of eight digits, four bits each: what {@link Similarity#edits} says of them, at once. */
final class DigitEdits {
    private static final int BITS = 4;
    private static final int ONES = 0x1111_1111;
    private static final int MORE = 3;

    private DigitEdits() {}

    /** 0, 1 or 2 edits, a swap of neighbors being one; 3 for more. */
    static int of(int left, int right) {
        int apart = differing(left ^ right);
        if (apart == 0) {
            return 0;
        }
        int last = Integer.numberOfTrailingZeros(apart) / BITS;
        int first = (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(apart)) / BITS;
        int length = first - last + 1;
        if (length == 1) {
            return 1;
        }
        int count = Integer.bitCount(apart);
        if (length == 2) {
            return isSwapped(left, right, last) ? 1 : 2;
        }
        return count == 2 || isSwappedAtAnEnd(left, right, first, last) || isShifted(left, right, length, last)
                ? 2
                : MORE;
    }

    /** One bit for each digit that is not 0. */
    private static int differing(int digits) {
        return (digits | (digits >>> 1) | (digits >>> 2) | (digits >>> 3)) & ONES;
    }

    private static int digit(int digits, int place) {
        return (digits >>> (BITS * place)) & 0xF;
    }

    private static boolean isSwapped(int left, int right, int place) {
        return digit(left, place) == digit(right, place + 1) && digit(left, place + 1) == digit(right, place);
    }

    /** Whether a swap at one end, and at the other a swap or another digit, is all there is. */
    private static boolean isSwappedAtAnEnd(int left, int right, int first, int last) {
        boolean swappedFirst = isSwapped(left, right, first - 1);
        boolean swappedLast = isSwapped(left, right, last);
        int apart = differing(left ^ right);
        int ends = one(first) | one(last);
        return (swappedFirst && (apart & ~(ends | one(first - 1))) == 0)
                || (swappedLast && (apart & ~(ends | one(last + 1))) == 0)
                || (swappedFirst && swappedLast && (apart & ~(ends | one(first - 1) | one(last + 1))) == 0);
    }

    private static int one(int place) {
        return 1 << (BITS * place);
    }

    /** Whether one is the other without its first digit and with another one last, where they differ. */
    private static boolean isShifted(int left, int right, int length, int last) {
        int mask = (1 << (BITS * (length - 1))) - 1;
        int own = left >>> (BITS * last);
        int other = right >>> (BITS * last);
        return (own & mask) == ((other >>> BITS) & mask) || (other & mask) == ((own >>> BITS) & mask);
    }
}
