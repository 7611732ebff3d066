package io.tarn.loop.review;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import io.tarn.understand.measure.Proportion;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What people found of the pairs that they were shown, by the band that each would be in by the newest model's
 * thresholds. People are shown what is doubtful: these are shares of that, not of all pairs of a band.
 */
public final class JudgedBands {
    private JudgedBands() {}

    /** By band, where any pair of it was judged; of a session that has the verdicts. */
    public static Map<Band, Proportion> read(LakeSession session) {
        Map<Band, Proportion> bands = new EnumMap<>(Band.class);
        LastModel.read(session).ifPresent(model -> {
            Map<Pair, Double> weights = weights(session);
            VerdictBook.read(session).verdicts().pairs().forEach((pair, verdict) -> {
                Double bits = weights.get(pair);
                if (bits != null) {
                    bands.merge(
                            model.band(Math.round(bits * MatchModel.micros(2))),
                            new Proportion(verdict.finding() == Finding.SAME ? 1 : 0, 1),
                            (one, other) -> new Proportion(one.hits() + other.hits(), one.all() + other.all()));
                }
            });
        });
        return bands;
    }

    /** What each pair weighed, in bits, when somebody was shown it last. */
    private static Map<Pair, Double> weights(LakeSession session) {
        Map<Pair, Double> weights = new HashMap<>();
        session.forEach(
                Statement.of("SELECT left_source, left_record_id, right_source, right_record_id, weight FROM "
                        + IdentityTables.VERDICTS.name() + " WHERE weight IS NOT NULL ORDER BY decided_at, verdict_id"),
                row -> weights.put(Pair.of(NamedRecords.name(row, 0), NamedRecords.name(row, 2)), row.decimal(4)));
        return weights;
    }
}
