package io.tarn.lake.delta;

import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.tarn.lake.Lake;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes tables of contracts, and changes their columns. */
final class Schemas {
    private final DeltaTables tables;

    Schemas(DeltaTables tables) {
        this.tables = tables;
    }

    TableSnapshot create(TableContract contract) {
        Path path = tables.path(contract.name());
        if (tables.exists(contract.name())) {
            return tables.latest(contract.name());
        }
        try (Lake.Lock lock = tables.lock(contract.name(), "create")) {
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

    private Map<String, String> properties(TableContract contract) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(TableSnapshot.MEANING, contract.meaning());
        properties.put(TableSnapshot.KEY, String.join(",", contract.key()));
        properties.put(TableSnapshot.SORTED_BY, String.join(",", contract.sortedBy()));
        properties.put("delta.enableInCommitTimestamps", "true");
        properties.put(
                "delta.checkpointInterval", Integer.toString(tables.config().checkpointInterval()));
        properties.put("delta.dataSkippingStatsColumns", statisticsColumns(contract.columns(), contract.sortedBy()));
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
