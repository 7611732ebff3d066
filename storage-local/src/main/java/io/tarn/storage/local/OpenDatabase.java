package io.tarn.storage.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompactRangeOptions.BottommostLevelCompaction;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** A RocksDB database while it is open, with all the native memory that belongs to it. */
final class OpenDatabase<F extends Enum<F>> implements AutoCloseable {
    /** Beside the database, for whoever finds it locked. */
    private static final String HOLDER = "HOLDER";

    private static final double BLOOM_BITS_A_KEY = 10;
    /** Of what lies in memory and is no file yet; there, too, most keys that are asked for are absent. */
    private static final double MEMORY_BLOOM_SHARE = 0.02;

    private static final int BACKGROUND_JOBS_MAX = 2;
    private static final int INFO_FILES_MAX = 2;
    private static final long INFO_BYTES_MAX = 1L << 20;

    private final RocksDB rocks;
    private final List<F> families;

    /** That of the default family, then one for each of ours. */
    private final List<ColumnFamilyHandle> handles;

    private final Deque<AutoCloseable> owned;

    /** Sees entries one by one. */
    interface Visitor {
        /** False when it has seen enough. */
        boolean visit(byte[] key, byte[] value);
    }

    private OpenDatabase(
            RocksDB rocks, List<F> families, List<ColumnFamilyHandle> handles, Deque<AutoCloseable> owned) {
        this.rocks = rocks;
        this.families = families;
        this.handles = handles;
        this.owned = owned;
    }

    static <F extends Enum<F>> OpenDatabase<F> open(String name, Path folder, RocksTuning<F> tuning) {
        Deque<AutoCloseable> owned = new ArrayDeque<>();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            DBOptions options = own(owned, options(tuning));
            RocksDB rocks = RocksDB.open(options, folder.toString(), families(tuning, owned), handles);
            writeHolder(folder);
            return new OpenDatabase<>(rocks, tuning.families(), handles, owned);
        } catch (RocksDBException e) {
            release(owned);
            if (LocalStorageErrors.isHeldByAnother(e)) {
                throw LocalStorageErrors.locked(name, folder, holder(folder), e);
            }
            throw LocalStorageErrors.engine(name, folder, "opening", e);
        }
    }

    RocksDB rocks() {
        return rocks;
    }

    ColumnFamilyHandle family(F family) {
        return handles.get(1 + families.indexOf(family));
    }

    byte @Nullable [] find(F family, byte[] key) throws RocksDBException {
        return rocks.get(family(family), key);
    }

    boolean contains(F family, byte[] key) throws RocksDBException {
        return rocks.get(family(family), key, new byte[0]) != RocksDB.NOT_FOUND;
    }

    /** The values of keys, in their order; empty where there is none. */
    List<Optional<byte[]>> find(F family, ReadOptions options, List<byte[]> keys) throws RocksDBException {
        List<ColumnFamilyHandle> families = Collections.nCopies(keys.size(), family(family));
        return rocks.multiGetAsList(options, families, keys).stream()
                .map(Optional::ofNullable)
                .toList();
    }

    /** An iterator that the caller closes; it must check the iterator's status at the end. */
    RocksIterator iterate(F family, ReadOptions options) {
        return rocks.newIterator(family(family), options);
    }

    /** Visits all that begins with a prefix, from a key on, in order. */
    void scan(F family, byte[] prefix, byte[] from, Visitor visitor) throws RocksDBException {
        byte[] end = Keys.behind(prefix);
        try (ReadOptions options = new ReadOptions();
                Slice bound = new Slice(end);
                RocksIterator iterator =
                        iterate(family, end.length == 0 ? options : options.setIterateUpperBound(bound))) {
            iterator.seek(from);
            while (iterator.isValid() && visitor.visit(iterator.key(), iterator.value())) {
                iterator.next();
            }
            iterator.status();
        }
    }

    /** The keys that begin with a prefix, in order. */
    List<byte[]> keys(F family, byte[] prefix) throws RocksDBException {
        List<byte[]> keys = new ArrayList<>();
        scan(family, prefix, prefix, (key, _) -> keys.add(key));
        return keys;
    }

    void flush() throws RocksDBException {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true).setAllowWriteStall(true)) {
            rocks.flush(options, handles);
        }
    }

    /** Rewrites every file of a family, also those that lie deepest. */
    void compact(F family) throws RocksDBException {
        try (CompactRangeOptions options = new CompactRangeOptions()
                .setBottommostLevelCompaction(BottommostLevelCompaction.kForceOptimized)
                .setExclusiveManualCompaction(false)) {
            rocks.compactRange(family(family), null, null, options);
        }
    }

    /** What no journal has is flushed first, by the engine. */
    @Override
    public void close() {
        rocks.cancelAllBackgroundWork(true);
        handles.forEach(ColumnFamilyHandle::close);
        rocks.close();
        release(owned);
    }

    private static DBOptions options(RocksTuning<?> tuning) {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setAtomicFlush(!tuning.isJournaled())
                .setDbWriteBufferSize(tuning.memoryBytesMax() / 2)
                .setMaxTotalWalSize(2 * tuning.memoryBytesMax())
                .setMaxBackgroundJobs(BACKGROUND_JOBS_MAX)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(INFO_FILES_MAX)
                .setMaxLogFileSize(INFO_BYTES_MAX)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private static <F extends Enum<F>> List<ColumnFamilyDescriptor> families(
            RocksTuning<F> tuning, Deque<AutoCloseable> owned) {
        Cache cache = own(owned, new LRUCache(tuning.memoryBytesMax() / 2));
        BloomFilter filter = own(owned, new BloomFilter(BLOOM_BITS_A_KEY));
        ColumnFamilyOptions plain = own(owned, options(tuning, table(cache)));
        ColumnFamilyOptions filtered = own(
                owned,
                options(tuning, table(cache).setFilterPolicy(filter))
                        .setMemtablePrefixBloomSizeRatio(MEMORY_BLOOM_SHARE)
                        .setMemtableWholeKeyFiltering(true));
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, plain));
        for (F family : tuning.families()) {
            byte[] name = family.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            families.add(new ColumnFamilyDescriptor(name, tuning.filtered().contains(family) ? filtered : plain));
        }
        return families;
    }

    private static ColumnFamilyOptions options(RocksTuning<?> tuning, BlockBasedTableConfig table) {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(tuning.memoryBytesMax() / 4)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(table);
    }

    private static BlockBasedTableConfig table(Cache cache) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true)
                .setFormatVersion(5);
    }

    private static <T extends AutoCloseable> T own(Deque<AutoCloseable> owned, T one) {
        owned.push(one);
        return one;
    }

    /** The latest first. */
    private static void release(Deque<AutoCloseable> owned) {
        for (AutoCloseable one : owned) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("Native memory could not be given back.", e);
            }
        }
        owned.clear();
    }

    /** Only a help for people: without it a locked database is reported without a name. */
    private static void writeHolder(Path folder) {
        try {
            Files.writeString(
                    folder.resolve(HOLDER), "process " + ProcessHandle.current().pid());
        } catch (IOException _) {
            folder.resolve(HOLDER).toFile().delete();
        }
    }

    private static String holder(Path folder) {
        try {
            return Files.readString(folder.resolve(HOLDER)).strip();
        } catch (IOException _) {
            return "another process";
        }
    }
}
