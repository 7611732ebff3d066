package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.IdentityTables;

/** What runs read of live profiles, as a hash: the same whenever they say the same, however often they were written. */
final class LiveEvidence {
    private LiveEvidence() {}

    /** Empty where no server has written live profiles. */
    static String hash(Lake lake) {
        if (lake.find(EventTables.PROFILE_CHANGES.name()).isEmpty()) {
            return "";
        }
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            String profiles = sum(
                    session,
                    "hash(profile_id, constituents, identifiers, traits, live_parts)",
                    "(" + LiveRecords.NEWEST
                            + ") WHERE state = 'live' AND (len(live_parts) > 0 OR len(constituents) > 1)");
            String apart = lake.find(IdentityTables.APART.name()).isEmpty()
                    ? ""
                    : sum(
                            session,
                            "hash(left_constituent_id, right_constituent_id, decided_by)",
                            IdentityTables.APART.name().toString());
            return profiles + " " + apart;
        }
    }

    /** A sum over rows, so that their order does not matter. */
    private static String sum(LakeSession session, String hash, String rows) {
        return session.query(
                        Statement.of("SELECT count(*) || ':' || coalesce(CAST(sum(CAST(" + hash
                                + " AS HUGEINT)) AS VARCHAR), '') FROM " + rows),
                        row -> String.valueOf(row.text(0)))
                .getFirst();
    }
}
