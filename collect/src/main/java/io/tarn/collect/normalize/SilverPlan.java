package io.tarn.collect.normalize;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements that bring one source into silver: dictionaries of different values, the rows that lose against others
 * of the same key, the records, and what is rejected. Immutable; runs nothing.
 */
public final class SilverPlan {
    /** Below so many rows a dictionary costs more than it saves. */
    private static final long DICTIONARY_ROWS_MIN = 20_000;
    /** A dictionary pays while at most this share of the values are different. */
    private static final double DICTIONARY_SHARE_MAX = 0.4;

    private final SourceDefinition definition;
    private final SourceRelation relation;
    private final Dialect dialect;
    private final List<PreparedColumn> columns;
    private final Keys keys;

    private SilverPlan(
            SourceDefinition definition, SourceRelation relation, Dialect dialect, List<PreparedColumn> columns) {
        this.definition = definition;
        this.relation = relation;
        this.dialect = dialect;
        this.columns = columns;
        this.keys = new Keys(definition, relation, dialect, observedAt(definition, columns, dialect));
    }

    /**
     * The plan for a definition whose columns are mapped.
     *
     * @param distinct how many different values each mapped column has, by its label; columns that are missing here
     *     are taken as all different
     */
    public static SilverPlan of(
            SourceDefinition definition,
            SourceRelation relation,
            Dialect dialect,
            long rows,
            Map<String, Long> distinct) {
        List<PreparedColumn> columns = new ArrayList<>();
        checkColumns(definition, relation);
        for (ColumnMapping mapping : definition.columns()) {
            long different = distinct.getOrDefault(mapping.label(), rows);
            boolean dictionary = !mapping.rules().isEmpty()
                    && rows >= DICTIONARY_ROWS_MIN
                    && different <= rows * DICTIONARY_SHARE_MAX;
            columns.add(new PreparedColumn(
                    definition.name().value(), columns.size(), mapping, Normalizer.of(mapping.rules()), dictionary));
        }
        return new SilverPlan(definition, relation, dialect, List.copyOf(columns));
    }

    private static void checkColumns(SourceDefinition definition, SourceRelation relation) {
        List<String> wanted = new ArrayList<>();
        definition.columns().forEach(mapping -> wanted.add(mapping.column()));
        List<String> labels =
                definition.columns().stream().map(ColumnMapping::label).toList();
        definition.key().filter(key -> !labels.contains(key)).ifPresent(wanted::add);
        definition.observedAt().filter(time -> !labels.contains(time)).ifPresent(wanted::add);
        List<String> missing = wanted.stream()
                .filter(column -> !relation.columns().contains(column))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "Source '" + definition.name() + "' has no column '" + String.join("', '", missing)
                            + "'. Its columns are: "
                            + String.join(
                                    ", ", relation.columns().stream().limit(20).toList())
                            + ". Mend sources/" + definition.name() + ".yaml.");
        }
    }

    /** The functions that the statements call, to be registered before. */
    public List<ScalarFunction> functions() {
        List<ScalarFunction> functions = new ArrayList<>();
        for (PreparedColumn column : columns) {
            if (column.hasRules()) {
                functions.add(column.valueFunction());
            }
            if (column.hasPart()) {
                functions.add(column.partFunction());
            }
        }
        return functions;
    }

    /** Makes the dictionaries; to be run before {@link #records()}. */
    public List<Statement> dictionaries() {
        return columns.stream()
                .filter(PreparedColumn::dictionary)
                .map(column -> column.createDictionary(dialect, relation.name()))
                .toList();
    }

    /** Drops what {@link #dictionaries()} and {@link #losers()} made. */
    public List<Statement> cleanUp() {
        List<Statement> drops = new ArrayList<>();
        columns.stream()
                .filter(PreparedColumn::dictionary)
                .map(PreparedColumn::dropDictionary)
                .forEach(drops::add);
        drops.add(keys.dropLosers());
        return drops;
    }

    /** Counts: all rows, rows with a key, different keys. */
    public Statement countKeys() {
        return keys.count();
    }

    /** Makes the table of rows that lose against another row of the same key, which may be empty. */
    public Statement losers() {
        return keys.createLosers();
    }

    /** Makes that table empty, for keys that were counted to be unique. */
    public Statement noLosers() {
        return keys.createNoLosers();
    }

    /** Counts the losing rows by fate: same, repeated, older. */
    public Statement countLosers() {
        return keys.countLosers();
    }

    /** The accepted records in the columns of {@code silver.records}. */
    public Statement records() {
        return new RecordsQuery(definition, relation, dialect, columns, keys).statement();
    }

    /** The rows that are not accepted, in the columns of {@code silver.rejected}. */
    public Statement rejected() {
        return keys.rejected();
    }

    private static Optional<String> observedAt(
            SourceDefinition definition, List<PreparedColumn> columns, Dialect dialect) {
        if (definition.observedAt().isEmpty()) {
            return Optional.empty();
        }
        String label = definition.observedAt().get();
        for (PreparedColumn column : columns) {
            if (column.mapping().label().equals(label)) {
                String call = column.hasRules()
                        ? column.valueFunction().name() + "(" + column.text(dialect) + ")"
                        : column.text(dialect);
                return Optional.of(dialect.tryCast(call, io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP));
            }
        }
        return Optional.of(dialect.tryCast(
                "CAST(r." + dialect.quote(label) + " AS "
                        + dialect.typeName(io.tarn.lake.table.ColumnType.Scalar.STRING) + ")",
                io.tarn.lake.table.ColumnType.Scalar.TIMESTAMP));
    }
}
