package io.tarn.unify.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Chooses blocking keys on a sample of records: greedily, by likely matches newly found for the pairs that they cost. */
@SuppressWarnings("ArrayRecordComponent") // arrays by ordinal and in private records: the hot loops need them
final class KeyChoice {
    private static final int SAMPLE_MAX = 50_000;
    private static final int PAIRS_A_KEY_MAX = 6_000;

    /** A key that finds a smaller share of the likely matches than this is left out. */
    private static final double GAIN_MIN = 0.0005;

    /** A key that takes the whole budget must find at least this share of the likely matches; others in proportion. */
    private static final double GAIN_PER_COST_MIN = 0.005;

    private KeyChoice() {}

    record Choice(List<Key> keys, double recall) {}

    static Choice choose(RecordTable table, Weights presumed, double budgetPairs, int blockMax) {
        int[] sample = sample(table.size());
        double rate = (double) sample.length / table.size();
        AtomTable atoms = AtomTable.of(table, sample, Arrays.asList(Atom.values()));
        List<Key> keys = Key.all(atoms);
        int blockMaxHere = (int) Math.max(3, blockMax * rate);
        List<Probe> probes = IntStream.range(0, keys.size())
                .parallel()
                .mapToObj(i -> probe(keys.get(i), atoms, table, sample, presumed, blockMaxHere))
                .toList();
        TreeMap<Long, Double> likely = new TreeMap<>();
        for (Probe probe : probes) {
            probe.likely.forEach((pair, weight) -> likely.merge(pair, weight, Math::min));
        }
        long[] pairs = likely.keySet().stream().mapToLong(Long::longValue).toArray();
        double[] weights =
                likely.values().stream().mapToDouble(Double::doubleValue).toArray();
        return greedy(keys, probes, atoms, pairs, weights, budgetPairs * rate * rate);
    }

    private static Choice greedy(
            List<Key> keys, List<Probe> probes, AtomTable atoms, long[] pairs, double[] weights, double budget) {
        boolean[][] covers = new boolean[keys.size()][];
        IntStream.range(0, keys.size()).parallel().forEach(k -> {
            covers[k] = new boolean[pairs.length];
            for (int p = 0; p < pairs.length; p++) {
                covers[k][p] =
                        keys.get(k).sharedBlock(atoms, (int) (pairs[p] >> 32), (int) pairs[p], probes.get(k).dropped)
                                != Key.NO_BLOCK;
            }
        });
        double total = Arrays.stream(weights).sum();
        boolean[] covered = new boolean[pairs.length];
        List<Key> chosen = new ArrayList<>();
        boolean[] used = new boolean[keys.size()];
        double spent = 0;
        double reached = 0;
        double[] costs = probes.stream().mapToDouble(Probe::cost).toArray();
        while (chosen.size() < 24) {
            int best = -1;
            double bestValue = 0;
            double bestGain = 0;
            for (int k = 0; k < keys.size(); k++) {
                double cost = costs[k];
                if (used[k] || spent + cost > budget) {
                    continue;
                }
                double gain = 0;
                for (int p = 0; p < pairs.length; p++) {
                    gain += !covered[p] && covers[k][p] ? weights[p] : 0;
                }
                double value = gain / (cost + 0.01 * budget);
                boolean isWorthIt = gain > GAIN_MIN * total && gain * budget > GAIN_PER_COST_MIN * cost * total;
                if (isWorthIt && value > bestValue) {
                    best = k;
                    bestValue = value;
                    bestGain = gain;
                }
            }
            if (best < 0) {
                break;
            }
            used[best] = true;
            spent += costs[best];
            reached += bestGain;
            chosen.add(keys.get(best));
            for (int p = 0; p < pairs.length; p++) {
                covered[p] |= covers[best][p];
            }
            IntStream.range(0, keys.size()).parallel().filter(k -> !used[k]).forEach(k -> {
                Probe probe = probes.get(k);
                long left = Arrays.stream(probe.drawn)
                        .filter(pair -> !isCovered(chosen, keys, probes, atoms, pair))
                        .count();
                costs[k] = probe.cost * (left + 1) / (probe.drawn.length + 1);
            });
        }
        return new Choice(chosen, total == 0 ? 1 : reached / total);
    }

    private record Probe(double cost, Map<Long, Double> likely, long[] drawn, DroppedBlocks dropped) {}

    private static boolean isCovered(List<Key> chosen, List<Key> keys, List<Probe> probes, AtomTable atoms, long pair) {
        for (Key key : chosen) {
            DroppedBlocks dropped = probes.get(keys.indexOf(key)).dropped;
            if (key.sharedBlock(atoms, (int) (pair >> 32), (int) pair, dropped) != Key.NO_BLOCK) {
                return true;
            }
        }
        return false;
    }

    private static Probe probe(
            Key key, AtomTable atoms, RecordTable table, int[] sample, Weights presumed, int blockMax) {
        Entries entries = Entries.of(atoms, key);
        long cost = 0;
        int[] dropped = new int[16];
        int drops = 0;
        for (int start = 0; start < entries.size(); ) {
            int end = entries.blockEnd(start);
            long size = (long) end - start;
            if (size > blockMax) {
                dropped = drops == dropped.length ? Arrays.copyOf(dropped, drops * 2) : dropped;
                dropped[drops++] = entries.block(start);
            } else {
                cost += size * (size - 1) / 2;
            }
            start = end;
        }
        double weight = Math.max(1.0, (double) cost / PAIRS_A_KEY_MAX);
        Map<Long, Double> likely = new HashMap<>();
        long[] drawn = new long[64];
        int draws = 0;
        for (int start = 0; start < entries.size(); ) {
            int end = entries.blockEnd(start);
            for (int i = start; end - start <= blockMax && i < end; i++) {
                for (int j = i + 1; j < end; j++) {
                    int left = entries.record(i);
                    int right = entries.record(j);
                    long hash = Hash.pair(left, right) >>> 11;
                    if (left != right && hash * 0x1p-53 * weight < 1) {
                        if (hash * 0x1p-53 * cost < 1000) {
                            drawn = draws == drawn.length ? Arrays.copyOf(drawn, draws * 2) : drawn;
                            drawn[draws++] = pairOf(left, right);
                        }
                        long pattern = Pattern.of(table, sample[left], sample[right]);
                        if (presumed.weight(pattern) > 0) {
                            likely.put(pairOf(left, right), weight);
                        }
                    }
                }
            }
            start = end;
        }
        return new Probe(cost, likely, Arrays.copyOf(drawn, draws), new DroppedBlocks(Arrays.copyOf(dropped, drops)));
    }

    private static long pairOf(int left, int right) {
        return ((long) left << 32) | right;
    }

    private static int[] sample(int size) {
        if (size <= SAMPLE_MAX) {
            return IntStream.range(0, size).toArray();
        }
        return IntStream.range(0, size)
                .filter(record -> Long.remainderUnsigned(Hash.mix(record), size) < SAMPLE_MAX)
                .toArray();
    }
}
