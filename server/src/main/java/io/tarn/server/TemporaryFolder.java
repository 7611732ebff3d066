package io.tarn.server;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** One inside a folder, named so that whoever finds it later sees which process made it. */
    static TemporaryFolder in(Path parent, String purpose) {
        Path path = parent.resolve(purpose + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        try {
            return new TemporaryFolder(Files.createDirectories(path));
        } catch (IOException failure) {
            throw unusable(path, failure);
        }
    }

    /** Copies a folder with all that is in it; nothing happens where there is none. */
    static void copy(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException | UncheckedIOException failure) {
            throw unusable(to, failure);
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

    private static TarnException unusable(Path path, Exception failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The temporary folder '" + path + "' cannot be used: " + failure
                        + ". Check its permissions and free space; the variable TMPDIR moves it.",
                failure);
    }
}
