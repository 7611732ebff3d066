package io.tarn.lake.delta;

import io.tarn.lake.Lake;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Locks that hold across processes: the operating system takes them back when their holder dies. Safe to share between
 * threads.
 *
 * <p>The file that names the holder is not the one that is locked: closing any handle on a locked file would give the
 * lock back.
 */
final class FileLocks {
    private static final Duration PAUSE = Duration.ofMillis(5);
    /** The operating system locks for a process, so threads of one process queue here, whatever lake they came by. */
    private static final Map<Path, Semaphore> GATES = new ConcurrentHashMap<>();

    private final Path directory;

    FileLocks(Path directory) {
        this.directory = directory;
    }

    Lake.Lock acquire(String name, String purpose, Duration wait) {
        String fileName = URLEncoder.encode(name, StandardCharsets.UTF_8);
        Path file = directory.resolve(fileName + ".lock");
        Path holder = directory.resolve(fileName + ".holder");
        long deadline = System.nanoTime() + wait.toNanos();
        Semaphore gate = GATES.computeIfAbsent(file, path -> new Semaphore(1, true));
        try {
            if (!gate.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw DeltaErrors.locked(name, holder(holder), wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeltaErrors.interrupted(name, e);
        }
        boolean held = false;
        try {
            FileChannel channel = lock(name, file, holder, deadline, wait);
            held = true;
            write(holder, purpose);
            return () -> release(file, holder, channel, gate);
        } finally {
            if (!held) {
                gate.release();
            }
        }
    }

    private FileChannel lock(String name, Path file, Path holder, long deadline, Duration wait) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                while (channel.tryLock() == null) {
                    if (System.nanoTime() >= deadline) {
                        throw DeltaErrors.locked(name, holder(holder), wait);
                    }
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
                held = true;
                return channel;
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeltaErrors.interrupted(name, e);
        } catch (IOException e) {
            throw DeltaErrors.storage("taking the lock '" + name + "'", file, e);
        }
    }

    private static void write(Path holder, String purpose) {
        String text = purpose + " (process " + ProcessHandle.current().pid() + ") since " + Instant.now();
        try {
            Files.writeString(holder, text);
        } catch (IOException e) {
            // The lock holds without its label; who waits then learns less.
            return;
        }
    }

    private static String holder(Path holder) {
        try {
            return Files.readString(holder);
        } catch (IOException e) {
            return "another process";
        }
    }

    private static void release(Path file, Path holder, FileChannel channel, Semaphore gate) {
        try {
            Files.deleteIfExists(holder);
            channel.close();
        } catch (IOException e) {
            throw DeltaErrors.storage("giving a lock back", file, e);
        } finally {
            gate.release();
        }
    }
}
