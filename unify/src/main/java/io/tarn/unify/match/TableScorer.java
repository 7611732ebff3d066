package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule.Agreement;

/** Scores any two records of a table, candidates or not. Confined to one thread. */
public final class TableScorer {
    private final RecordTable table;
    private final Weights weights;
    private final Rules rules;
    private final TablePair pair;
    private final Weights.Tally tally;

    public TableScorer(RecordTable table, MatchModel model, IdentityRules rules) {
        this.table = table;
        this.weights = new Weights(model);
        this.rules = new Rules(rules);
        this.pair = new TablePair(table);
        this.tally = weights.new Tally();
    }

    /** The weight of two records in millionths of a bit. */
    public long weight(int left, int right) {
        pair.set(left, right);
        return table.own().weight(left, right, weights.weight(pair, Pattern.of(table, left, right), tally));
    }

    /** The levels of all comparisons of two records, packed. */
    public long pattern(int left, int right) {
        return Pattern.of(table, left, right);
    }

    /** Whether a rule links the two, whatever their weight. */
    public boolean isByRule(int left, int right) {
        return rules.decide(Pattern.of(table, left, right)).isPresent();
    }

    /** Whether the two contradict each other so that nobody but a person may find them to be one. */
    public boolean conflicts(int left, int right) {
        return rules.conflicts(Pattern.of(table, left, right)) || contradicts(left, right);
    }

    /** Whether two records are of one source that has each person once. */
    public boolean isApart(int left, int right) {
        return table.isApart(left, right);
    }

    /**
     * Whether the two cannot well be one person: another national id, another given name and birth date, or two records
     * of one source that has each person once.
     */
    public boolean contradicts(int left, int right) {
        if (isApart(left, right)) {
            return true;
        }
        long pattern = Pattern.of(table, left, right);
        boolean otherDate = Rules.agreement(ComparisonKind.BIRTH_DATE, pattern) == Agreement.DIFFERENT;
        Agreement name = Rules.agreement(ComparisonKind.NAME, pattern);
        boolean otherName =
                name == Agreement.DIFFERENT || (name == Agreement.VAGUE && NameComparer.isOtherGiven(pattern));
        boolean otherId = Rules.agreement(ComparisonKind.NATIONAL_ID, pattern) == Agreement.DIFFERENT;
        return (otherDate && otherName) || (otherId && (otherDate || otherName));
    }
}
