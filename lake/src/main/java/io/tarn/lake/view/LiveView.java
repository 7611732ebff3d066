package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The live view: every customer as known now. A profile that lives has its newest row of {@code gold.profile_changes};
 * one that only a gold run knows yet, because nobody has published the run, has its row of {@code gold.customers}. What
 * was merged away or forgotten has none.
 *
 * <p>Traits that {@code gold.customers} has a column for have one here too, as text (the birth date as a date); all are
 * in {@code traits}.
 */
public final class LiveView {
    public static final TableName NAME = TableName.of("gold.live_customers");

    /** The columns beside the traits: taken from the live row, NULL without one. */
    private static final List<String> LIVE =
            List.of("changed_at", "log_offset", "constituents", "identifiers", "consents", "computed", "traits");

    private static final Set<String> NO_TRAIT = Set.of("profile_id");

    private LiveView() {}

    /** The tables that it looks at. */
    public static final List<TableContract> OVER = List.of(EventTables.PROFILE_CHANGES, GoldTables.CUSTOMERS);

    /** The query behind the view, over tables by their names; of those that are not there no row is seen. */
    public static String query(Dialect dialect, Set<TableName> present) {
        return query(
                dialect,
                contract -> present.contains(contract.name())
                        ? contract.name().toString()
                        : "(" + nothing(dialect, contract) + ")");
    }

    /** The query behind the view, over tables as an engine is to call them. */
    public static String query(Dialect dialect, Function<TableContract, String> called) {
        List<String> live = new ArrayList<>(List.of("n.profile_id"));
        List<String> gold = new ArrayList<>(List.of("c.profile_id"));
        for (String column : LIVE) {
            live.add("n." + column);
            gold.add("CAST(NULL AS " + dialect.typeName(type(column)) + ") AS " + column);
        }
        for (Column trait : traits()) {
            String name = dialect.quote(trait.name());
            String value = dialect.mapValue("n.traits", trait.name()) + "." + dialect.quote("value");
            live.add((trait.type() == Scalar.STRING ? value : dialect.tryCast(value, trait.type())) + " AS " + name);
            gold.add("c." + name);
        }
        String changes = called.apply(EventTables.PROFILE_CHANGES);
        String customers = called.apply(GoldTables.CUSTOMERS);
        return "WITH ranked AS (SELECT p.*, row_number() OVER (PARTITION BY profile_id ORDER BY log_offset DESC) AS age"
                + " FROM " + changes + " p),\n"
                + " newest AS (SELECT * FROM ranked WHERE age = 1),\n"
                + " held AS (SELECT profile_id FROM newest UNION SELECT "
                + dialect.unnested("constituents") + " AS profile_id FROM newest WHERE state = 'live')\n"
                + "SELECT " + String.join(",\n  ", live) + "\nFROM newest n WHERE n.state = 'live'\n"
                + "UNION ALL\n"
                + "SELECT " + String.join(",\n  ", gold) + "\nFROM " + customers
                + " c WHERE NOT EXISTS (SELECT 1 FROM held h WHERE h.profile_id = c.profile_id)";
    }

    private static List<Column> traits() {
        return GoldTables.CUSTOMERS.columns().stream()
                .filter(column -> !NO_TRAIT.contains(column.name()))
                .filter(column -> column.type() == Scalar.STRING || column.type() == Scalar.DATE)
                .toList();
    }

    private static ColumnType type(String name) {
        return EventTables.PROFILE_CHANGES.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .type();
    }

    private static String nothing(Dialect dialect, TableContract contract) {
        return contract.columns().stream()
                .map(column ->
                        "CAST(NULL AS " + dialect.typeName(column.type()) + ") AS " + dialect.quote(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE FALSE"));
    }
}
