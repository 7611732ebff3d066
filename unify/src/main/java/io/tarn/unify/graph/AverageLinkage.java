package io.tarn.unify.graph;

import java.util.Arrays;

/**
 * Joins, again and again, the two groups whose members like each other most on average, while that is more than
 * nothing. Confined to one thread.
 */
final class AverageLinkage {
    private final long[][] sums;
    private final int[] sizes;
    private final int[] groups;
    /** For each living group the later group that it likes most, or -1. */
    private final int[] nearest;

    private AverageLinkage(long[][] likings) {
        this.sums = likings;
        this.sizes = new int[likings.length];
        this.groups = new int[likings.length];
        this.nearest = new int[likings.length];
    }

    /**
     * The group of each member, named by its least member.
     *
     * @param likings symmetric, positive for two that belong together; overwritten
     */
    static int[] groups(long[][] likings) {
        return new AverageLinkage(likings).run();
    }

    private int[] run() {
        Arrays.fill(sizes, 1);
        Arrays.setAll(groups, i -> i);
        for (int i = 0; i < sizes.length; i++) {
            nearest[i] = nearest(i);
        }
        for (int best = best(); best >= 0; best = best()) {
            join(best, nearest[best]);
        }
        return groups;
    }

    /** The group whose nearest is liked most of all, the least of equals; -1 when none is liked. */
    private int best() {
        int best = -1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] > 0
                    && nearest[i] >= 0
                    && (best < 0 || average(i, nearest[i]) > average(best, nearest[best]))) {
                best = i;
            }
        }
        return best >= 0 && average(best, nearest[best]) > 0 ? best : -1;
    }

    private double average(int one, int other) {
        return (double) sums[one][other] / ((double) sizes[one] * sizes[other]);
    }

    private int nearest(int group) {
        int found = -1;
        for (int other = group + 1; other < sizes.length; other++) {
            if (sizes[other] > 0 && (found < 0 || average(group, other) > average(group, found))) {
                found = other;
            }
        }
        return found;
    }

    private void join(int kept, int gone) {
        for (int other = 0; other < sizes.length; other++) {
            sums[kept][other] += sums[gone][other];
            sums[other][kept] = sums[kept][other];
        }
        sizes[kept] += sizes[gone];
        sizes[gone] = 0;
        for (int member = 0; member < groups.length; member++) {
            groups[member] = groups[member] == gone ? kept : groups[member];
        }
        for (int other = 0; other < sizes.length; other++) {
            boolean stale = other == kept || nearest[other] == kept || nearest[other] == gone;
            if (sizes[other] > 0 && stale) {
                nearest[other] = nearest(other);
            } else if (sizes[other] > 0 && other < kept && average(other, kept) > average(other, nearest[other])) {
                nearest[other] = kept;
            }
        }
    }
}
