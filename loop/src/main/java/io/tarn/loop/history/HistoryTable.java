package io.tarn.loop.history;

import io.tarn.collect.source.Arrival;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.source.SourceOpener;
import io.tarn.collect.source.Staged;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.gold.SessionEngine;
import io.tarn.model.error.DiskFault;
import io.tarn.model.event.Value;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.wire.event.ValueCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a table in a file, CSV or Parquet, as JSON objects by column: texts, numbers and flags. */
final class HistoryTable {
    private final Lake lake;
    private final SourceOpener sources;
    private final Path scratch;

    /** @param scratch a folder of its own, emptied and deleted afterwards */
    HistoryTable(Lake lake, SourceOpener sources, Path scratch) {
        this.lake = lake;
        this.sources = sources;
        this.scratch = scratch;
    }

    /** Takes rows in their order. */
    interface Reader {
        void row(long number, byte[] json);

        void unreadable(long number, String reason, String detail);
    }

    void read(SourceName source, Path file, Reader reader) {
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            Files.createDirectories(scratch);
            for (Arrival arrival : sources.open(SourceDefinition.of(source, file.toString()))
                    .arrivals(LandedFiles.NONE)
                    .fresh()) {
                if (arrival instanceof Arrival.FileArrival one) {
                    read(session, one.stage(scratch, new SessionEngine(session)), reader);
                }
            }
        } catch (IOException failure) {
            throw LoopErrors.historyUnreadable(file, failure);
        } finally {
            clear();
        }
    }

    private static void read(LakeSession session, Staged staged, Reader reader) {
        List<String> names = staged.columns().stream().map(Column::name).toList();
        Statement rows = staged.rows();
        List<String> answered = session.columns(rows).stream().map(Column::name).toList();
        int number = answered.indexOf("_row");
        session.forEach(rows, row -> {
            Map<String, Value> fields = new LinkedHashMap<>();
            for (String name : names) {
                Value value = value(row, answered.indexOf(name));
                if (value != Value.Nothing.NOTHING) {
                    fields.put(name, value);
                }
            }
            reader.row(
                    row.number(number),
                    ValueCodec.format(new Value.Fields(fields)).getBytes(StandardCharsets.UTF_8));
            return row;
        });
        staged.unreadable()
                .ifPresent(broken -> session.forEach(broken, row -> {
                    reader.unreadable(row.number(0), String.valueOf(row.text(1)), String.valueOf(row.text(2)));
                    return row;
                }));
    }

    private static Value value(Row row, int column) {
        @Nullable Object value = row.value(column);
        return switch (value) {
            case null -> Value.Nothing.NOTHING;
            case Boolean flag -> new Value.Flag(flag);
            case Number number -> {
                BigDecimal exact = new BigDecimal(number.toString());
                yield Value.Decimal.fits(exact) ? new Value.Decimal(exact) : new Value.Text(exact.toPlainString());
            }
            default -> new Value.Text(value.toString());
        };
    }

    private void clear() {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (Stream<Path> all = Files.walk(scratch)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException failure) {
            throw DiskFault.writing(scratch, failure);
        }
    }
}
