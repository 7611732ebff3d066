package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.SilverTables;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.review.LastModel;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.MatchScorer;
import io.tarn.unify.match.ModelSql;
import io.tarn.unify.match.RecordValues;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Scores any two records of the lake by the newest model that a session sees. Confined to one thread. */
public final class PairScoring {
    private static final List<MatchField> FIELDS = List.of(MatchField.values());

    private final LakeSession session;
    private final MatchModel model;
    private final MatchScorer scorer;

    private PairScoring(LakeSession session, MatchModel model, IdentityRules rules) {
        this.session = session;
        this.model = model;
        this.scorer = new MatchScorer(model, rules);
    }

    /** By the newest model; empty where no run has trained one. */
    public static Optional<PairScoring> of(LakeSession session, IdentityRules rules) {
        return LastModel.read(session).map(model -> new PairScoring(session, model, rules));
    }

    /** The newest model as SQL over the lake's tables; empty where no run has trained one. */
    public static Optional<ModelSql> sql(LakeSession session, IdentityRules rules) {
        return LastModel.read(session).map(model -> new ModelSql(model, rules));
    }

    /** The score of a pair; empty where either record is not there. */
    public Optional<PairScore> score(RecordRef first, RecordRef second) {
        Optional<RecordValues> left = values(first);
        Optional<RecordValues> right = values(second);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        Evidence evidence = scorer.explain(left.get(), right.get());
        return Optional.of(new PairScore(
                evidence,
                MatchModel.bits(model.automatic()),
                MatchModel.bits(model.review()),
                scorer.overruled(evidence.pattern())
                        .map(one -> new PairScore.Overruled(one.rule(), one.contradiction()))));
    }

    private Optional<RecordValues> values(RecordRef record) {
        String columns = FIELDS.stream()
                .map(field -> session.dialect().quote(field.column()))
                .collect(Collectors.joining(", "));
        return session
                .query(
                        Statement.of(
                                "SELECT " + columns + " FROM " + SilverTables.RECORDS.name()
                                        + " WHERE source = ? AND record_id = ?",
                                record.source(),
                                record.recordId()),
                        row -> {
                            Map<MatchField, String> values = new EnumMap<>(MatchField.class);
                            for (int i = 0; i < FIELDS.size(); i++) {
                                String value = row.text(i);
                                if (value != null) {
                                    values.put(FIELDS.get(i), value);
                                }
                            }
                            return values;
                        })
                .stream()
                .findFirst()
                .map(values -> values::get);
    }
}
