package io.tarn.unify.live;

import io.tarn.model.identity.ProfileId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which profiles lie in which blocks. Entries are only ever added: a profile that left a block is still found there, and
 * is told apart when it is compared. Each entry is one number, the block's hash above the profile's; they lie in sorted
 * runs, each at least twice as long as the next, so that adding and finding take the logarithm of all. Confined to one
 * thread.
 */
public final class BlockIndex {
    private final int blockMax;
    private final int profilesMax;
    private final ProfileNumbers numbers = new ProfileNumbers();
    private final List<long[]> runs = new ArrayList<>();

    /**
     * @param blockMax the most profiles of a block that is still searched
     * @param profilesMax the most profiles that are held; what comes later is not
     */
    public BlockIndex(int blockMax, int profilesMax) {
        this.blockMax = blockMax;
        this.profilesMax = profilesMax;
    }

    /** Adds a profile to blocks, each named once; false when there are as many profiles as may be. */
    public boolean add(ProfileId id, long[] blocks) {
        if (blocks.length == 0) {
            return true;
        }
        int number = numbers.number(id, profilesMax);
        if (number < 0) {
            return false;
        }
        long[] run = new long[blocks.length];
        int count = 0;
        for (long block : blocks) {
            long entry = entry(block) | number;
            if (!holds(entry)) {
                run[count++] = entry;
            }
        }
        if (count > 0) {
            run = Arrays.copyOf(run, count);
            Arrays.sort(run);
            push(run);
        }
        return true;
    }

    /**
     * The profiles of blocks, each once, those that share most blocks first; blocks above the limit say nothing.
     *
     * @param beside an index whose profiles count towards the limit of a block as well
     */
    public List<ProfileId> sharing(long[] blocks, int profilesMaxFound, BlockIndex beside) {
        long[] found = new long[16];
        int count = 0;
        int[] block = new int[blockMax];
        for (long wanted : blocks) {
            int size = block(entry(wanted), block);
            size = size + beside.size(entry(wanted)) > blockMax ? 0 : size;
            if (count + size > found.length) {
                found = Arrays.copyOf(found, Math.max(found.length * 2, count + size));
            }
            for (int i = 0; i < size; i++) {
                found[count++] = block[i];
            }
        }
        Arrays.sort(found, 0, count);
        return ids(byShares(found, count), profilesMaxFound);
    }

    public int profiles() {
        return numbers.size();
    }

    public long entries() {
        return runs.stream().mapToLong(run -> run.length).sum();
    }

    /** About how much memory it takes. */
    public long bytes() {
        return entries() * Long.BYTES + numbers.bytes();
    }

    private List<ProfileId> ids(long[] ranked, int most) {
        List<ProfileId> ids = new ArrayList<>(Math.min(most, ranked.length));
        for (int i = 0; i < ranked.length && i < most; i++) {
            ids.add(numbers.id((int) ranked[i]));
        }
        return ids;
    }

    /** Each number once, with how often it occurs, negated, above it: sorted, the most frequent come first. */
    private static long[] byShares(long[] found, int count) {
        int distinct = 0;
        for (int start = 0; start < count; ) {
            int end = start;
            while (end < count && found[end] == found[start]) {
                end++;
            }
            long number = found[start];
            found[distinct++] = -((long) end - start) << 32 | number;
            start = end;
        }
        long[] ranked = Arrays.copyOf(found, distinct);
        Arrays.sort(ranked);
        return ranked;
    }

    /** The profiles of one block; none when they are too many. */
    private int block(long first, int[] into) {
        int count = 0;
        for (long[] run : runs) {
            int at = Arrays.binarySearch(run, first);
            for (int i = at < 0 ? -at - 1 : at; i < run.length && (run[i] ^ first) >>> 32 == 0; i++) {
                if (count == into.length) {
                    return 0;
                }
                into[count++] = (int) run[i];
            }
        }
        return count;
    }

    /** How many profiles a block has; more than the limit are not counted on. */
    private int size(long first) {
        int count = 0;
        for (long[] run : runs) {
            int at = Arrays.binarySearch(run, first);
            for (int i = at < 0 ? -at - 1 : at;
                    count <= blockMax && i < run.length && (run[i] ^ first) >>> 32 == 0;
                    i++) {
                count++;
            }
        }
        return count;
    }

    private boolean holds(long entry) {
        for (long[] run : runs) {
            if (Arrays.binarySearch(run, entry) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void push(long[] run) {
        long[] last = run;
        while (!runs.isEmpty() && runs.getLast().length < 2 * last.length) {
            last = merged(runs.removeLast(), last);
        }
        runs.add(last);
    }

    private static long[] merged(long[] left, long[] right) {
        long[] all = new long[left.length + right.length];
        int l = 0;
        int r = 0;
        for (int i = 0; i < all.length; i++) {
            boolean takesLeft = r == right.length || (l < left.length && left[l] < right[r]);
            all[i] = takesLeft ? left[l++] : right[r++];
        }
        return all;
    }

    /** The place of a block's entries: the hash alone would put equal hashes of two keys into one block. */
    private static long entry(long block) {
        long mixed = (block ^ (block >>> 29)) * 0xBF58476D1CE4E5B9L;
        return mixed & 0xFFFFFFFF_00000000L;
    }
}
