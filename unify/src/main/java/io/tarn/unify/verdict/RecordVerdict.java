package io.tarn.unify.verdict;

import io.tarn.model.identity.RecordName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody found of records: that those of two sides are one person, or that no record of one side is of the person
 * of the other.
 *
 * @param id such as {@code v3f9k2m7q4r8}
 * @param decidedBy {@code person:<name>}
 * @param means by which it was given: {@code link}, {@code split}, {@code unmerge}, {@code review}
 */
public record RecordVerdict(
        String id,
        Instant at,
        String decidedBy,
        String means,
        Finding finding,
        Set<RecordName> left,
        Set<RecordName> right) {
    /** How many pairs of records one verdict may be about. */
    public static final int PAIRS_MAX = 10_000;

    public RecordVerdict {
        left = Set.copyOf(left);
        right = Set.copyOf(right);
    }

    /** What was found. */
    public enum Finding {
        SAME,
        DIFFERENT,
        /** Nothing, for now: the pair is not shown again before the model or the records change. */
        SKIPPED
    }

    /** Two records, the lesser first. */
    public record Pair(RecordName left, RecordName right) implements Comparable<Pair> {
        public static Pair of(RecordName one, RecordName other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }

        @Override
        public int compareTo(Pair other) {
            int order = left.compareTo(other.left);
            return order != 0 ? order : right.compareTo(other.right);
        }
    }

    /** Every record of one side with every one of the other, in order. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>(left.size() * right.size());
        for (RecordName one : new TreeSet<>(left)) {
            for (RecordName other : new TreeSet<>(right)) {
                pairs.add(Pair.of(one, other));
            }
        }
        return pairs;
    }
}
