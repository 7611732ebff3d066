package io.tarn.loop.audience;

import io.tarn.audience.eval.LakeRelations;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.lake.view.LivingProfiles;
import io.tarn.lake.view.LivingProfiles.Asked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Living profiles and their events as relations, with no more columns than are asked for. Tables that are not there
 * count as empty.
 */
final class LivingRelations {
    /** The relations by their names in a statement. */
    static final String LIVING = "living";

    static final String OWNED = "owned";

    /** Columns that a relation of living profiles may have. */
    static final String CONSTITUENTS = "constituents";

    static final String IDENTIFIERS = "identifiers";
    static final String CONSENTS = "consents";
    /** Its live traits as structs by name; NULL for a profile that only a gold run knows. */
    static final String TRAITS = "traits";

    private final Dialect dialect;
    private final Set<TableName> present;
    private final Map<String, Column> gold = new LinkedHashMap<>();

    /** @param customers the columns of {@code gold.customers}; empty where it is not there */
    LivingRelations(Dialect dialect, Set<TableName> present, List<Column> customers) {
        this.dialect = dialect;
        this.present = present;
        customers.stream().filter(column -> GoldTables.isTrait(column.name())).forEach(column -> {
            gold.put(column.name(), column);
        });
    }

    /** The traits that have a column in {@code gold.customers}. */
    Map<String, Column> goldTraits() {
        return Map.copyOf(gold);
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
        Statement living = living(columns, own);
        String owned = own.contains(CONSTITUENTS)
                ? ", " + OWNED + " AS (SELECT profile_id, " + dialect.unnested(CONSTITUENTS)
                        + " AS constituent_id FROM " + LIVING + ")"
                : "";
        return new LakeRelations(
                LIVING, events(), columns, living.withSql(LIVING + " AS (" + living.sql() + ")" + owned));
    }

    /** Living profiles with some traits, each in a column of a name of ours, and other columns. */
    Statement living(Map<String, String> traits, Set<String> own) {
        List<Asked> asked = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        own.stream().sorted().forEach(column -> asked.add(new Asked(column, "p." + column, known(column))));
        traits.forEach((trait, column) -> {
            asked.add(new Asked(column, "p.traits[?].value", said(trait)));
            values.add(trait);
        });
        String sql = LivingProfiles.query(dialect, contract -> called(contract, own), asked);
        return new Statement(
                sql, present.contains(EventTables.PROFILE_CHANGES.name()) ? new ArrayList<>(values) : List.of());
    }

    private Optional<String> called(TableContract contract, Set<String> own) {
        if (!present.contains(contract.name())) {
            return Optional.empty();
        }
        boolean led = contract.equals(GoldTables.CUSTOMERS) && own.contains(IDENTIFIERS) && hasIdentifiers();
        if (!led) {
            return Optional.of(contract.name().toString());
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("type", "type");
        parts.put("value", "value");
        return Optional.of("(SELECT g.*, i.leads FROM " + contract.name() + " g LEFT JOIN (SELECT profile_id,"
                + " array_sort(array_agg(" + dialect.structOf(parts) + ")) AS leads FROM "
                + IdentityTables.IDENTIFIERS.name()
                + " WHERE NOT quarantined GROUP BY profile_id) i ON i.profile_id = g.profile_id)");
    }

    private boolean hasIdentifiers() {
        return present.contains(IdentityTables.IDENTIFIERS.name());
    }

    /** What is known of a profile that only a gold run knows. */
    private String known(String column) {
        return switch (column) {
            case CONSTITUENTS -> dialect.listOfTexts(List.of("c.profile_id"));
            case IDENTIFIERS ->
                hasIdentifiers() && present.contains(GoldTables.CUSTOMERS.name()) ? "c.leads" : none(column);
            default -> none(column);
        };
    }

    private String none(String column) {
        ColumnType type = EventTables.PROFILE_CHANGES.columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow()
                .type();
        return "CAST(NULL AS " + dialect.typeName(type) + ")";
    }

    /** The text of a trait as the live road would have it once the run is published. */
    private String said(String trait) {
        Column column = gold.get(trait);
        if (column == null) {
            return "CAST(NULL AS " + text() + ")";
        }
        String value = "c." + dialect.quote(column.name());
        String cast = "CAST(" + value + " AS " + text() + ")";
        if (column.type() == Scalar.STRING) {
            return value;
        }
        if (column.type() == Scalar.TIMESTAMP) {
            return dialect.instantText(value);
        }
        boolean exact = column.type() == Scalar.DECIMAL || column.type() == Scalar.DECIMAL_SUM;
        return exact ? "TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM " + cast + "))" : cast;
    }

    private String text() {
        return dialect.typeName(Scalar.STRING);
    }

    /** Events with the profile that they belong to now: an event stays with its constituent, wherever that goes. */
    private String events() {
        if (!present.contains(EventTables.SILVER.name())) {
            return ("(SELECT CAST(NULL AS %1$s) AS profile_id, CAST(NULL AS %1$s) AS name,"
                            + " CAST(NULL AS %2$s) AS \"timestamp\", CAST(NULL AS %1$s) AS message_id, CAST(NULL AS %3$s) AS"
                            + " properties WHERE FALSE) ev")
                    .formatted(text(), dialect.typeName(Scalar.TIMESTAMP), dialect.typeName(new MapOf(Scalar.STRING)));
        }
        return "(SELECT o.profile_id, e.name, e.\"timestamp\", e.message_id, e.properties FROM "
                + EventTables.SILVER.name() + " e JOIN " + OWNED + " o ON o.constituent_id = e.constituent_id) ev";
    }
}
