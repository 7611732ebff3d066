package io.tarn.lake.delta;

import io.delta.kernel.types.StructField;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/** A Parquet file in a table's columns, of rows that come from Java one by one. Confined to one thread. */
final class RowFile implements AutoCloseable {
    /** A row group is held in memory until it is full. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    /** What hardly repeats, such as ids of messages, fills this soon, and is written as it is from then on. */
    private static final int DICTIONARY_BYTES = 64 << 10;

    private static final String ZSTD_LEVEL = "parquet.compression.codec.zstd.level";

    private final TableSnapshot table;
    private final List<Column> columns;
    private final Path file;
    private final ParquetWriter<@Nullable Object[]> writer;
    private long count;
    private boolean ended;

    private RowFile(TableSnapshot table, List<Column> columns, Path file, ParquetWriter<@Nullable Object[]> writer) {
        this.table = table;
        this.columns = columns;
        this.file = file;
        this.writer = writer;
    }

    /**
     * Begins a file in a folder of its own.
     *
     * @param columns what rows have, by the table's names
     */
    static RowFile begin(TableName name, TableSnapshot table, List<Column> columns, Path folder) {
        List<RowFileSupport.Part> parts = new ArrayList<>();
        List<String> names = columns.stream().map(Column::name).collect(Collectors.toCollection(ArrayList::new));
        for (StructField field : table.schema().fields()) {
            if (DeltaTypes.isMapped(field.getDataType())) {
                throw DeltaErrors.mappedParts(name, field.getName());
            }
            parts.add(new RowFileSupport.Part(
                    DeltaTypes.physicalName(field),
                    field.getName(),
                    DeltaTypes.columnType(field.getDataType()),
                    names.indexOf(field.getName())));
        }
        names.removeAll(table.schema().fieldNames());
        if (!names.isEmpty()) {
            throw DeltaErrors.unknownColumns(name, String.join(", ", new TreeSet<>(names)));
        }
        Path file = folder.resolve("part-" + UUID.randomUUID() + ".parquet");
        try {
            Files.createDirectories(folder);
            ParquetConfiguration configuration = new PlainParquetConfiguration();
            configuration.setInt(ZSTD_LEVEL, 1);
            return new RowFile(
                    table,
                    List.copyOf(columns),
                    file,
                    new Builder(new LocalOutputFile(file), new RowFileSupport(parts))
                            .withConf(configuration)
                            .withCompressionCodec(CompressionCodecName.ZSTD)
                            .withRowGroupSize(ROW_GROUP_BYTES)
                            .withDictionaryPageSize(DICTIONARY_BYTES)
                            .build());
        } catch (IOException e) {
            throw DeltaErrors.storage("writing rows of " + name, file, e);
        }
    }

    void row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw DeltaErrors.invalidValue(
                    columns.getLast().name(), values.length + " values for " + columns.size() + " columns", null);
        }
        try {
            writer.write(values);
        } catch (IOException e) {
            throw DeltaErrors.storage("writing rows", file, e);
        }
        count++;
    }

    long count() {
        return count;
    }

    /** Ends the file, which is then on the disk; empty where no row came. */
    Optional<NewFile> end() {
        close();
        if (count == 0) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            return Optional.of(
                    new NewFile(file, channel.size(), count, FileStatistics.of(table, count, writer.getFooter())));
        } catch (IOException e) {
            throw DeltaErrors.storage("writing rows", file, e);
        }
    }

    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw DeltaErrors.storage("writing rows", file, e);
        } catch (ParquetRuntimeException e) {
            throw e.getCause() instanceof IOException cause ? DeltaErrors.storage("writing rows", file, cause) : e;
        }
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {
        private final RowFileSupport support;

        Builder(OutputFile file, RowFileSupport support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract still, though only the one below is asked.
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
