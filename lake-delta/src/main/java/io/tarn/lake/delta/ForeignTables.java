package io.tarn.lake.delta;

import java.nio.file.Path;

/** Delta tables that lie elsewhere and belong to others. */
final class ForeignTables {
    private ForeignTables() {}

    static void attach(DuckDbEngine engine, KernelLog log, String view, Path table) {
        TableSnapshot snapshot = DeltaTables.guarded(
                table, () -> log.latest(table.toAbsolutePath().normalize()));
        engine.execute("CREATE TEMP VIEW " + DuckDbDialect.INSTANCE.quote(view) + " AS "
                + new TableScan(engine, log).select(snapshot));
    }
}
