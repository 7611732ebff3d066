package io.tarn.lake.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.deletionvectors.DeletionVectorUtils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Delta Kernel behind one door: loads snapshots and makes actions. Only here are its internal classes used. */
final class KernelLog {
    static final String ENGINE = "Tarn/0.1.0";
    private static final System.Logger LOG = System.getLogger(KernelLog.class.getName());

    private final Engine engine = new LocalEngine();

    Engine engine() {
        return engine;
    }

    TableSnapshot load(Path table, long version) {
        return snapshot(
                table,
                TableManager.loadSnapshot(table.toString()).atVersion(version).build(engine));
    }

    TableSnapshot latest(Path table) {
        return snapshot(table, TableManager.loadSnapshot(table.toString()).build(engine));
    }

    TableSnapshot snapshot(Path table, Snapshot kernel) {
        return new TableSnapshot(
                kernel,
                table,
                kernel.getVersion(),
                kernel.getSchema(),
                kernel.getTableProperties(),
                kernel.getPartitionColumnNames(),
                files(table, kernel.getScanBuilder().build()));
    }

    /** The files of a version that may hold a value of a column between two, both included, by their statistics. */
    List<DataFile> filesWithin(TableSnapshot table, String column, Object least, Object greatest) {
        StructField field = table.schema().get(column);
        Column name = new Column(column);
        Predicate within = new And(
                new Predicate(">=", name, FileStatistics.literal(field, least)),
                new Predicate("<=", name, FileStatistics.literal(field, greatest)));
        return files(
                table.path(), table.kernel().getScanBuilder().withFilter(within).build());
    }

    private List<DataFile> files(Path table, Scan scan) {
        List<DataFile> files = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    while (rows.hasNext()) {
                        files.add(file(table, rows.next()));
                    }
                }
            }
        } catch (IOException e) {
            throw DeltaErrors.storage("reading the log of a table", table, e);
        }
        return files;
    }

    private static DataFile file(Path table, Row scanFile) {
        AddFile action = new AddFile(scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
        URI uri = URI.create(action.getPath());
        Path path = uri.isAbsolute() ? Path.of(uri) : table.resolve(uri.getPath());
        Map<String, @Nullable String> partition = VectorUtils.toJavaMap(action.getPartitionValues());
        long deleted = action.getDeletionVector()
                .map(vector -> vector.getCardinality())
                .orElse(0L);
        return new DataFile(
                path,
                action.getSize(),
                Math.max(0, action.getNumRecords().orElse(0L) - deleted),
                partition,
                action.getDeletionVector(),
                action);
    }

    Row add(TableSnapshot base, NewFile file, boolean dataChange) {
        Row row = AddFile.createAddFileRow(
                DeltaTypes.physicalSchema(base.schema()),
                base.path().relativize(file.path()).toString(),
                VectorUtils.stringStringMapValue(Map.of()),
                file.bytes(),
                file.path().toFile().lastModified(),
                dataChange,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(file.statistics()));
        return SingleAction.createAddFileSingleAction(row);
    }

    /** The action that puts a file of an earlier version back. */
    Row addAgain(DataFile file) {
        return SingleAction.createAddFileSingleAction(new ChangedAgain(file.action()).row());
    }

    /** An added file whose rows count as changed, whatever they counted as when it was added first. */
    private static final class ChangedAgain extends AddFile {
        ChangedAgain(AddFile file) {
            super(file.toRow());
        }

        Row row() {
            return toRowWithOverriddenValue("dataChange", true);
        }
    }

    /** The file that holds a deletion vector; empty when the log itself holds it. */
    static Optional<Path> deletionFile(Path table, String storageType, String pathOrInline) {
        DeletionVectorDescriptor vector = new DeletionVectorDescriptor(storageType, pathOrInline, Optional.of(1), 1, 1);
        return vector.isInline()
                ? Optional.empty()
                : Optional.of(LocalFileIO.path(vector.getAbsolutePath(table.toString())));
    }

    /** The positions of the rows that a deletion vector takes out of a file. */
    long[] deletedRows(Path table, DeletionVectorDescriptor deletions) {
        return DeletionVectorUtils.loadNewDvAndBitmap(engine, table.toString(), deletions)
                ._2
                .toArray();
    }

    Row remove(DataFile file, boolean dataChange, long now) {
        return SingleAction.createRemoveFileSingleAction(file.action().toRemoveFileRow(dataChange, Optional.of(now)));
    }

    Transaction update(TableSnapshot base, String operation, Optional<io.tarn.lake.WriteId> id) {
        var builder = base.kernel()
                .buildUpdateTableTransaction(ENGINE + " " + operation, Operation.WRITE)
                .withMaxRetries(0);
        id.ifPresent(write -> builder.withTransactionId(write.writer(), write.number()));
        return builder.build(engine);
    }

    /**
     * Commits; what it gives is the table as it is then. A checkpoint that falls due is written on the way; without it the
     * table only takes longer to open, so that one which cannot be written undoes nothing.
     */
    TableSnapshot commit(Path table, Transaction transaction, List<Row> actions) {
        TransactionCommitResult result =
                transaction.commit(engine, CloseableIterable.inMemoryIterable(closeable(actions.iterator())));
        for (PostCommitHook hook : result.getPostCommitHooks()) {
            if (hook.getType() == PostCommitHook.PostCommitHookType.CHECKPOINT) {
                try {
                    hook.threadSafeInvoke(engine);
                } catch (IOException | RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "No checkpoint of {0} could be written: {1}", table, e);
                }
            }
        }
        Optional<Snapshot> after = result.getPostCommitSnapshot();
        return after.isPresent() ? snapshot(table, after.get()) : load(table, result.getVersion());
    }

    static <T> CloseableIterator<T> closeable(Iterator<T> rows) {
        return new CloseableIterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public T next() {
                return rows.next();
            }

            @Override
            public void close() {}
        };
    }
}
