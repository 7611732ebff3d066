package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who is in which audience now, and since when: of each profile the newest row of {@code gold.audience_changes}. */
public final class MembersView {
    public static final TableName NAME = TableName.of("gold.audience_members");

    /** The tables that it looks at. */
    public static final List<TableContract> OVER = List.of(EngagementTables.AUDIENCE_CHANGES);

    private MembersView() {}

    /** The query behind the view, over tables by their names; of those that are not there no row is seen. */
    public static String query(Dialect dialect, Set<TableName> present) {
        return view(
                dialect,
                contract ->
                        Optional.of(contract.name()).filter(present::contains).map(TableName::toString));
    }

    /** The query behind the view, over tables as an engine is to call them. */
    public static String query(Dialect dialect, Function<TableContract, String> called) {
        return view(dialect, contract -> Optional.of(called.apply(contract)));
    }

    private static String view(Dialect dialect, Function<TableContract, Optional<String>> called) {
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
