package io.tarn.unify.match;

import java.util.*;
import java.util.stream.*;

/** Experimental. */
public final class Linker {
    private final RecordTable table;
    Training training;
    Scorer scorer;

    public Linker(RecordTable table) {
        this.table = table;
    }

    public static final class Result {
        public int[] left, right;
        public long[] weight, pattern;
        public long candidates, trueCandidates;
    }

    static final class Counter implements Candidates.PairSink {
        final RecordTable table;
        final int mask;
        final HashMap<Long, Long> counts = new HashMap<>();

        Counter(RecordTable table, int mask) {
            this.table = table;
            this.mask = mask;
        }

        public void pair(int l, int r) {
            if ((Hash.pair(l, r) & mask) == 0) counts.merge(Pattern.of(table, l, r), 1L, Long::sum);
        }
    }

    final class Links implements Candidates.PairSink {
        int[] left = new int[64], right = new int[64];
        long[] weight = new long[64], pattern = new long[64];
        int count;
        long all, trues;
        final int[] entity;

        Links(int[] entity) {
            this.entity = entity;
        }

        public void pair(int l, int r) {
            all++;
            if (entity != null && entity[l] == entity[r]) trues++;
            long p = Pattern.of(table, l, r);
            if (scorer.base(p) < -25_000_000L) return;
            long w = scorer.weight(table, p, l, r);
            if (w < -10_000_000L) return;
            if (count == left.length) {
                left = Arrays.copyOf(left, count * 2);
                right = Arrays.copyOf(right, count * 2);
                weight = Arrays.copyOf(weight, count * 2);
                pattern = Arrays.copyOf(pattern, count * 2);
            }
            left[count] = l;
            right[count] = r;
            pattern[count] = p;
            weight[count++] = w;
        }
    }

    static void time(String what, long t) {
        System.out.printf("   [%s %.2fs]%n", what, (System.nanoTime() - t) / 1e9);
    }

    public Result link(int[] entity) {
        long t = System.nanoTime();
        double n = table.size();
        double pairs = n * (n - 1) / 2;
        double[][] overall = RandomPairs.overall(table);
        time("random", t);
        t = System.nanoTime();
        training = new Training(overall, (long) pairs, n / 4);
        int blockMax = 300;
        KeyChoice.Choice choice = KeyChoice.choose(table, training, 20 * n, blockMax);
        choice.log().forEach(System.out::println);
        time("choice", t);
        t = System.nanoTime();
        Set<Atom> used = new TreeSet<>();
        choice.keys().forEach(k -> used.addAll(k.atoms()));
        AtomTable atoms = AtomTable.of(table, IntStream.range(0, table.size()).toArray(), used);
        time("atoms", t);
        t = System.nanoTime();
        Candidates candidates = new Candidates(atoms, choice.keys(), blockMax);
        int mask = 0;
        while (20 * n / (mask + 1) > 2_000_000) mask = mask * 2 + 1;
        int m = mask;
        TreeMap<Long, Long> counts = new TreeMap<>();
        candidates.forEach(() -> new Counter(table, m)).forEach(l -> l.forEach(c -> c.counts.forEach((k, v) -> counts.merge(k, v, Long::sum))));
        time("counts " + counts.size(), t);
        t = System.nanoTime();
        training.run(counts, mask + 1);
        double own = 1 + 2 * training.matches / n;
        System.out.printf("matches %.0f, iterations %d, relatives %.0f own %.2f%n", training.matches, training.iterations, training.relatives, own);
        time("em", t);
        if (System.getenv("SHOW") != null) show();
        t = System.nanoTime();
        scorer = new Scorer(training, pairs, Scorer.terms(table, own));
        List<Links> links = candidates.forEach(() -> new Links(entity)).stream().flatMap(List::stream).toList();
        Result r = new Result();
        int total = links.stream().mapToInt(l -> l.count).sum();
        r.left = new int[total];
        r.right = new int[total];
        r.weight = new long[total];
        r.pattern = new long[total];
        int position = 0;
        for (Links l : links) {
            System.arraycopy(l.left, 0, r.left, position, l.count);
            System.arraycopy(l.right, 0, r.right, position, l.count);
            System.arraycopy(l.weight, 0, r.weight, position, l.count);
            System.arraycopy(l.pattern, 0, r.pattern, position, l.count);
            position += l.count;
            r.candidates += l.all;
            r.trueCandidates += l.trues;
        }
        time("score", t);
        double f = own * own;
        long[] sorted = r.weight.clone();
        Arrays.sort(sorted);
        for (double want : new double[] {0.005, 0.01, 0.02, 0.05}) {
            double good = 0, bad = 0;
            double at = 0;
            for (int i = sorted.length - 1; i >= 0; i--) {
                double pr = 1 / (1 + Math.pow(2, -sorted[i] / 1e6));
                good += pr;
                bad += 1 - pr;
                if (bad * f <= want * good) at = sorted[i] / 1e6;
            }
            double g1 = 0, b1 = 0, at1 = 0;
            for (int i = sorted.length - 1; i >= 0; i--) {
                double pr = 1 / (1 + Math.pow(2, -sorted[i] / 1e6));
                g1 += pr;
                b1 += 1 - pr;
                if (b1  <= want * g1) at1 = sorted[i] / 1e6;
            }
            System.out.printf("   threshold for %.3f: closure %.2f plain %.2f%n", want, at, at1);
        }
        return r;
    }

    void show() {
        for (int i = 0; i < training.m.length; i++) {
            if (table.column(i).isEmpty()) continue;
            System.out.println(Comparers.ALL.get(i).kind());
            for (int l = 1; l < training.m[i].length; l++) {
                if (training.m[i][l] > 0.001 || training.u[i][l] > 0.001)
                    System.out.printf("   %-40s m %.4f u %.7f  %.2f%n", Comparers.ALL.get(i).levels().get(l - 1).name(), training.m[i][l], training.u[i][l], Math.log(training.m[i][l] / training.u[i][l]) / Math.log(2));
            }
        }
    }

    public int[] cluster(Result r, long threshold) {
        return io.tarn.unify.graph.Clustering.cluster(table.size(), r.left, r.right, r.weight, threshold, (a, b) -> {
            long p = Pattern.of(table, a, b);
            return scorer.weight(table, p, a, b);
        });
    }
}
