package io.tarn.unify.verdict;

import io.tarn.model.identity.MatchField;
import io.tarn.unify.match.Compared;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two records as somebody outside is shown them: what they say in the fields that matching compares, and nothing else of
 * them, neither source nor key.
 *
 * @param id tells the questions of a run apart; says nothing of the records
 * @param left what the one record says
 * @param right what the other says
 * @param compared how far the two agree
 * @param moved the words for whether a person may have moved between the two; empty where nothing tells
 */
public record PairQuestion(
        String id,
        Map<MatchField, String> left,
        Map<MatchField, String> right,
        List<Compared> compared,
        Optional<String> moved) {
    public PairQuestion {
        left = ordered(left);
        right = ordered(right);
        compared = List.copyOf(compared);
    }

    private static Map<MatchField, String> ordered(Map<MatchField, String> values) {
        Map<MatchField, String> copy = new EnumMap<>(MatchField.class);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }

    /** The number of values alone: those are of persons. */
    @Override
    public String toString() {
        return "PairQuestion[" + id + ", " + left.size() + " and " + right.size() + " values]";
    }
}
