package io.tarn.loop.audience;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code gold.customers} says of a profile that only a gold run knows, in the words of the live road. */
final class GoldSide {
    private final Dialect dialect;
    private final Set<TableName> present;
    private final Map<String, Column> traits = new LinkedHashMap<>();

    /** @param customers the columns of {@code gold.customers}; empty where it is not there */
    private GoldSide(Dialect dialect, Set<TableName> present, List<Column> customers) {
        this.dialect = dialect;
        this.present = present;
        customers.stream().filter(column -> GoldTables.isTrait(column.name())).forEach(column -> {
            traits.put(column.name(), column);
        });
    }

    /** As a session sees it. */
    static GoldSide of(LakeSession session, Set<TableName> present) {
        List<Column> customers = present.contains(GoldTables.CUSTOMERS.name())
                ? session.columns(Statement.of("SELECT * FROM " + GoldTables.CUSTOMERS.name()))
                : List.of();
        return new GoldSide(session.dialect(), present, customers);
    }

    /** Without the traits of which no customer has a value: nothing is said of them as it is. */
    GoldSide filled(LakeSession session) {
        List<Column> columns = List.copyOf(traits.values());
        if (columns.isEmpty()) {
            return this;
        }
        String counts = columns.stream()
                .map(column -> "count(" + dialect.quote(column.name()) + ")")
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + GoldTables.CUSTOMERS.name()));
        List<Column> filled = new ArrayList<>();
        session.query(Statement.of(counts), row -> {
            for (int i = 0; i < columns.size(); i++) {
                if (row.number(i) > 0) {
                    filled.add(columns.get(i));
                }
            }
            return filled;
        });
        return new GoldSide(dialect, present, filled);
    }

    /** The traits that have a column. */
    Map<String, Column> traits() {
        return Map.copyOf(traits);
    }

    /** What an engine is to call the table; empty where it is not there. */
    Optional<String> called(Set<String> own) {
        if (!present.contains(GoldTables.CUSTOMERS.name())) {
            return Optional.empty();
        }
        if (!own.contains(LivingRelations.IDENTIFIERS) || !hasIdentifiers()) {
            return Optional.of(GoldTables.CUSTOMERS.name().toString());
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("type", "type");
        parts.put("value", "value");
        return Optional.of("(SELECT g.*, i.leads FROM " + GoldTables.CUSTOMERS.name()
                + " g LEFT JOIN (SELECT profile_id, array_sort(array_agg(" + dialect.structOf(parts)
                + ")) AS leads FROM "
                + IdentityTables.IDENTIFIERS.name()
                + " WHERE NOT quarantined GROUP BY profile_id) i ON i.profile_id = g.profile_id)");
    }

    private boolean hasIdentifiers() {
        return present.contains(IdentityTables.IDENTIFIERS.name());
    }

    /** What stands for a column that is no trait. */
    String known(String column) {
        return switch (column) {
            case LivingRelations.CONSTITUENTS -> dialect.listOfTexts(List.of("c.profile_id"));
            case LivingRelations.IDENTIFIERS ->
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
    String said(String trait) {
        Column column = traits.get(trait);
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
}
