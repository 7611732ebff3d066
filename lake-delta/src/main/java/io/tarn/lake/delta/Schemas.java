package io.tarn.lake.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.transaction.UpdateTableTransactionBuilder;
import io.delta.kernel.types.StructType;
import io.tarn.lake.Lake;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes tables of contracts, and changes their columns. */
final class Schemas {
    private static final String STATISTICS_COLUMNS = "delta.dataSkippingStatsColumns";

    private final DeltaTables tables;

    Schemas(DeltaTables tables) {
        this.tables = tables;
    }

    TableSnapshot create(TableContract contract) {
        if (!tables.exists(contract.name())) {
            return createNew(contract);
        }
        return change(contract.name(), contract.columns(), properties(contract));
    }

    TableSnapshot evolve(TableName name, List<Column> columns) {
        return change(name, columns, Map.of());
    }

    private TableSnapshot createNew(TableContract contract) {
        Path path = tables.path(contract.name());
        try (Lake.Lock _ = tables.lock(contract.name(), "create")) {
            if (tables.exists(contract.name())) {
                return tables.latest(contract.name());
            }
            Files.createDirectories(path);
            return tables.remember(DeltaTables.guarded(path, () -> {
                Transaction transaction = TableManager.buildCreateTableTransaction(
                                path.toString(), DeltaTypes.schema(contract.columns()), KernelLog.ENGINE + " create")
                        .withTableProperties(properties(contract))
                        .build(tables.log().engine());
                return tables.log().commit(path, transaction, List.of());
            }));
        } catch (IOException e) {
            throw DeltaErrors.storage("creating table " + contract.name(), path, e);
        }
    }

    /** Adds the columns that the table lacks, and sets properties that differ. */
    private TableSnapshot change(TableName name, List<Column> columns, Map<String, String> properties) {
        TableSnapshot seen = tables.latest(name);
        if (missing(name, seen, columns).isEmpty()
                && different(seen, properties).isEmpty()) {
            return seen;
        }
        try (Lake.Lock _ = tables.lock(name, "evolve")) {
            TableSnapshot latest = tables.latest(name);
            if (!missing(name, latest, columns).isEmpty() && !latest.isMapped()) {
                // Turned on later rather than at creation, so that files keep holding columns under their own names.
                latest = commit(latest, List.of(), Map.of(TableSnapshot.COLUMN_MAPPING, "name"));
            }
            List<Column> missing = missing(name, latest, columns);
            Map<String, String> changed = new LinkedHashMap<>(different(latest, properties));
            if (!missing.isEmpty()) {
                List<Column> all = new ArrayList<>(latest.columns());
                all.addAll(missing);
                changed.put(STATISTICS_COLUMNS, statisticsColumns(all, latest.sortedBy()));
            }
            return missing.isEmpty() && changed.isEmpty() ? latest : commit(latest, missing, changed);
        }
    }

    private TableSnapshot commit(TableSnapshot base, List<Column> added, Map<String, String> properties) {
        return tables.remember(DeltaTables.guarded(base.path(), () -> {
            UpdateTableTransactionBuilder builder = base.kernel()
                    .buildUpdateTableTransaction(KernelLog.ENGINE + " evolve", Operation.MANUAL_UPDATE)
                    .withMaxRetries(0);
            if (!properties.isEmpty()) {
                builder.withTablePropertiesAdded(properties);
            }
            if (!added.isEmpty()) {
                StructType schema = base.schema();
                for (Column column : added) {
                    schema = schema.add(DeltaTypes.field(column));
                }
                builder.withUpdatedSchema(schema);
            }
            return tables.log().commit(base.path(), builder.build(tables.log().engine()), List.of());
        }));
    }

    private static List<Column> missing(TableName name, TableSnapshot table, List<Column> columns) {
        Map<String, Column> present = new HashMap<>();
        for (Column column : table.columns()) {
            present.put(column.name(), column);
        }
        List<Column> missing = new ArrayList<>();
        for (Column column : columns) {
            Column known = present.get(column.name());
            if (known == null) {
                missing.add(column);
            } else if (!known.type().equals(column.type())) {
                throw DeltaErrors.typeChange(
                        name,
                        column.name(),
                        DuckDbDialect.INSTANCE.typeName(known.type()),
                        DuckDbDialect.INSTANCE.typeName(column.type()));
            }
        }
        return missing;
    }

    private static Map<String, String> different(TableSnapshot table, Map<String, String> properties) {
        Map<String, String> different = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith("tarn.") && !value.equals(table.properties().get(key))) {
                different.put(key, value);
            }
        });
        return different;
    }

    private Map<String, String> properties(TableContract contract) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(TableSnapshot.MEANING, contract.meaning());
        properties.put(TableSnapshot.KEY, String.join(",", contract.key()));
        properties.put(TableSnapshot.SORTED_BY, String.join(",", contract.sortedBy()));
        properties.put("delta.enableInCommitTimestamps", "true");
        properties.put(
                "delta.checkpointInterval", Integer.toString(tables.config().checkpointInterval()));
        properties.put(STATISTICS_COLUMNS, statisticsColumns(contract.columns(), contract.sortedBy()));
        return properties;
    }

    /** Keeps other writers from collecting bounds of personal columns. */
    static String statisticsColumns(List<Column> columns, List<String> sortedBy) {
        List<String> bounded = FileStatistics.bounded(DeltaTypes.schema(columns).fields(), sortedBy);
        return String.join(
                ",",
                bounded.stream()
                        .map(name -> '`' + name.replace("`", "``") + '`')
                        .toList());
    }
}
