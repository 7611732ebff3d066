package io.tarn.unify.match;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import java.util.List;

/** The pairs worth keeping, in order of left and then right record: linked, or to be reviewed. Immutable. */
public final class Links {
    private final int[] left;
    private final int[] right;
    private final long[] weight;
    private final long[] pattern;
    private final byte[] rule;
    private final List<String> ruleNames;
    private final long automatic;

    Links(int[] left, int[] right, long[] weight, long[] pattern, byte[] rule, List<String> ruleNames, long automatic) {
        this.left = left;
        this.right = right;
        this.weight = weight;
        this.pattern = pattern;
        this.rule = rule;
        this.ruleNames = List.copyOf(ruleNames);
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

    /** {@code model} or {@code rule:<name>}. */
    public String decidedBy(int link) {
        return rule[link] < 0 ? "model" : "rule:" + ruleNames.get(rule[link]);
    }

    public boolean isByRule(int link) {
        return rule[link] >= 0;
    }

    public Band band(int link) {
        return rule[link] >= 0 || weight[link] >= automatic ? Band.AUTOMATIC : Band.REVIEW;
    }
}
