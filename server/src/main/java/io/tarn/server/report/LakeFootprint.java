package io.tarn.server.report;

import io.tarn.lake.TableState;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.server.report.Footprint.Copy;
import io.tarn.server.report.Footprint.CopyKind;
import io.tarn.server.report.Footprint.TableWritten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads from the states of the tables where personal data lies, and which versions a run wrote. */
final class LakeFootprint {
    private LakeFootprint() {}

    static List<Copy> copies(List<TableState> tables, List<Copy> others) {
        Map<TableName, TableContract> contracts = new HashMap<>();
        Contracts.ALL.forEach(contract -> contracts.put(contract.name(), contract));
        List<Copy> copies = new ArrayList<>();
        for (TableState table : tables) {
            Optional<TableContract> contract = Optional.ofNullable(contracts.get(table.name()));
            Set<String> known = new HashSet<>();
            contract.ifPresent(found ->
                    found.columns().stream().filter(Column::personal).forEach(column -> known.add(column.name())));
            long personal = table.columns().stream()
                    .filter(column -> column.personal() || known.contains(column.name()))
                    .count();
            if (personal > 0) {
                String meaning = contract.map(TableContract::meaning).orElse("A source as landed");
                copies.add(new Copy(
                        table.name().toString(), CopyKind.TABLE, personal, Optional.of(table.rows()), meaning));
            }
        }
        copies.addAll(others);
        return copies;
    }

    /** The tables whose version moved since they were looked at before the run. */
    static List<TableWritten> written(List<TableState> before, List<TableState> after) {
        Map<TableName, Long> versions = new HashMap<>();
        before.forEach(state -> versions.put(state.name(), state.version()));
        List<TableWritten> written = new ArrayList<>();
        for (TableState state : after) {
            Optional<Long> old = Optional.ofNullable(versions.get(state.name()));
            if (old.isEmpty() || old.get() != state.version()) {
                written.add(
                        new TableWritten(state.name().toString(), old, state.version(), state.rows(), state.bytes()));
            }
        }
        return written;
    }
}
