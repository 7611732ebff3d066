package io.tarn.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * A stream of chance that a seed and a key determine: the same two give the same stream on every machine.
 *
 * <p>Not safe for use by several threads.
 */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long seed, long key, String purpose) {
        state = mix(mix(seed + STEP * (key + 1)) ^ mix(purpose.hashCode() * STEP));
    }

    /** Spreads the bits of a number so that neighbors have nothing in common. */
    static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /** A number from zero up to, but without, a bound. */
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }

    /** A number between two bounds, both included. */
    int between(int least, int greatest) {
        return least + below(greatest - least + 1);
    }

    boolean happens(double share) {
        return unit() < share;
    }

    /** A number in [0, 1). */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** One of some choices, of which the first ones are picked far more often. */
    <T> T pickFrequent(List<T> choices) {
        double unit = unit();
        return choices.get((int) (unit * unit * choices.size()));
    }

    LocalDate between(LocalDate first, LocalDate last) {
        return first.plusDays(below(Math.max(1, (int) (last.toEpochDay() - first.toEpochDay()) + 1)));
    }

    /** A number with leading zeros. */
    static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + below(10)));
        }
        return digits.toString();
    }
}
