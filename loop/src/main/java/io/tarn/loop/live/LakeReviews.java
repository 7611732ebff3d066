package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.Evidence;
import java.util.List;
import java.util.stream.Stream;

/** Pairs for review in {@code identity.reviews}. Confined to one thread. */
final class LakeReviews implements ReviewRows {
    private static final String PAIRS = "review_pairs";
    private static final String STEPS = "review_steps";
    private static final Column NUMBER = Column.of("pair_no", Scalar.INTEGER, "The pair");
    private static final List<Column> STEP_COLUMNS = List.of(
            NUMBER,
            Column.of("place", Scalar.INTEGER, "The step's place"),
            Column.of("comparison", Scalar.STRING, "What was compared"),
            Column.of("level", Scalar.STRING, "How far it agreed"),
            Column.of("weight", Scalar.DOUBLE, "Bits for, or against when negative"));
    private static final List<Column> PAIR_COLUMNS = Stream.concat(
                    Stream.of(NUMBER),
                    IdentityTables.REVIEWS.columns().stream().filter(column -> column.type() instanceof Scalar))
            .toList();

    private final Lake lake;

    LakeReviews(Lake lake) {
        this.lake = lake;
        lake.create(IdentityTables.REVIEWS);
    }

    @Override
    public void keep(List<Pair> pairs) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            session.load(PAIRS, PAIR_COLUMNS, sink -> {
                for (int i = 0; i < pairs.size(); i++) {
                    Pair pair = pairs.get(i);
                    sink.row(
                            i,
                            pair.left().value(),
                            pair.right().value(),
                            pair.evidence().weight(),
                            pair.evidence().probability(),
                            pair.modelVersion(),
                            pair.seenAt(),
                            pair.offset());
                }
            });
            session.load(STEPS, STEP_COLUMNS, sink -> {
                for (int i = 0; i < pairs.size(); i++) {
                    List<Evidence.Step> steps = pairs.get(i).evidence().steps();
                    for (int place = 0; place < steps.size(); place++) {
                        Evidence.Step step = steps.get(place);
                        sink.row(i, place, step.comparison(), step.level(), step.weight());
                    }
                }
            });
            session.merge(IdentityTables.REVIEWS.name(), IdentityTables.REVIEWS.key(), rows());
        }
    }

    private static Statement rows() {
        return Statement.of("SELECT p.* EXCLUDE (pair_no), s.evidence FROM " + PAIRS + " p LEFT JOIN (SELECT pair_no,"
                + " list({'comparison': comparison, 'level': level, 'weight': weight} ORDER BY place) AS evidence FROM "
                + STEPS + " GROUP BY pair_no) s ON s.pair_no = p.pair_no");
    }
}
