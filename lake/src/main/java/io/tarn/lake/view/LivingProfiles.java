package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableContract;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who lives, in SQL. A profile that the live road knows lives as its newest row of {@code gold.profile_changes} says;
 * one that only a gold run knows yet has its row of {@code gold.customers}. What was merged away or forgotten does not
 * live. The live view and audiences read this one definition.
 */
public final class LivingProfiles {
    private LivingProfiles() {}

    /** The tables that it looks at. */
    public static final List<TableContract> OVER = List.of(EventTables.PROFILE_CHANGES, GoldTables.CUSTOMERS);

    /**
     * A column of a living profile.
     *
     * @param live what it is over a row {@code p} of {@code gold.profile_changes}
     * @param gold what it is over a row {@code c} of {@code gold.customers}
     */
    public record Asked(String name, String live, String gold) {}

    /**
     * Rows of {@code profile_id} and the columns that are asked for, in their order; each living profile once. Nothing
     * else is read of the tables but what tells who lives.
     *
     * @param called what an engine is to call a table; empty for one that is not there
     */
    public static String query(Dialect dialect, Function<TableContract, Optional<String>> called, List<Asked> columns) {
        Optional<String> changes = called.apply(EventTables.PROFILE_CHANGES);
        Optional<String> customers = called.apply(GoldTables.CUSTOMERS);
        if (changes.isEmpty()) {
            return "SELECT c.profile_id" + listed(dialect, columns, Asked::gold) + "\nFROM "
                    + customers.orElseGet(() -> "(" + nothing(dialect, GoldTables.CUSTOMERS) + ")") + " c";
        }
        String live = "SELECT p.profile_id"
                + listed(dialect, columns, column -> newest(dialect, column.live()))
                + "\nFROM " + changes.get() + " p GROUP BY p.profile_id HAVING " + isLive(dialect);
        return customers
                .map(gold -> held(dialect, changes.get()) + live + "\nUNION ALL\nSELECT c.profile_id"
                        + listed(dialect, columns, Asked::gold) + "\nFROM " + gold
                        + " c WHERE NOT EXISTS (SELECT 1 FROM held h WHERE h.profile_id = c.profile_id)")
                .orElse(live);
    }

    /** The ids of which the live road knows what became, those of a profile's parts included. */
    private static String held(Dialect dialect, String changes) {
        return "WITH held AS (SELECT profile_id FROM " + changes + " UNION ALL SELECT "
                + dialect.unnested("parts") + " AS profile_id FROM (SELECT "
                + newest(dialect, "p.constituents") + " AS parts FROM " + changes
                + " p GROUP BY p.profile_id HAVING " + isLive(dialect) + ") l)\n";
    }

    private static String newest(Dialect dialect, String expression) {
        return dialect.newest(expression, "p.log_offset");
    }

    private static String isLive(Dialect dialect) {
        return newest(dialect, "p.state") + " = 'live'";
    }

    private static String listed(Dialect dialect, List<Asked> columns, Function<Asked, String> value) {
        return columns.stream()
                .map(column -> ",\n  " + value.apply(column) + " AS " + dialect.quote(column.name()))
                .collect(Collectors.joining());
    }

    /** A table without a row. */
    static String nothing(Dialect dialect, TableContract contract) {
        return contract.columns().stream()
                .map(column ->
                        "CAST(NULL AS " + dialect.typeName(column.type()) + ") AS " + dialect.quote(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE FALSE"));
    }
}
