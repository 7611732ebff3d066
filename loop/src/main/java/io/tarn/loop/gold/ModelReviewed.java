package io.tarn.loop.gold;

import io.tarn.unify.verdict.PairAnswer.Cost;
import io.tarn.unify.verdict.PairAnswer.Finding;
import java.util.Map;

/**
 * What a run had from a language model.
 *
 * @param by who was asked, as {@code model:<name>}
 * @param open how many pairs of profiles the run left open before
 * @param found what came of those that were asked now
 * @param known verdicts of earlier runs that still hold
 * @param joined pairs that now count as one person, those of earlier runs included
 * @param parted pairs that now count as two
 * @param conflicting pairs found to be one person that contradict themselves too much to be joined
 * @param left open pairs that were not asked
 * @param stopped why not; empty where nothing is left
 * @param cost of what was asked now
 */
public record ModelReviewed(
        String by,
        long open,
        Map<Finding, Long> found,
        long known,
        long joined,
        long parted,
        long conflicting,
        long left,
        String stopped,
        Cost cost) {
    public ModelReviewed {
        found = Map.copyOf(found);
    }

    /** How many pairs were asked now. */
    public long asked() {
        return found.values().stream().mapToLong(Long::longValue).sum();
    }

    public long count(Finding finding) {
        return found.getOrDefault(finding, 0L);
    }
}
