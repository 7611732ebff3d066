package io.tarn.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.Env;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;

/**
 * The engine's native code. It comes in the jar and must lie in a file to be loaded; the file goes as soon as it is
 * loaded, so that a killed process leaves nothing behind.
 */
final class RocksLibrary {
    private static boolean loaded;

    private RocksLibrary() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("tarn-rocksdb");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            } finally {
                clear(folder);
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            throw LocalStorageErrors.library(e);
        }
        RocksDB.loadLibrary();
        // Nobody waits for the merging of files, only for what it would take the processor from.
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
        loaded = true;
    }

    /** Where a loaded file cannot be deleted, as on Windows, the engine's own exit hook does it. */
    private static void clear(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!file.toFile().delete()) {
                    return;
                }
            }
        }
        Files.delete(folder);
    }
}
