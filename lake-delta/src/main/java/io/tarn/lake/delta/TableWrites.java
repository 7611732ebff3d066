package io.tarn.lake.delta;

import io.tarn.lake.WriteId;
import io.tarn.lake.delta.SessionViews.Written;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The writes of one session. Rows are staged beside the tables and moved in at the commit. Confined to one thread. */
final class TableWrites implements AutoCloseable {
    private final DeltaTables tables;
    private final DuckDbEngine engine;
    private final TableScan scan;
    private final Commits commits;
    private final ParquetWriter writer;
    private final Path staging;
    private int writes;

    TableWrites(DeltaTables tables, DuckDbEngine engine) {
        this.tables = tables;
        this.engine = engine;
        this.scan = new TableScan(engine, tables.log());
        this.commits = new Commits(tables);
        this.writer = new ParquetWriter(engine, tables.config());
        this.staging = tables.workDirectory("write");
    }

    Optional<Written> append(TableName name, Statement rows, Optional<WriteId> id) {
        TableSnapshot table = writable(name);
        if (id.isPresent() && commits.isWritten(table, id.get())) {
            return Optional.empty();
        }
        List<NewFile> files = stage(name, table, rows);
        if (files.isEmpty() && id.isEmpty()) {
            return Optional.of(new Written(name, table));
        }
        return commits.append(name, Change.append(files, id)).map(after -> new Written(name, after));
    }

    /** Begins a file of rows from Java. */
    RowFile stage(TableName name, List<Column> columns) {
        return RowFile.begin(name, writable(name), columns, staging.resolve("rows-" + writes++));
    }

    /** Adds a file that lies in the staging folder. */
    Written append(TableName name, NewFile file) {
        Change change = Change.append(List.of(file), Optional.empty());
        return commits.append(name, change)
                .map(after -> new Written(name, after))
                .orElseThrow();
    }

    Written overwrite(TableName name, TableSnapshot read, Statement rows) {
        if (writable(name).version() != read.version()) {
            throw DeltaErrors.moved(name, read.version());
        }
        List<NewFile> files = stage(name, read, rows);
        if (files.isEmpty() && read.files().isEmpty()) {
            return new Written(name, read);
        }
        TableSnapshot after = commits.swap(name, read, Change.replace("overwrite", files, read.files()))
                .orElseThrow(() -> DeltaErrors.moved(name, read.version()));
        return new Written(name, after);
    }

    /** The rows are computed once; the plan, which files to rewrite, is made again when another writer was faster. */
    Written merge(TableName name, List<String> key, Statement rows) {
        TableSnapshot first = writable(name);
        String incoming = incoming(name, first, rows);
        try {
            checkKey(name, first, key, incoming);
            String same = key.stream()
                    .map(column -> "t." + quote(column) + " IS NOT DISTINCT FROM m." + quote(column))
                    .collect(Collectors.joining(" AND "));
            Statement matches = Statement.of("EXISTS (SELECT 1 FROM " + incoming + " m WHERE " + same + ")");
            return replace("merge", name, matches, Optional.of(incoming));
        } finally {
            engine.execute("DROP TABLE IF EXISTS " + incoming);
        }
    }

    Written replaceWhere(TableName name, Statement condition, Statement rows) {
        String incoming = incoming(name, writable(name), rows);
        try {
            return replace("replace", name, condition, Optional.of(incoming));
        } finally {
            engine.execute("DROP TABLE IF EXISTS " + incoming);
        }
    }

    Written deleteWhere(TableName name, Statement condition) {
        writable(name);
        return replace("delete", name, condition, Optional.empty());
    }

    private String incoming(TableName name, TableSnapshot table, Statement rows) {
        String incoming = "tarn_incoming_" + writes++;
        engine.execute(rows.withSql("CREATE TEMP TABLE " + incoming + " AS " + writer.select(name, table, rows)));
        return incoming;
    }

    private Written replace(String operation, TableName name, Statement condition, Optional<String> incoming) {
        return new Written(name, replan(name, latest -> {
            List<DataFile> hit = hitFiles(latest, condition);
            if (hit.isEmpty() && incoming.isEmpty()) {
                return Optional.empty();
            }
            String columns = columns(latest);
            String rest = "SELECT " + columns + " FROM (" + scan.select(latest, hit) + ") t WHERE (" + condition.sql()
                    + ") IS NOT TRUE";
            String added = incoming.map(table -> "SELECT " + columns + " FROM " + table)
                    .orElse("");
            List<NewFile> files = hit.isEmpty()
                    ? stage(name, latest, Statement.of(added))
                    : stage(name, latest, condition.withSql(added.isEmpty() ? rest : rest + " UNION ALL " + added));
            return files.isEmpty() && hit.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Change.replace(operation, files, hit));
        }));
    }

    /** Writes the rows of some files again; empty when the table has moved on. */
    Optional<TableSnapshot> rewrite(TableName name, TableSnapshot table, List<DataFile> files) {
        String rows = "SELECT " + columns(table) + " FROM (" + scan.select(table, files) + ")";
        return commits.swap(name, table, Change.compact(stage(name, table, Statement.of(rows)), files));
    }

    private TableSnapshot replan(TableName name, Function<TableSnapshot, Optional<Change>> plan) {
        for (int attempt = 0; attempt < tables.config().commitAttemptsMax(); attempt++) {
            TableSnapshot latest = tables.latest(name);
            Optional<Change> change = plan.apply(latest);
            if (change.isEmpty()) {
                return latest;
            }
            Optional<TableSnapshot> after = commits.swap(name, latest, change.get());
            if (after.isPresent()) {
                return after.get();
            }
        }
        throw DeltaErrors.tooManyConflicts(name, tables.config().commitAttemptsMax());
    }

    /** The files that hold a row for which the condition (over the table as {@code t}) is true. */
    private List<DataFile> hitFiles(TableSnapshot table, Statement condition) {
        if (table.files().isEmpty()) {
            return List.of();
        }
        String file = quote(TableScan.FILE);
        Set<String> paths = new HashSet<>(engine.query(
                condition.withSql("SELECT DISTINCT " + file + " FROM (" + scan.selectWithFile(table, table.files())
                        + ") t WHERE (" + condition.sql() + ")"),
                row -> String.valueOf(row.text(0))));
        return table.files().stream()
                .filter(candidate -> paths.contains(candidate.path().toString()))
                .toList();
    }

    private void checkKey(TableName name, TableSnapshot table, List<String> key, String incoming) {
        List<String> known = table.schema().fieldNames();
        List<String> unknown =
                key.stream().filter(column -> !known.contains(column)).toList();
        if (key.isEmpty() || !unknown.isEmpty()) {
            throw DeltaErrors.invalidKey(name, unknown);
        }
        String columns = key.stream().map(TableWrites::quote).collect(Collectors.joining(", "));
        String repeated = "SELECT 1 FROM " + incoming + " GROUP BY " + columns + " HAVING count(*) > 1 LIMIT 1";
        if (!engine.query(Statement.of(repeated), row -> row.number(0)).isEmpty()) {
            throw DeltaErrors.repeatedKey(name, String.join(", ", key));
        }
    }

    private TableSnapshot writable(TableName name) {
        TableSnapshot table = tables.latest(name);
        if (!table.partitionColumns().isEmpty()) {
            throw DeltaErrors.partitioned(name);
        }
        return table;
    }

    private List<NewFile> stage(TableName name, TableSnapshot table, Statement rows) {
        return writer.write(name, table, rows, staging.resolve("rows-" + writes++));
    }

    private static String columns(TableSnapshot table) {
        List<String> names = new ArrayList<>();
        for (Column column : table.columns()) {
            names.add(quote(column.name()));
        }
        return String.join(", ", names);
    }

    private static String quote(String name) {
        return DuckDbDialect.INSTANCE.quote(name);
    }

    @Override
    public void close() {
        DeltaTables.deleteTree(staging);
    }
}
