package io.tarn.loop.review;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.MatchModel;
import io.tarn.wire.identity.MatchModelCodec;
import java.util.Objects;
import java.util.Optional;

/** The model that was trained last, as a session sees it. */
public final class LastModel {
    private LastModel() {}

    public static Optional<MatchModel> read(LakeSession session) {
        return session
                .query(
                        Statement.of("SELECT model FROM " + IdentityTables.MODELS.name()
                                + " ORDER BY trained_at DESC, version LIMIT 1"),
                        row -> new MatchModelCodec().read(Objects.requireNonNull(row.text(0))))
                .stream()
                .findFirst();
    }
}
