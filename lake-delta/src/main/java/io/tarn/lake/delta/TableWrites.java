package io.tarn.lake.delta;

import io.tarn.lake.WriteId;
import io.tarn.lake.delta.SessionViews.Written;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The writes of one session. Rows are staged beside the tables and moved in at the commit. Confined to one thread. */
final class TableWrites implements AutoCloseable {
    private final DeltaTables tables;
    private final Commits commits;
    private final ParquetWriter writer;
    private final Path staging;
    private int writes;

    TableWrites(DeltaTables tables, DuckDbEngine engine) {
        this.tables = tables;
        this.commits = new Commits(tables);
        this.writer = new ParquetWriter(engine, tables.config());
        this.staging = tables.temporary().resolve("write-" + UUID.randomUUID());
    }

    Optional<Written> append(TableName name, Statement rows, Optional<WriteId> id) {
        TableSnapshot table = tables.latest(name);
        if (id.isPresent() && commits.isWritten(table, id.get())) {
            return Optional.empty();
        }
        List<NewFile> files = stage(name, table, rows);
        if (files.isEmpty() && id.isEmpty()) {
            return Optional.of(new Written(name, table));
        }
        return commits.append(name, Change.append(files, id)).map(after -> new Written(name, after));
    }

    Written overwrite(TableName name, TableSnapshot read, Statement rows) {
        if (tables.latest(name).version() != read.version()) {
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

    Written merge(TableName name, List<String> key, Statement rows) {
        throw new UnsupportedOperationException("merge into " + name + " by " + key + ": " + rows.sql());
    }

    Written deleteWhere(TableName name, Statement condition) {
        throw new UnsupportedOperationException("delete from " + name + " where " + condition.sql());
    }

    private List<NewFile> stage(TableName name, TableSnapshot table, Statement rows) {
        return writer.write(name, table, rows, staging.resolve("rows-" + writes++));
    }

    @Override
    public void close() {
        if (!Files.isDirectory(staging)) {
            return;
        }
        try (Stream<Path> files = Files.walk(staging)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw DeltaErrors.storage("clearing up after a session", staging, e);
        }
    }
}
