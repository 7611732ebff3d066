package io.tarn.loop.plan;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.MatchModel;
import io.tarn.wire.identity.MatchModelCodec;
import java.util.Objects;
import java.util.Optional;

/** The models that runs have left. */
final class PlanModels {
    private PlanModels() {}

    static Optional<MatchModel> newest(LakeSession session) {
        return session
                .query(
                        Statement.of("SELECT model FROM " + IdentityTables.MODELS.name()
                                + " ORDER BY trained_at DESC, version LIMIT 1"),
                        row -> new MatchModelCodec().read(Objects.requireNonNull(row.text(0))))
                .stream()
                .findFirst();
    }
}
