package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.MatchModel;
import io.tarn.storage.ProfileStore;
import io.tarn.wire.identity.MatchModelCodec;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The match model of the gold run whose profiles were published last: nobody compares by a model before its profiles are
 * there. Confined to one thread.
 */
final class NewestModel implements Supplier<Optional<MatchModel>> {
    private final Lake lake;
    private final ProfileStore store;
    private Optional<String> runId = Optional.empty();
    private Optional<MatchModel> model = Optional.empty();

    NewestModel(Lake lake, ProfileStore store) {
        this.lake = lake;
        this.store = store;
    }

    @Override
    public Optional<MatchModel> get() {
        Optional<String> published = GoldPublication.publishedRun(store);
        if (!published.equals(runId)) {
            model = published.flatMap(this::load);
            runId = published;
        }
        return model;
    }

    private Optional<MatchModel> load(String run) {
        if (lake.find(IdentityTables.MODELS.name()).isEmpty()) {
            return Optional.empty();
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return session
                    .query(
                            Statement.of(
                                    "SELECT model FROM " + IdentityTables.MODELS.name() + " WHERE run_id = ?", run),
                            row -> Objects.requireNonNull(row.text(0)))
                    .stream()
                    .findFirst()
                    .map(new MatchModelCodec()::read);
        }
    }
}
