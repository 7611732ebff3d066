package io.tarn.lake.delta;

import io.tarn.lake.table.TableName;
import io.tarn.lake.view.LakeView;
import io.tarn.lake.view.LakeViews;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The tables of a lake as views of one session. Versions are fixed when the session opens; a view is made when a
 * statement first names its table, since most sessions read few. Confined to one thread.
 */
final class SessionViews {
    /** A statement with one of these words may look at views without naming them. */
    private static final List<String> CATALOG_WORDS = List.of("information_schema", "duckdb_", "show", "pragma");

    private final DuckDbEngine engine;
    private final DeltaTables tables;
    private final TableScan scan;
    private final boolean seesNewTables;
    private final Map<TableName, Long> versions;
    private final Set<TableName> made = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();

    SessionViews(
            DuckDbEngine engine,
            DeltaTables tables,
            TableScan scan,
            Map<TableName, Long> versions,
            boolean seesNewTables) {
        this.engine = engine;
        this.tables = tables;
        this.scan = scan;
        this.versions = new HashMap<>(versions);
        this.seesNewTables = seesNewTables;
    }

    /** Makes the views that a statement may name. */
    void provide(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        if (seesNewTables) {
            for (TableName table : tables.names()) {
                if (!versions.containsKey(table) && text.contains(table.name())) {
                    tables.latestVersion(tables.path(table)).ifPresent(version -> versions.put(table, version));
                }
            }
        }
        boolean all = CATALOG_WORDS.stream().anyMatch(text::contains);
        for (Map.Entry<TableName, Long> entry : versions.entrySet()) {
            TableName table = entry.getKey();
            if (!made.contains(table) && (all || text.contains(table.name()))) {
                make(table, tables.at(table, entry.getValue()));
            }
        }
        LakeViews.ALL.forEach(view -> derive(text, view));
    }

    /** Makes a view over tables, where a text names it. */
    private void derive(String text, LakeView view) {
        if (text.contains(view.name().name()) && made.add(view.name())) {
            view.over().forEach(contract -> provide(contract.name().name()));
            schema(view.name());
            String query = view.query(
                    DuckDbDialect.INSTANCE,
                    contract -> Optional.of(contract.name())
                            .filter(versions::containsKey)
                            .map(TableName::toString));
            engine.execute("CREATE OR REPLACE VIEW " + view.name() + " AS " + query);
        }
    }

    /** The table as this session sees it, for writes that build on what was read. */
    TableSnapshot read(TableName table) {
        Long version = versions.get(table);
        if (version == null) {
            OptionalLong latest = seesNewTables ? tables.latestVersion(tables.path(table)) : OptionalLong.empty();
            if (latest.isEmpty()) {
                throw DeltaErrors.unknownTable(table);
            }
            version = latest.getAsLong();
        }
        return tables.at(table, version);
    }

    /** Shows only the files of a table that may hold a value of a column between two. */
    void narrow(TableName table, String column, Object least, Object greatest) {
        TableSnapshot snapshot = read(table);
        versions.put(table, snapshot.version());
        make(table, snapshot, tables.log().filesWithin(snapshot, column, least, greatest));
    }

    /** Shows the table as a write left it. */
    long moveTo(Written written) {
        versions.put(written.table(), written.snapshot().version());
        if (made.contains(written.table())) {
            make(written.table(), written.snapshot());
        }
        return written.snapshot().version();
    }

    private void make(TableName table, TableSnapshot snapshot) {
        make(table, snapshot, snapshot.files());
    }

    private void make(TableName table, TableSnapshot snapshot, List<DataFile> files) {
        schema(table);
        engine.execute("CREATE OR REPLACE VIEW " + DuckDbDialect.INSTANCE.quote(table.schema()) + "."
                + DuckDbDialect.INSTANCE.quote(table.name()) + " AS " + scan.select(snapshot, files));
        made.add(table);
    }

    private void schema(TableName table) {
        if (schemas.add(table.schema())) {
            engine.execute("CREATE SCHEMA IF NOT EXISTS " + DuckDbDialect.INSTANCE.quote(table.schema()));
        }
    }

    /** A table after a write. */
    record Written(TableName table, TableSnapshot snapshot) {}
}
