package io.tarn.lake.delta;

import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes the answer of a query to Parquet files in a table's columns and order. */
final class ParquetWriter {
    private static final int ROWS_PER_GROUP_MAX = 122_880;
    private static final int ROWS_PER_GROUP_MIN = 2_048;
    /** Up to so many columns a row group has all its rows; above, fewer, so that it still fits in memory. */
    private static final int COLUMNS_PER_FULL_GROUP = 64;

    private final DuckDbEngine engine;
    private final DeltaLakeConfig config;

    ParquetWriter(DuckDbEngine engine, DeltaLakeConfig config) {
        this.engine = engine;
        this.config = config;
    }

    /** Writes into a directory that does not exist yet; an answer without rows gives no file. */
    List<NewFile> write(TableName name, TableSnapshot table, Statement rows, Path directory) {
        Statement select = arranged(name, table, rows);
        try {
            Files.createDirectories(directory.getParent());
        } catch (IOException e) {
            throw DeltaErrors.storage("writing rows of " + name, directory, e);
        }
        String options = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, APPEND true, FILE_SIZE_BYTES "
                + config.fileBytesTarget() + ", ROW_GROUP_SIZE "
                + rowsPerGroup(table.schema().length()) + ", FILENAME_PATTERN 'part-{uuid}', RETURN_STATS";
        Statement copy = new Statement(
                "COPY (" + select.sql() + ") TO " + DuckDbDialect.INSTANCE.literal(directory.toString()) + " ("
                        + options + ")",
                select.values());
        List<NewFile> files = new ArrayList<>();
        engine.forEach(copy, row -> {
            long count = row.number(1);
            if (count > 0) {
                Map<?, ?> statistics = row.value(4) instanceof Map<?, ?> map ? map : Map.of();
                files.add(new NewFile(
                        Path.of(String.valueOf(row.text(0))),
                        row.number(2),
                        count,
                        FileStatistics.of(table, count, statistics)));
            }
            return files;
        });
        sync(files);
        return files;
    }

    /** The query with the table's columns in their order and types, sorted as the table's contract says. */
    private Statement arranged(TableName name, TableSnapshot table, Statement rows) {
        Set<String> given = new HashSet<>();
        for (Column column : engine.columns(rows)) {
            given.add(column.name());
        }
        List<String> selected = new ArrayList<>();
        for (var field : table.schema().fields()) {
            String quoted = DuckDbDialect.INSTANCE.quote(field.getName());
            String type = DeltaTypes.duckDbName(field.getDataType());
            String source = given.remove(field.getName()) ? quoted : "NULL";
            selected.add("CAST(" + source + " AS " + type + ") AS " + quoted);
        }
        if (!given.isEmpty()) {
            throw DeltaErrors.unknownColumns(name, String.join(", ", new TreeSet<>(given)));
        }
        String order = order(table);
        return new Statement(
                "SELECT * FROM (SELECT " + String.join(", ", selected) + " FROM (" + rows.sql() + "))" + order,
                rows.values());
    }

    /** A total order where the table has one: by its order, then by its key or else by every column. */
    private static String order(TableSnapshot table) {
        if (table.sortedBy().isEmpty()) {
            return "";
        }
        List<String> order = new ArrayList<>(table.sortedBy());
        List<String> rest = table.key().isEmpty() ? table.schema().fieldNames() : table.key();
        for (String name : rest) {
            if (!order.contains(name)) {
                order.add(name);
            }
        }
        order.replaceAll(DuckDbDialect.INSTANCE::quote);
        return " ORDER BY " + String.join(", ", order);
    }

    private static int rowsPerGroup(int columns) {
        long rows = (long) ROWS_PER_GROUP_MAX * COLUMNS_PER_FULL_GROUP / Math.max(COLUMNS_PER_FULL_GROUP, columns);
        return (int) Math.max(ROWS_PER_GROUP_MIN, rows);
    }

    /** A commit names these files, so they must be on the disk before it is. */
    private static void sync(List<NewFile> files) {
        for (NewFile file : files) {
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw DeltaErrors.storage("writing rows", file.path(), e);
            }
        }
    }
}
