package io.tarn.unify.match;

import java.util.Arrays;

/** Scores pairs of records with trained weights, in millionths of a bit: sums are exact and in any order the same. */
final class Scorer {
    final long[][] weights = new long[Pattern.COMPARISONS][];
    final long[][] household = new long[Pattern.COMPARISONS][];
    final long prior;
    final long householdPrior;
    final TermWeights[] terms;

    Scorer(Training training, double pairs, TermWeights[] terms) {
        this.terms = terms;
        double strangers = pairs - training.matches - training.relatives;
        this.prior = micros(training.matches / strangers);
        this.householdPrior = micros(training.relatives / strangers);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = new long[training.m[i].length];
            household[i] = new long[training.m[i].length];
            for (int level = 1; level < weights[i].length; level++) {
                weights[i][level] = training.u[i][level] == 0 ? 0 : micros(training.m[i][level] / training.u[i][level]);
                household[i][level] = training.u[i][level] == 0 ? 0 : micros(training.h[i][level] / training.u[i][level]);
            }
        }
    }

    private static long micros(double ratio) {
        return Math.round(1e6 * StrictMath.log(ratio) / StrictMath.log(2));
    }

    long base(long pattern) {
        long weight = prior;
        for (int i = 0; i < weights.length; i++) {
            weight += weights[i][Pattern.level(pattern, i)];
        }
        return weight;
    }

    long weight(RecordTable table, long pattern, int left, int right) {
        long[] sum = {prior, householdPrior};
        for (int i = 0; i < weights.length; i++) {
            int level = Pattern.level(pattern, i);
            if (level > 0) {
                sum[0] += weights[i][level];
                sum[1] += household[i][level];
                rarity(table.column(i), level, left, right, sum);
            }
        }
        return sum[0] - discount(sum[1]);
    }

    /** What the chance of two persons of one household takes from a weight. */
    static long discount(long household) {
        if (household > 60_000_000L) {
            return household;
        }
        return Math.round(1e6 * StrictMath.log1p(StrictMath.pow(2, household / 1e6)) / StrictMath.log(2));
    }

    @SuppressWarnings("unchecked")
    private void rarity(RecordTable.Column column, int level, int left, int right, long[] sum) {
        ((Comparer<Object>) column.comparer())
                .shared(column.value(left), column.value(right), level, (term, hash, share) -> {
                    long micros = Math.round(terms[term.ordinal()].micros(hash) * share);
                    sum[0] += micros;
                    if (!term.isPersonal()) {
                        sum[1] += micros;
                    }
                });
    }

    /** Term weights from a table. */
    @SuppressWarnings("unchecked")
    static TermWeights[] terms(RecordTable table, double own) {
        long[][] all = new long[Term.values().length][1024];
        int[] sizes = new int[all.length];
        for (int i = 0; i < Pattern.COMPARISONS; i++) {
            RecordTable.Column column = table.column(i);
            Comparer<Object> comparer = (Comparer<Object>) column.comparer();
            int[] counts = column.counts();
            for (int code = 0; code < counts.length; code++) {
                int times = counts[code];
                comparer.terms(column.values()[code], (term, hash, share) -> {
                    int t = term.ordinal();
                    if (sizes[t] + times > all[t].length) {
                        all[t] = Arrays.copyOf(all[t], all[t].length * 2 + times);
                    }
                    Arrays.fill(all[t], sizes[t], sizes[t] + times, hash);
                    sizes[t] += times;
                });
            }
        }
        TermWeights[] terms = new TermWeights[all.length];
        for (int t = 0; t < all.length; t++) {
            long[] sorted = Arrays.copyOf(all[t], sizes[t]);
            Arrays.parallelSort(sorted);
            terms[t] = TermWeights.of(sorted, own);
        }
        return terms;
    }
}
