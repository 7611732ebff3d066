package io.tarn.storage.local;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What the engine of the log does by itself: synced writes of small batches, and nothing around them. */
public final class PlainAppend {
    private static final int EVENT_BYTES = 500;

    private PlainAppend() {}

    /**
     * Writes for a time.
     *
     * @return events made durable a second by so many writers at once
     */
    public static double run(Path folder, int writers, int batch, Duration length) throws InterruptedException {
        folder.toFile().mkdirs();
        RocksDB.loadLibrary();
        try (Options options = new Options().setCreateIfMissing(true);
                RocksDB rocks = RocksDB.open(options, folder.toString());
                WriteOptions synced = new WriteOptions().setSync(true)) {
            AtomicLong next = new AtomicLong();
            long begin = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                threads.add(
                        Thread.ofPlatform().start(() -> append(rocks, synced, batch, next, begin + length.toNanos())));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return next.get() * 1e9 / (System.nanoTime() - begin);
        } catch (RocksDBException failure) {
            throw failed(failure);
        }
    }

    private static void append(RocksDB rocks, WriteOptions synced, int batch, AtomicLong next, long end) {
        byte[] event = new byte[EVENT_BYTES];
        while (System.nanoTime() < end) {
            try (WriteBatch writes = new WriteBatch()) {
                for (int i = 0; i < batch; i++) {
                    byte[] key = ByteBuffer.allocate(Long.BYTES)
                            .putLong(next.getAndIncrement())
                            .array();
                    writes.put(key, event);
                }
                rocks.write(synced, writes);
            } catch (RocksDBException failure) {
                throw failed(failure);
            }
        }
    }

    private static TarnException failed(RocksDBException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE, "The plain append could not be measured: " + failure, failure);
    }
}
