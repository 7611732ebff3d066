package io.tarn.server;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder that is gone when it is closed. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    public static TemporaryFolder open(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix));
        } catch (IOException failure) {
            throw unusable(Path.of(System.getProperty("java.io.tmpdir")), failure);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException failure) {
            throw unusable(path, failure);
        }
    }

    /** Deletes a folder and all that is in it; nothing happens where there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static TarnException unusable(Path path, IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The temporary folder '" + path + "' cannot be used: " + failure
                        + ". Check its permissions and free space; the variable TMPDIR moves it.",
                failure);
    }
}
