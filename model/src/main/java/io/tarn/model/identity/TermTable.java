package io.tarn.model.identity;

import java.util.List;

/**
 * How much agreeing on each value of a vocabulary adds to or takes from a weight. Values stand as hashes.
 *
 * @param rareMicros for every value that is not listed, in millionths of a bit
 * @param listed the values that are not rare, by ascending hash
 */
public record TermTable(String name, int rareMicros, List<Entry> listed) {
    public TermTable {
        listed = List.copyOf(listed);
    }

    /** One value's adjustment in millionths of a bit. */
    public record Entry(long hash, int micros) {}
}
