package io.tarn.unify.match;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.TermTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What agreeing on a term adds to or takes from a match weight, in millionths of a bit. Immutable. */
final class TermWeights {
    static final TermWeights NONE = new TermWeights(new long[0], new int[0], 0);

    /** The most common values of a vocabulary; a model stays small. */
    private static final int LISTED_MAX = 10_000;

    private static final double BITS_MAX = 12;

    private final long[] hashes;
    private final int[] micros;
    private final int rareMicros;

    private TermWeights(long[] hashes, int[] micros, int rareMicros) {
        this.hashes = hashes;
        this.micros = micros;
        this.rareMicros = rareMicros;
    }

    static TermWeights of(TermTable table) {
        List<TermTable.Entry> listed = table.listed();
        return new TermWeights(
                listed.stream().mapToLong(TermTable.Entry::hash).toArray(),
                listed.stream().mapToInt(TermTable.Entry::micros).toArray(),
                table.rareMicros());
    }

    int micros(long hash) {
        int position = Arrays.binarySearch(hashes, hash);
        return position < 0 ? rareMicros : micros[position];
    }

    /**
     * Weighs a vocabulary: a value's chance is the share of records that carry it beyond those of one person.
     *
     * @param terms the term of every record that has one, ascending
     * @param own how many records one person is expected to have
     */
    static TermTable table(Term term, long[] terms, double own) {
        double records = Math.max(1, terms.length);
        double rare = 0.5 / records;
        double average = 0;
        List<Chance> common = new ArrayList<>();
        for (int start = 0; start < terms.length; ) {
            int end = start;
            while (end < terms.length && terms[end] == terms[start]) {
                end++;
            }
            double chance = (end - start - own) / records;
            average += Math.max(chance, rare) * (end - start) / records;
            if (chance > rare) {
                common.add(new Chance(terms[start], chance));
            }
            start = end;
        }
        double mean = average;
        common.sort(Comparator.comparingDouble(Chance::share).reversed().thenComparingLong(Chance::hash));
        List<TermTable.Entry> listed = common.stream()
                .limit(LISTED_MAX)
                .map(chance -> new TermTable.Entry(chance.hash, bounded(mean / chance.share)))
                .sorted(Comparator.comparingLong(TermTable.Entry::hash))
                .toList();
        double rest = common.size() > LISTED_MAX ? common.get(LISTED_MAX).share : rare;
        return new TermTable(
                term.name().toLowerCase(Locale.ROOT), terms.length == 0 ? 0 : bounded(mean / rest), listed);
    }

    private static int bounded(double ratio) {
        double bits = StrictMath.log(Math.max(ratio, 1e-9)) / StrictMath.log(2);
        return (int) (MatchModel.micros(2) * Math.max(-BITS_MAX, Math.min(BITS_MAX, bits)));
    }

    private record Chance(long hash, double share) {}
}
