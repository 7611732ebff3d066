package io.tarn.lake.delta;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.time.Duration;

/**
 * The limits of a lake on local disk.
 *
 * @param memoryBytesMax what one session of the engine may hold in memory before it spills to disk
 * @param threads how many threads one session of the engine works with
 * @param lockWaitMax how long a commit waits for another process that commits to the same table
 * @param commitAttemptsMax how often a commit is planned again when another writer was faster
 * @param checkpointInterval the number of commits between two checkpoints of a table
 * @param fileBytesTarget the size at which a data file is closed and the next begun
 */
public record DeltaLakeConfig(
        long memoryBytesMax,
        int threads,
        Duration lockWaitMax,
        int commitAttemptsMax,
        int checkpointInterval,
        long fileBytesTarget) {
    private static final long MIB = 1L << 20;

    public DeltaLakeConfig {
        if (memoryBytesMax < 64 * MIB
                || threads < 1
                || lockWaitMax.isNegative()
                || commitAttemptsMax < 1
                || checkpointInterval < 1
                || fileBytesTarget < 1024) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "The lake cannot be opened with these limits: memory must be at least 64 MiB, threads, commit"
                            + " attempts and checkpoint interval at least 1, the lock wait not negative, files at"
                            + " least 1 KiB.");
        }
    }

    /** 2 GB of memory, a thread a processor. */
    public static DeltaLakeConfig defaults() {
        return new DeltaLakeConfig(
                2000 * MIB, Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(60), 20, 20, 64 * MIB);
    }

    public DeltaLakeConfig withMemoryBytesMax(long bytes) {
        return new DeltaLakeConfig(bytes, threads, lockWaitMax, commitAttemptsMax, checkpointInterval, fileBytesTarget);
    }

    public DeltaLakeConfig withThreads(int count) {
        return new DeltaLakeConfig(
                memoryBytesMax, count, lockWaitMax, commitAttemptsMax, checkpointInterval, fileBytesTarget);
    }

    public DeltaLakeConfig withLockWaitMax(Duration wait) {
        return new DeltaLakeConfig(
                memoryBytesMax, threads, wait, commitAttemptsMax, checkpointInterval, fileBytesTarget);
    }

    public DeltaLakeConfig withCheckpointInterval(int commits) {
        return new DeltaLakeConfig(memoryBytesMax, threads, lockWaitMax, commitAttemptsMax, commits, fileBytesTarget);
    }

    public DeltaLakeConfig withFileBytesTarget(long bytes) {
        return new DeltaLakeConfig(memoryBytesMax, threads, lockWaitMax, commitAttemptsMax, checkpointInterval, bytes);
    }
}
