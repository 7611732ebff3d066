package io.tarn.unify.survivorship;

import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.TableContract;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.TraitDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns of {@code gold.customers}: the contract's and one for each declared trait.
 *
 * @param attributes the declared traits that have a column, by column name
 * @param consents the names of the traits that say whether something was agreed to
 * @param notes what a person should know: too many traits, names that had to give way
 */
public record GoldColumns(Map<String, TraitDeclaration> attributes, List<String> consents, List<String> notes) {
    /** More declared traits than these stay together in one map column. */
    public static final int COLUMNS_MAX = 500;

    public GoldColumns {
        attributes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        consents = List.copyOf(consents);
        notes = List.copyOf(notes);
    }

    /**
     * Gives each declared trait a column, in the order of their names.
     *
     * @param existing the columns that the table has already: a trait whose type has changed gets a column of its own
     */
    public static GoldColumns plan(List<TraitDeclaration> declarations, List<Column> existing) {
        TreeMap<String, TraitDeclaration> byName = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        for (TraitDeclaration declaration : declarations) {
            TraitDeclaration known = byName.putIfAbsent(declaration.name(), declaration);
            if (known != null && known.type() != declaration.type()) {
                byName.put(declaration.name(), TraitDeclaration.text(declaration.name()));
                notes.add("Trait '" + declaration.name() + "' has different types in different sources: it is text.");
            }
        }
        List<String> consents = byName.values().stream()
                .filter(declaration -> declaration.tag() == SemanticTag.CONSENT)
                .map(TraitDeclaration::name)
                .toList();
        if (byName.size() > COLUMNS_MAX) {
            notes.add(byName.size() + " traits beyond the canonical ones are more than " + COLUMNS_MAX
                    + " columns: they stand as text in the column 'attributes'.");
            return new GoldColumns(Map.of(), consents, notes);
        }
        return new GoldColumns(named(byName, existing, notes), consents, notes);
    }

    private static Map<String, TraitDeclaration> named(
            TreeMap<String, TraitDeclaration> byName, List<Column> existing, List<String> notes) {
        Map<String, Column> types = new HashMap<>();
        existing.forEach(column -> types.put(column.name(), column));
        Set<String> taken = new HashSet<>();
        GoldTables.CUSTOMERS.columns().forEach(column -> taken.add(column.name()));
        Map<String, TraitDeclaration> named = new LinkedHashMap<>();
        for (TraitDeclaration declaration : byName.values()) {
            Scalar type = TraitValues.columnType(declaration.type());
            String column = taken.contains(declaration.name()) ? "trait_" + declaration.name() : declaration.name();
            Column known = types.get(column);
            if (known != null && known.type() != type) {
                column = column + "_" + type.name().toLowerCase(Locale.ROOT);
            }
            while (!taken.add(column)) {
                column = column + "_";
            }
            if (!column.equals(declaration.name())) {
                notes.add("Trait '" + declaration.name() + "' stands in column '" + column
                        + "': its own name is taken, or held values of another type before.");
            }
            named.put(column, declaration);
        }
        return named;
    }

    /** The contract of {@code gold.customers} with these columns. */
    public TableContract contract() {
        List<Column> columns = new ArrayList<>(GoldTables.CUSTOMERS.columns());
        attributes.forEach((column, declaration) -> columns.add(Column.personal(
                column,
                TraitValues.columnType(declaration.type()),
                declaration.tag().meaning())));
        return new TableContract(
                GoldTables.CUSTOMERS.name(),
                GoldTables.CUSTOMERS.meaning(),
                columns,
                GoldTables.CUSTOMERS.key(),
                GoldTables.CUSTOMERS.sortedBy());
    }
}
