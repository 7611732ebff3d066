package io.tarn.lake.delta;

import io.delta.kernel.types.StructField;
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
import java.util.function.Function;

/** Writes the answer of a query to Parquet files in a table's columns and order. */
final class ParquetWriter {
    private static final int ROWS_PER_GROUP_MAX = 122_880;
    private static final int ROWS_PER_GROUP_MIN = 2_048;
    /**
     * Up to so many columns a row group has all its rows; above, fewer, for each thread holds a whole group before it is
     * written. A table of 36 columns takes 430 MB less so, and 3 % more on disk.
     */
    private static final int COLUMNS_PER_FULL_GROUP = 10;

    private final DuckDbEngine engine;
    private final DeltaLakeConfig config;

    ParquetWriter(DuckDbEngine engine, DeltaLakeConfig config) {
        this.engine = engine;
        this.config = config;
    }

    /** Writes into a directory that does not exist yet; an answer without rows gives no file. */
    List<NewFile> write(TableName name, TableSnapshot table, Statement rows, Path directory) {
        String select = "SELECT * FROM (" + select(name, table, rows, DeltaTypes::physicalName) + ")" + order(table);
        try {
            Files.createDirectories(directory.getParent());
        } catch (IOException e) {
            throw DeltaErrors.storage("writing rows of " + name, directory, e);
        }
        String options = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, APPEND true, FILE_SIZE_BYTES "
                + config.fileBytesTarget() + ", ROW_GROUP_SIZE "
                + rowsPerGroup(table.schema().length()) + ", FILENAME_PATTERN 'part-{uuid}', RETURN_STATS";
        Statement copy = rows.withSql("COPY (" + select + ") TO " + DuckDbDialect.INSTANCE.literal(directory.toString())
                + " (" + options + ")");
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

    /** A query's answer in the table's columns, in their order and types; what it lacks is NULL. */
    String select(TableName name, TableSnapshot table, Statement rows) {
        return select(name, table, rows, StructField::getName);
    }

    private String select(TableName name, TableSnapshot table, Statement rows, Function<StructField, String> naming) {
        Set<String> given = new HashSet<>();
        for (Column column : engine.columns(rows)) {
            given.add(column.name());
        }
        List<String> selected = new ArrayList<>();
        for (StructField field : table.schema().fields()) {
            if (DeltaTypes.isMapped(field.getDataType())) {
                throw DeltaErrors.mappedParts(name, field.getName());
            }
            String type = DeltaTypes.duckDbName(field.getDataType());
            String source = given.remove(field.getName()) ? quote(field.getName()) : "NULL";
            selected.add("CAST(" + source + " AS " + type + ") AS " + quote(naming.apply(field)));
        }
        if (!given.isEmpty()) {
            throw DeltaErrors.unknownColumns(name, String.join(", ", new TreeSet<>(given)));
        }
        return "SELECT " + String.join(", ", selected) + " FROM (" + rows.sql() + ")";
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
        List<String> physical = new ArrayList<>();
        for (String name : order) {
            physical.add(quote(DeltaTypes.physicalName(table.schema().get(name))));
        }
        return " ORDER BY " + String.join(", ", physical);
    }

    private static String quote(String name) {
        return DuckDbDialect.INSTANCE.quote(name);
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
