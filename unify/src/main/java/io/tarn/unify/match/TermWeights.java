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
    static final TermWeights NONE = new TermWeights(List.of(), 0);

    /** The most common values of a vocabulary; a model stays small. */
    private static final int LISTED_MAX = 10_000;

    private static final double BITS_MAX = 12;

    private static final int SLOTS_PER_TERM = 4;

    /** The listed terms, each at its slot or the next free one: every pair asks. */
    private final long[] hashes;

    /** What they weigh; a free slot weighs what is rare. */
    private final int[] micros;

    private final boolean[] taken;

    private TermWeights(List<TermTable.Entry> listed, int rareMicros) {
        int slots = Integer.highestOneBit(Math.max(1, listed.size()) * SLOTS_PER_TERM);
        hashes = new long[slots];
        micros = new int[slots];
        taken = new boolean[slots];
        Arrays.fill(micros, rareMicros);
        for (TermTable.Entry entry : listed) {
            int slot = slot(entry.hash());
            hashes[slot] = entry.hash();
            micros[slot] = entry.micros();
            taken[slot] = true;
        }
    }

    static TermWeights of(TermTable table) {
        return new TermWeights(table.listed(), table.rareMicros());
    }

    int micros(long hash) {
        return micros[slot(hash)];
    }

    /** The slot of a term, or the free one where it would be. */
    private int slot(long hash) {
        int slot = (int) hash & (hashes.length - 1);
        while (taken[slot] && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
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
