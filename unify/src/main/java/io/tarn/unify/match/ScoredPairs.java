package io.tarn.unify.match;

import java.util.Arrays;

/** Scored pairs in growing arrays. Confined to one thread. */
final class ScoredPairs implements AskedPairs {
    private int[] left = new int[16];
    private int[] right = new int[16];
    private long[] weight = new long[16];
    private long[] pattern = new long[16];
    private byte[] rule = new byte[16];
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public int left(int i) {
        return left[i];
    }

    @Override
    public int right(int i) {
        return right[i];
    }

    @Override
    public long pattern(int i) {
        return pattern[i];
    }

    long weight(int i) {
        return weight[i];
    }

    /** The rule that holds for a pair, by its place; -1 where none does. */
    byte rule(int i) {
        return rule[i];
    }

    void add(int newLeft, int newRight, long newWeight, long newPattern, byte newRule) {
        if (size == left.length) {
            reserve(size * 2);
        }
        left[size] = newLeft;
        right[size] = newRight;
        weight[size] = newWeight;
        pattern[size] = newPattern;
        rule[size++] = newRule;
    }

    void addAll(ScoredPairs other) {
        if (size + other.size > left.length) {
            reserve(Math.max(left.length * 2, size + other.size));
        }
        System.arraycopy(other.left, 0, left, size, other.size);
        System.arraycopy(other.right, 0, right, size, other.size);
        System.arraycopy(other.weight, 0, weight, size, other.size);
        System.arraycopy(other.pattern, 0, pattern, size, other.size);
        System.arraycopy(other.rule, 0, rule, size, other.size);
        size += other.size;
    }

    /** The pairs that a rule holds or that weigh enough, in order of their records. */
    Links links(long review, long automatic, Links.Deciders deciders) {
        long[] order = new long[size];
        int[] at = new int[size];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (rule[i] >= 0 || weight[i] >= review) {
                at[kept] = i;
                order[kept++] = ((long) left[i] << 32) | right[i];
            }
        }
        int[] sorted = sorted(order, at, kept);
        ScoredPairs links = new ScoredPairs();
        links.reserve(Math.max(1, kept));
        for (int i : sorted) {
            links.add(left[i], right[i], weight[i], pattern[i], rule[i]);
        }
        return new Links(
                Arrays.copyOf(links.left, kept),
                Arrays.copyOf(links.right, kept),
                Arrays.copyOf(links.weight, kept),
                Arrays.copyOf(links.pattern, kept),
                Arrays.copyOf(links.rule, kept),
                deciders,
                automatic);
    }

    private static int[] sorted(long[] order, int[] at, int kept) {
        long[] keys = Arrays.copyOf(order, kept);
        Arrays.parallelSort(keys);
        int[] sorted = new int[kept];
        for (int i = 0; i < kept; i++) {
            sorted[Arrays.binarySearch(keys, order[i])] = at[i];
        }
        return sorted;
    }

    private void reserve(int capacity) {
        left = Arrays.copyOf(left, capacity);
        right = Arrays.copyOf(right, capacity);
        weight = Arrays.copyOf(weight, capacity);
        pattern = Arrays.copyOf(pattern, capacity);
        rule = Arrays.copyOf(rule, capacity);
    }
}
