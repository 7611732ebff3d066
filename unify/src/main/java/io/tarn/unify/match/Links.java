package io.tarn.unify.match;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pairs worth keeping, in order of left and then right record: linked, or to be reviewed. Immutable. */
public final class Links {
    private final int[] left;
    private final int[] right;
    private final long[] weight;
    private final long[] pattern;
    private final byte[] rule;
    private final Deciders deciders;
    private final long automatic;

    Links(int[] left, int[] right, long[] weight, long[] pattern, byte[] rule, Deciders deciders, long automatic) {
        this.left = left;
        this.right = right;
        this.weight = weight;
        this.pattern = pattern;
        this.rule = rule;
        this.deciders = deciders;
        this.automatic = automatic;
    }

    public int size() {
        return left.length;
    }

    public int left(int link) {
        return left[link];
    }

    public int right(int link) {
        return right[link];
    }

    /** The weight in millionths of a bit, by the model, whatever a rule says. */
    public long weight(int link) {
        return weight[link];
    }

    public double probability(int link) {
        return MatchModel.probability(weight[link]);
    }

    public long pattern(int link) {
        return pattern[link];
    }

    /** {@code model}, {@code rule:<name>}, or who found the pair to be one person. */
    public String decidedBy(int link) {
        return rule[link] < 0 ? "model" : deciders.words().get(rule[link]);
    }

    public boolean isByRule(int link) {
        return rule[link] >= 0 && rule[link] < deciders.rules();
    }

    /** Whether somebody who was asked found the pair to be one person. */
    public boolean isByReviewer(int link) {
        return rule[link] >= deciders.rules();
    }

    /**
     * Who decides links beside the model.
     *
     * @param words rules first, as {@code rule:<name>}
     * @param rules how many of them are rules
     */
    record Deciders(List<String> words, int rules) {
        Deciders {
            words = List.copyOf(words);
        }

        static Deciders ofRules(List<String> names) {
            return new Deciders(names.stream().map(name -> "rule:" + name).toList(), names.size());
        }

        Deciders and(List<String> reviewers) {
            List<String> all = new ArrayList<>(words);
            all.addAll(reviewers);
            return new Deciders(all, rules);
        }
    }

    /**
     * What somebody who was asked found of two records.
     *
     * @param left the one with the lesser number
     * @param by who found it, such as {@code model:<name>}
     */
    public record Found(int left, int right, long weight, long pattern, Finding finding, String by) {
        /** What was found. */
        public enum Finding {
            SAME,
            DIFFERENT
        }
    }

    /** With what was found of some pairs: those of one person are linked whatever they weigh, the others are not. */
    public Links reviewed(Collection<Found> found) {
        List<String> reviewers =
                found.stream().map(Found::by).distinct().sorted().toList();
        Map<Long, Found> byPair = new HashMap<>();
        found.forEach(one -> byPair.put(key(one.left(), one.right()), one));
        ScoredPairs kept = new ScoredPairs();
        for (int link = 0; link < size(); link++) {
            if (!byPair.containsKey(key(left[link], right[link]))) {
                kept.add(left[link], right[link], weight[link], pattern[link], rule[link]);
            }
        }
        for (Found one : byPair.values()) {
            if (one.finding() == Found.Finding.SAME) {
                byte by = (byte) (deciders.rules() + reviewers.indexOf(one.by()));
                kept.add(one.left(), one.right(), one.weight(), one.pattern(), by);
            }
        }
        return kept.links(Long.MIN_VALUE, automatic, deciders.and(reviewers));
    }

    /** Those between records that follow no others, and those that somebody who was asked found. */
    public Links among(Alike alike) {
        if (alike.groups().isEmpty()) {
            return this;
        }
        ScoredPairs kept = new ScoredPairs();
        for (int link = 0; link < size(); link++) {
            boolean follows = alike.isFollowing(left[link]) || alike.isFollowing(right[link]);
            if (!follows || isByReviewer(link)) {
                kept.add(left[link], right[link], weight[link], pattern[link], rule[link]);
            }
        }
        return kept.links(Long.MIN_VALUE, automatic, deciders);
    }

    private static long key(int left, int right) {
        return ((long) left << 32) | right;
    }

    public Band band(int link) {
        return rule[link] >= 0 || weight[link] >= automatic ? Band.AUTOMATIC : Band.REVIEW;
    }
}
