package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.loop.LoopErrors;
import io.tarn.model.identity.ProfileId;
import io.tarn.unify.identity.IdAdoption;
import io.tarn.unify.identity.Overlap;
import io.tarn.unify.identity.StableIds;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settling of profile ids: every cluster of the session ends with one of its own, in {@code gold_ids}. */
final class IdSettlement {
    private IdSettlement() {}

    /** For all records. */
    static void settle(LakeSession session) {
        settle(session, "SELECT source, record_id, profile_id FROM identity.profiles");
    }

    /** @param before the rows of {@code identity.profiles} that the session's records concern, as a query */
    static void settle(LakeSession session, String before) {
        session.execute(Statement.of("CREATE OR REPLACE TEMP VIEW " + StableIds.BEFORE + " AS " + before));
        StableIds.overlaps().forEach(session::execute);
        List<Overlap> contested = session.query(
                StableIds.contested(),
                row -> new Overlap(
                        (int) row.number(0),
                        new ProfileId(Objects.requireNonNull(row.text(1))),
                        row.number(2),
                        row.instant(3),
                        Boolean.TRUE.equals(row.value(4))));
        if (!contested.isEmpty()) {
            Map<Integer, ProfileId> adopted = IdAdoption.adopt(contested);
            session.load(
                    "gold_adopted",
                    List.of(
                            Column.of("cluster_no", Scalar.INTEGER, "The cluster"),
                            Column.of("profile_id", Scalar.STRING, "Its id")),
                    sink -> adopted.forEach((cluster, id) -> sink.row(cluster, id.value())));
            session.execute(StableIds.adopt("gold_adopted"));
        }
        for (int generation = 0; !idsAreSettled(session); generation++) {
            if (generation > StableIds.GENERATIONS_MAX) {
                throw LoopErrors.idsUnsettled(generation);
            }
            session.execute(StableIds.mint(generation));
        }
    }

    private static boolean idsAreSettled(LakeSession session) {
        return session.query(StableIds.progress(), row -> {
                    if (row.number(1) != row.number(2)) {
                        throw LoopErrors.idsNotUnique(row.number(1), row.number(2));
                    }
                    return row.number(0) == row.number(1);
                })
                .getFirst();
    }
}
