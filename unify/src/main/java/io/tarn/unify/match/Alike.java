package io.tarn.unify.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records that say the same of whom they are, such as the orders of one customer, wherever they were sent. A few of them
 * find all that any of them would: where there are more, some take part in matching and the others follow them, each
 * linked to that one of them which it is most like. So no number of them makes a block too large to compare, a value too
 * common, or a profile too large.
 *
 * <p>Those that take part are the first by number, none before all that says something else besides, as of a place.
 *
 * <p>Immutable; safe for several threads.
 */
public final class Alike {
    /** More of a kind take no part. */
    private static final int PARTAKING_MAX = 25;

    /** A block has room for so many kinds at least. */
    private static final int KINDS_A_BLOCK = 12;

    private final List<Group> groups;
    private final BitSet following;

    /** For each record the place of its group, or -1; empty where there is none. */
    private final int[] places;

    private final int blockMax;
    private final long pairs;

    private Alike(List<Group> groups, int records, int blockMax, long pairs) {
        this.groups = List.copyOf(groups);
        this.blockMax = blockMax;
        this.pairs = pairs;
        this.following = new BitSet();
        this.places = new int[groups.isEmpty() ? 0 : records];
        Arrays.fill(places, -1);
        for (int place = 0; place < groups.size(); place++) {
            Group group = groups.get(place);
            for (int record : group.partaking()) {
                places[record] = place;
            }
            for (int record : group.following()) {
                places[record] = place;
                following.set(record);
            }
        }
    }

    /**
     * Records that say the same of whom they are, each in order.
     *
     * @param partaking two or more of them
     * @param following the others, one or more
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of records, which may be many
    public record Group(int[] partaking, int[] following) {
        int size() {
            return partaking.length + following.length;
        }
    }

    /**
     * How many records that say the same of whom they are take part in matching.
     *
     * @param blockMax the records that a block may have to be compared
     */
    public static int partakingMax(int blockMax) {
        return Math.clamp(blockMax / KINDS_A_BLOCK, 2, PARTAKING_MAX);
    }

    /** @param blockMax the records that a block may have to be compared */
    static Alike of(RecordTable table, int blockMax) {
        int partakingMax = partakingMax(blockMax);
        long[] persons = many(table, partakingMax);
        Numbers[] records = new Numbers[persons.length];
        Arrays.setAll(records, _ -> new Numbers());
        for (int record = 0; record < table.size() && persons.length > 0; record++) {
            int place = Arrays.binarySearch(persons, table.personHash(record));
            if (place >= 0) {
                records[place].add(record);
            }
        }
        List<Group> groups = Arrays.stream(records)
                .map(some -> group(table, some.all(), partakingMax))
                .toList();
        return new Alike(groups, table.size(), blockMax, pairs(table, partakingMax));
    }

    /** How many pairs there are of records with an identifier that say the same of whom they are and take part. */
    private static long pairs(RecordTable table, int partakingMax) {
        long[] hashes = new long[table.size()];
        Arrays.parallelSetAll(hashes, record -> table.isIdentified(record) ? table.personHash(record) : 0);
        long[] sorted = HashSort.sorted(hashes);
        long pairs = 0;
        int before = 0;
        for (int i = 1; i < sorted.length; i++) {
            before = sorted[i] == sorted[i - 1] && sorted[i] != 0 ? before + 1 : 0;
            pairs += before < partakingMax ? before : 0;
        }
        return pairs;
    }

    /** The hashes that more records have than take part, ascending. */
    private static long[] many(RecordTable table, int partakingMax) {
        long[] hashes = new long[table.size()];
        Arrays.parallelSetAll(hashes, table::personHash);
        long[] sorted = HashSort.sorted(hashes);
        List<Long> many = new ArrayList<>();
        for (int i = partakingMax; i < sorted.length; i++) {
            boolean isMany = sorted[i] == sorted[i - partakingMax] && sorted[i] != 0;
            if (isMany && (i == partakingMax || sorted[i - 1] != sorted[i - partakingMax - 1])) {
                many.add(sorted[i]);
            }
        }
        return many.stream().mapToLong(Long::longValue).toArray();
    }

    /** @param records in order, more than take part */
    private static Group group(RecordTable table, int[] records, int partakingMax) {
        Map<Long, Integer> times = new HashMap<>();
        long[] order = new long[records.length];
        for (int i = 0; i < order.length; i++) {
            long repeat = times.merge(table.valueHash(records[i]), 1, Integer::sum);
            order[i] = repeat << 32 | records[i];
        }
        Arrays.sort(order);
        int[] ordered = Arrays.stream(order).mapToInt(one -> (int) one).toArray();
        int[] partaking = Arrays.copyOf(ordered, partakingMax);
        int[] following = Arrays.copyOfRange(ordered, partakingMax, ordered.length);
        Arrays.sort(partaking);
        Arrays.sort(following);
        return new Group(partaking, following);
    }

    /** Those of which not all take part, in no order that means anything. */
    public List<Group> groups() {
        return groups;
    }

    /** How many pairs there are of those that take part and are one person for all that an identifier tells. */
    long pairs() {
        return pairs;
    }

    /** How many records follow others. */
    int followers() {
        return following.cardinality();
    }

    public boolean isFollowing(int record) {
        return following.get(record);
    }

    /** The place of the group that a record is of; -1 where it is of none. */
    public int group(int record) {
        return groups.isEmpty() ? -1 : places[record];
    }

    /** The table in which those that follow others say nothing. */
    RecordTable partaking(RecordTable table) {
        return groups.isEmpty() ? table : table.silencing(following);
    }

    /**
     * Whether more records than a block may have say the same as two: what they say is as common as that, and where it is
     * too little to link them nothing is left to ask.
     */
    boolean isCommon(int left, int right) {
        int group = group(left);
        return group >= 0 && group == group(right) && groups.get(group).size() > blockMax;
    }

    /** The numbers of records, in a growing array. */
    private static final class Numbers {
        private int[] numbers = new int[64];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int[] all() {
            return Arrays.copyOf(numbers, size);
        }
    }
}
