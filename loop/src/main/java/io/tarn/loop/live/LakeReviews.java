package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import java.util.List;
import java.util.Map;

/** Pairs for review in {@code identity.reviews}. Confined to one thread. */
final class LakeReviews implements ReviewRows {
    private static final String WAITING = "reviews_waiting";

    private final Lake lake;

    LakeReviews(Lake lake) {
        this.lake = lake;
        lake.create(IdentityTables.REVIEWS);
    }

    @Override
    public void keep(List<Pair> pairs) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load(
                    WAITING,
                    IdentityTables.REVIEWS.columns(),
                    sink -> pairs.forEach(pair -> sink.row(
                            pair.left().value(),
                            pair.right().value(),
                            pair.evidence().weight(),
                            pair.evidence().probability(),
                            pair.evidence().steps().stream()
                                    .map(step -> Map.of(
                                            "comparison", step.comparison(),
                                            "level", step.level(),
                                            "weight", step.weight()))
                                    .toList(),
                            pair.modelVersion(),
                            pair.seenAt(),
                            pair.offset())));
            session.merge(
                    IdentityTables.REVIEWS.name(),
                    IdentityTables.REVIEWS.key(),
                    Statement.of("SELECT * FROM " + WAITING));
        }
    }
}
