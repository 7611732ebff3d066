package io.tarn.unify.match;

/** Pairs of records that a person's own matcher is asked about, by their numbers. */
public interface AskedPairs {
    int size();

    int left(int pair);

    int right(int pair);

    /** The levels of all comparisons, packed. */
    long pattern(int pair);

    /** Says of each pair, in its place, a score from 0 to 1. */
    @FunctionalInterface
    interface Scorer {
        double[] score(AskedPairs pairs);
    }
}
