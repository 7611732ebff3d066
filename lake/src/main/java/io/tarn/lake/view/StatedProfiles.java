package io.tarn.lake.view;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.EventTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who lives, in SQL, told from {@code gold.profile_states} and from what changed since: the same rows as {@link
 * LivingProfiles}, without finding the newest row of every profile anew.
 *
 * <p>A live profile that did not change since stands as it was told. One that did is read from {@code
 * gold.profile_changes}. A profile that only a gold run knows is hidden where a live profile has become or holds it; one
 * that was held is looked at again when its holder changed.
 */
public final class StatedProfiles {
    /** The relation of what changed since, by its name in a statement. */
    public static final String SINCE = "since";

    private static final String CHANGES = EventTables.PROFILE_CHANGES.name().toString();
    private static final String STATES = EventTables.PROFILE_STATES.name().toString();
    /** Questions to a relation that do not name the row at hand: engines build it once and look each row up. */
    private static final String UNCHANGED = "s.profile_id NOT IN (SELECT profile_id FROM " + SINCE + ")";

    private static final String NOT_TAKEN = "profile_id NOT IN (SELECT profile_id FROM taken)";

    private final Dialect dialect;
    private final long through;

    /** @param through the log entry up to which {@code gold.profile_states} tells */
    public StatedProfiles(Dialect dialect, long through) {
        this.dialect = dialect;
        this.through = through;
    }

    /**
     * A column of a living profile.
     *
     * @param name ours, in need of no quotes
     * @param live what it is over a row {@code p} of {@code gold.profile_changes}
     * @param state what it is over a row {@code s} of {@code gold.profile_states}
     * @param gold what it is over a row {@code c} of {@code gold.customers}
     */
    public record Asked(String name, Statement live, Statement state, String gold) {}

    /** {@value #SINCE}: what became of the profiles that changed since, with the columns that are asked for. */
    public Statement since(List<Asked> columns) {
        StringBuilder sql = new StringBuilder(SINCE + " AS (SELECT p.profile_id, ")
                .append(newest("p.state"))
                .append(" AS its_state, ")
                .append(newest("p.constituents"))
                .append(" AS its_parts");
        List<@Nullable Object> values = new ArrayList<>();
        for (Asked column : columns) {
            sql.append(", ").append(newest(column.live().sql())).append(" AS ").append(column.name());
            values.addAll(column.live().values());
        }
        sql.append(" FROM ").append(CHANGES).append(" p WHERE p.log_offset > ").append(through);
        return Statement.of(sql.append(" GROUP BY p.profile_id)").toString(), values.toArray());
    }

    /**
     * Rows of {@code profile_id} and the columns that are asked for, over {@link #since}.
     *
     * @param customers what an engine is to call {@code gold.customers} where it is another than the one told; empty
     *     where it is the same, or is not there
     */
    public Statement living(List<Asked> columns, Optional<String> customers) {
        List<@Nullable Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("WITH taken AS (SELECT profile_id FROM " + SINCE + " UNION ALL SELECT "
                + dialect.unnested("its_parts") + " AS profile_id FROM " + SINCE + " WHERE its_state = 'live')\n");
        told(columns, "s.state = 'live' AND " + UNCHANGED, sql, values);
        sql.append("\nUNION ALL\nSELECT d.profile_id");
        columns.forEach(column -> sql.append(", d.").append(column.name()));
        sql.append(" FROM " + SINCE + " d WHERE d.its_state = 'live'\nUNION ALL\n");
        if (customers.isPresent()) {
            sql.append("SELECT c.profile_id");
            columns.forEach(column ->
                    sql.append(", ").append(column.gold()).append(" AS ").append(column.name()));
            sql.append(" FROM ")
                    .append(customers.get())
                    .append(" c WHERE c.profile_id NOT IN (")
                    .append(held())
                    .append(")");
        } else {
            told(columns, "s.state = 'gold' AND s." + NOT_TAKEN, sql, values);
            sql.append("\nUNION ALL\n");
            String released =
                    "s.state = 'held' AND s.held_by IN (SELECT profile_id FROM " + SINCE + ") AND s." + NOT_TAKEN;
            told(columns, released, sql, values);
        }
        return Statement.of(sql.toString(), values.toArray());
    }

    /** Where events go whose constituent is no profile by itself, over {@link #since}. */
    public String moved() {
        return "SELECT s.profile_id, " + dialect.unnested("s.parts") + " AS constituent_id FROM " + STATES
                + " s WHERE s.state = 'live' AND s.parts IS NOT NULL AND " + UNCHANGED
                + " UNION ALL SELECT d.profile_id, "
                + dialect.unnested("d.its_parts") + " AS constituent_id FROM " + SINCE
                + " d WHERE d.its_state = 'live'";
    }

    /** The ids of which the live road knows what became. */
    private String held() {
        return "SELECT profile_id FROM taken UNION ALL SELECT s.profile_id FROM " + STATES
                + " s WHERE s.state IN ('live', 'merged', 'forgotten') UNION ALL SELECT " + dialect.unnested("s.parts")
                + " AS profile_id FROM " + STATES + " s WHERE s.state = 'live' AND s.parts IS NOT NULL AND "
                + UNCHANGED;
    }

    private static void told(List<Asked> columns, String condition, StringBuilder sql, List<@Nullable Object> values) {
        sql.append("SELECT s.profile_id");
        for (Asked column : columns) {
            sql.append(", ").append(column.state().sql()).append(" AS ").append(column.name());
            values.addAll(column.state().values());
        }
        sql.append(" FROM ").append(STATES).append(" s WHERE ").append(condition);
    }

    private String newest(String expression) {
        return dialect.newest(expression, "p.log_offset");
    }
}
