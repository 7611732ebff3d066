package io.tarn.loop.audience;

import io.tarn.audience.eval.LakeRelations;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.lake.view.LivingProfiles;
import io.tarn.lake.view.StatedProfiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Living profiles and their events as relations, with no more columns than are asked for: told by {@code
 * gold.profile_states} and what changed since where that is there, else found from all changes, to the same rows.
 * Tables that are not there count as empty.
 */
final class LivingRelations {
    /** The relations by their names in a statement. */
    static final String LIVING = "living";

    static final String OWNED = "owned";

    /** Columns that a relation of living profiles may have. */
    static final String CONSTITUENTS = "constituents";

    static final String IDENTIFIERS = "identifiers";
    static final String CONSENTS = "consents";

    private final Dialect dialect;
    private final Set<TableName> present;
    private final GoldSide gold;
    private final Optional<ToldStates> told;

    /** @param told empty where every profile is to be found from its changes */
    LivingRelations(Dialect dialect, Set<TableName> present, GoldSide gold, Optional<ToldStates> told) {
        this.dialect = dialect;
        this.present = present;
        this.gold = gold;
        this.told = told;
    }

    /** The traits that have a column in {@code gold.customers}. */
    Map<String, Column> goldTraits() {
        return gold.traits();
    }

    /**
     * The relations that an expression reads.
     *
     * @param traits the said traits that it looks at
     * @param own what else of a profile is looked at: columns by their names here
     */
    LakeRelations of(Set<String> traits, Set<String> own) {
        Map<String, String> columns = new LinkedHashMap<>();
        traits.stream().sorted().forEach(trait -> columns.put(trait, "x" + columns.size()));
        return told.map(states -> stated(states, columns, own)).orElseGet(() -> found(columns, own));
    }

    private LakeRelations found(Map<String, String> columns, Set<String> own) {
        Statement living = changed(columns, own);
        String owned = own.contains(CONSTITUENTS)
                ? ", " + OWNED + " AS (SELECT profile_id, " + dialect.unnested(CONSTITUENTS)
                        + " AS constituent_id FROM " + LIVING + ")"
                : "";
        String events = "(SELECT o.profile_id, e.name, e.\"timestamp\", e.message_id, e.properties FROM "
                + EventTables.SILVER.name() + " e JOIN " + OWNED + " o ON o.constituent_id = e.constituent_id) ev";
        return new LakeRelations(
                LIVING, orNone(events), columns, living.withSql(LIVING + " AS (" + living.sql() + ")" + owned));
    }

    /** An event of a constituent that no profile of another id holds is that of the profile of its id, if one lives. */
    private LakeRelations stated(ToldStates states, Map<String, String> columns, Set<String> own) {
        StatedProfiles profiles = new StatedProfiles(dialect, states.through());
        List<StatedProfiles.Asked> asked = asked(states, columns, own);
        Statement since = profiles.since(asked);
        Statement living = profiles.living(asked, otherGold(states, own));
        String moved = own.contains(CONSTITUENTS) ? ", " + OWNED + " AS (" + profiles.moved() + ")" : "";
        String events = "(SELECT CASE WHEN o.constituent_id IS NULL THEN e.constituent_id ELSE o.profile_id END AS"
                + " profile_id, e.name, e.\"timestamp\", e.message_id, e.properties FROM " + EventTables.SILVER.name()
                + " e LEFT JOIN " + OWNED
                + " o ON o.constituent_id = e.constituent_id WHERE e.constituent_id IS NOT NULL) ev";
        return new LakeRelations(
                LIVING,
                orNone(events),
                columns,
                joined(since, since.sql() + ", " + LIVING + " AS (" + living.sql() + ")" + moved, living));
    }

    /** Living profiles with some traits, each in a column of a name of ours, and other columns. */
    Statement living(Map<String, String> traits, Set<String> own) {
        if (told.isEmpty()) {
            return changed(traits, own);
        }
        StatedProfiles profiles = new StatedProfiles(dialect, told.get().through());
        List<StatedProfiles.Asked> asked = asked(told.get(), traits, own);
        Statement since = profiles.since(asked);
        Statement living = profiles.living(asked, otherGold(told.get(), own));
        return joined(since, "WITH " + since.sql() + " SELECT * FROM (" + living.sql() + ") l", living);
    }

    private static Statement joined(Statement first, String sql, Statement second) {
        List<@Nullable Object> values = new ArrayList<>(first.values());
        values.addAll(second.values());
        return Statement.of(sql, values.toArray());
    }

    private Optional<String> otherGold(ToldStates states, Set<String> own) {
        return states.tellsGold() ? Optional.empty() : gold.called(own);
    }

    private List<StatedProfiles.Asked> asked(ToldStates states, Map<String, String> traits, Set<String> own) {
        List<StatedProfiles.Asked> asked = new ArrayList<>();
        own.stream().sorted().forEach(column -> {
            String state = column.equals(CONSTITUENTS)
                    ? "COALESCE(s.parts, " + dialect.listOfTexts(List.of("s.profile_id")) + ")"
                    : "s." + column;
            asked.add(new StatedProfiles.Asked(
                    column, Statement.of("p." + column), Statement.of(state), gold.known(column)));
        });
        traits.forEach((trait, column) -> {
            Statement state = states.traits().contains(trait)
                    ? Statement.of("s." + dialect.quote(ToldStates.column(trait)))
                    : Statement.of("s.traits[?]", trait);
            asked.add(new StatedProfiles.Asked(
                    column, Statement.of("p.traits[?].value", trait), state, gold.said(trait)));
        });
        return asked;
    }

    /** As found from the changes. */
    private Statement changed(Map<String, String> traits, Set<String> own) {
        List<LivingProfiles.Asked> asked = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        own.stream()
                .sorted()
                .forEach(column -> asked.add(new LivingProfiles.Asked(column, "p." + column, gold.known(column))));
        traits.forEach((trait, column) -> {
            asked.add(new LivingProfiles.Asked(column, "p.traits[?].value", gold.said(trait)));
            values.add(trait);
        });
        String sql = LivingProfiles.query(dialect, contract -> called(contract, own), asked);
        return present.contains(EventTables.PROFILE_CHANGES.name())
                ? Statement.of(sql, values.toArray())
                : Statement.of(sql);
    }

    private Optional<String> called(TableContract contract, Set<String> own) {
        if (contract.equals(GoldTables.CUSTOMERS)) {
            return gold.called(own);
        }
        return Optional.of(contract.name()).filter(present::contains).map(TableName::toString);
    }

    /** Events with the profile that they belong to now: an event stays with its constituent, wherever that goes. */
    private String orNone(String events) {
        if (present.contains(EventTables.SILVER.name())) {
            return events;
        }
        return ("(SELECT CAST(NULL AS %1$s) AS profile_id, CAST(NULL AS %1$s) AS name,"
                        + " CAST(NULL AS %2$s) AS \"timestamp\", CAST(NULL AS %1$s) AS message_id, CAST(NULL AS %3$s) AS"
                        + " properties WHERE FALSE) ev")
                .formatted(
                        dialect.typeName(Scalar.STRING),
                        dialect.typeName(Scalar.TIMESTAMP),
                        dialect.typeName(new MapOf(Scalar.STRING)));
    }
}
