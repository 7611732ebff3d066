package io.tarn.storage.local;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/**
 * The limits of storage on local disk.
 *
 * @param queueEntriesMax how many entries may wait to be written to the log
 * @param queueBytesMax how many bytes of entries may wait to be written to the log
 * @param spaceBytesMin with less than this free on the disk nothing more is written
 * @param logMemoryBytesMax what the log may hold in memory outside the heap: half of it is not yet in its files
 * @param storeMemoryBytesMax what the store may hold in memory outside the heap: half of it is not yet in its files
 * @param profilesCachedMax how many profiles, and how many standings, the store keeps ready in the heap, some ten
 *     kilobytes each
 */
public record LocalStorageConfig(
        int queueEntriesMax,
        long queueBytesMax,
        long spaceBytesMin,
        long logMemoryBytesMax,
        long storeMemoryBytesMax,
        int profilesCachedMax) {
    private static final long MIB = 1L << 20;
    private static final long STORE_MEMORY_MAX = 1024 * MIB;
    /** The share of a machine's memory that a store may take. */
    private static final int STORE_SHARE = 32;

    public LocalStorageConfig {
        if (queueEntriesMax < 1
                || queueBytesMax < 1024
                || spaceBytesMin < 0
                || logMemoryBytesMax < 4 * MIB
                || storeMemoryBytesMax < 4 * MIB
                || profilesCachedMax < 0) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "Local storage cannot be opened with these limits: the queue must hold at least 1 entry and 1 KiB,"
                            + " free space and cached profiles must not be negative, the memory of log and store must be"
                            + " at least 4 MiB each.");
        }
    }

    /** Small enough for an idle server of half a gigabyte. */
    public static LocalStorageConfig defaults() {
        return new LocalStorageConfig(100_000, 64 * MIB, 64 * MIB, 32 * MIB, 96 * MIB, 10_000);
    }

    /**
     * What goes by the size of a machine: with more memory more of the store's files is at hand. It is taken as they are
     * read, so that an idle server stays small; never less than {@link #defaults()}. Profiles in the heap stay as many:
     * each collection copies those that changed, and events wait for it.
     *
     * @param memoryBytes of the machine
     */
    public static LocalStorageConfig of(long memoryBytes) {
        LocalStorageConfig least = defaults();
        long store = Math.clamp(memoryBytes / STORE_SHARE, least.storeMemoryBytesMax, STORE_MEMORY_MAX);
        return least.withMemoryBytesMax(least.logMemoryBytesMax, store);
    }

    public LocalStorageConfig withQueueEntriesMax(int entries) {
        return new LocalStorageConfig(
                entries, queueBytesMax, spaceBytesMin, logMemoryBytesMax, storeMemoryBytesMax, profilesCachedMax);
    }

    public LocalStorageConfig withQueueBytesMax(long bytes) {
        return new LocalStorageConfig(
                queueEntriesMax, bytes, spaceBytesMin, logMemoryBytesMax, storeMemoryBytesMax, profilesCachedMax);
    }

    public LocalStorageConfig withSpaceBytesMin(long bytes) {
        return new LocalStorageConfig(
                queueEntriesMax, queueBytesMax, bytes, logMemoryBytesMax, storeMemoryBytesMax, profilesCachedMax);
    }

    public LocalStorageConfig withMemoryBytesMax(long log, long store) {
        return new LocalStorageConfig(queueEntriesMax, queueBytesMax, spaceBytesMin, log, store, profilesCachedMax);
    }

    public LocalStorageConfig withProfilesCachedMax(int profiles) {
        return new LocalStorageConfig(
                queueEntriesMax, queueBytesMax, spaceBytesMin, logMemoryBytesMax, storeMemoryBytesMax, profiles);
    }
}
