package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place of a person's own matcher among comparisons: records say nothing in it, pairs have levels by their score. */
final class OwnComparer implements Comparer<Object> {
    /** The least score of each level, from the first. */
    private static final double[] CUTS = {0.95, 0.8, 0.6, 0.4, 0.2, 0};

    /** The middle of each level, as odds for people to read. */
    private static final double[] MIDDLES = {0.975, 0.875, 0.7, 0.5, 0.3, 0.1};

    /** The level of a score from 0 to 1. */
    static int level(double score) {
        int level = 1;
        while (score < CUTS[level - 1]) {
            level++;
        }
        return level;
    }

    /** A score that stands for all of a level. */
    static double middle(int level) {
        return MIDDLES[level - 1];
    }

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.OWN_MATCHER;
    }

    @Override
    public @Nullable Object prepare(RecordValues record, Words words) {
        return null;
    }

    @Override
    public List<MatchField> fields() {
        return List.of();
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("0.95 and more", 0.5, Agreement.EQUAL),
                new LevelDefault("0.8 to 0.95", 0.2, Agreement.ALIKE),
                new LevelDefault("0.6 to 0.8", 0.1, Agreement.VAGUE),
                new LevelDefault("0.4 to 0.6", 0.1, Agreement.VAGUE),
                new LevelDefault("0.2 to 0.4", 0.05, Agreement.VAGUE),
                new LevelDefault("below 0.2", 0.05, Agreement.DIFFERENT));
    }

    @Override
    public int level(Object left, Object right) {
        return 0;
    }

    @Override
    public long equalKey(Object value) {
        return 0;
    }

    @Override
    public void terms(Object value, Term.Sink sink) {}

    @Override
    public void shared(Object left, Object right, int level, Term.Sink sink) {}
}
