package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who is in which audience now, and since when: of each profile the newest row of {@code gold.audience_changes}. */
public final class MembersView {
    public static final LakeView VIEW = new LakeView(
            TableName.of("gold.audience_members"),
            "members",
            "Who is in which audience now",
            List.of(EngagementTables.AUDIENCE_CHANGES),
            MembersView::query);

    private MembersView() {}

    private static String query(Dialect dialect, Function<TableContract, Optional<String>> called) {
        Optional<String> changes = called.apply(EngagementTables.AUDIENCE_CHANGES);
        if (changes.isEmpty()) {
            String text = dialect.typeName(Scalar.STRING);
            return "SELECT CAST(NULL AS " + text + ") AS audience, CAST(NULL AS " + text
                    + ") AS profile_id, CAST(NULL AS " + dialect.typeName(Scalar.TIMESTAMP) + ") AS since WHERE FALSE";
        }
        return "SELECT audience, profile_id, changed_at AS since\nFROM (SELECT audience, profile_id, changed_at, change,"
                + " row_number() OVER (PARTITION BY audience, profile_id ORDER BY log_offset DESC) AS age\n  FROM "
                + changes.get() + ") c\nWHERE age = 1 AND change = 'entered'";
    }
}
