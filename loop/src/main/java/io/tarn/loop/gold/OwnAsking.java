package io.tarn.loop.gold;

import io.tarn.loop.LoopErrors;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.unify.match.AskedPairs;
import io.tarn.unify.match.Compared;
import io.tarn.unify.match.FieldValues;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairQuestion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands pairs to a person's own matcher, batch by batch, with what their records say. */
final class OwnAsking implements AskedPairs.Scorer {
    private final Map<MatchField, FieldValues> fields;
    private final OwnMatcher declared;
    private final PairMatcher matcher;

    OwnAsking(Map<MatchField, FieldValues> fields, OwnMatcher declared, PairMatcher matcher) {
        this.fields = fields;
        this.declared = declared;
        this.matcher = matcher;
    }

    OwnMatcher.Mode mode() {
        return declared.mode();
    }

    @Override
    public double[] score(AskedPairs pairs) {
        if (pairs.size() > declared.pairsMax()) {
            throw LoopErrors.tooManyPairsForMatcher(pairs.size(), declared.pairsMax());
        }
        double[] scores = new double[pairs.size()];
        for (int start = 0; start < scores.length; start += declared.batchSize()) {
            int end = Math.min(scores.length, start + declared.batchSize());
            List<PairQuestion> batch = new ArrayList<>();
            for (int pair = start; pair < end; pair++) {
                batch.add(new PairQuestion(
                        String.valueOf(pair),
                        values(pairs.left(pair)),
                        values(pairs.right(pair)),
                        Compared.of(pairs.pattern(pair)),
                        Optional.empty()));
            }
            List<Double> said = matcher.score(batch);
            for (int pair = start; pair < end; pair++) {
                scores[pair] = said.get(pair - start);
            }
        }
        return scores;
    }

    private Map<MatchField, String> values(int record) {
        Map<MatchField, String> values = new EnumMap<>(MatchField.class);
        fields.forEach((field, all) -> {
            String value = all.of(record);
            if (value != null && !value.isBlank() && field != MatchField.SOURCE) {
                values.put(field, value);
            }
        });
        return values;
    }
}
