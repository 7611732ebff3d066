package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Sorting by buckets is sorting. */
class HashSortTest {
    @Property(tries = 60)
    void sortsAsArraysDo(
            @ForAll @IntRange(max = 60_000) int size,
            @ForAll @IntRange(min = 1, max = 64) int bits,
            @ForAll long seed) {
        long[] numbers = new Random(seed)
                .longs(size)
                .map(number -> number >> (64 - bits))
                .toArray();
        long[] expected = numbers.clone();
        Arrays.sort(expected);

        assertThat(HashSort.sorted(numbers.clone())).containsExactly(expected);
    }

    @Property(tries = 60)
    void sortsTheFirstOfAnArray(
            @ForAll @IntRange(max = 40_000) int size, @ForAll @IntRange(max = 100) int more, @ForAll long seed) {
        long[] numbers = new Random(seed).longs(size + more).toArray();
        long[] expected = Arrays.copyOf(numbers, size);
        Arrays.sort(expected);

        long[] spare = new long[size + more];
        long[] sorted = HashSort.sort(numbers, size, spare) ? spare : numbers;

        assertThat(Arrays.copyOf(sorted, size)).containsExactly(expected);
    }
}
