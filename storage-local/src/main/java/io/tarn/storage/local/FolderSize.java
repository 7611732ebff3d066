package io.tarn.storage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The size of the files in a folder, whose files may come and go meanwhile. */
final class FolderSize {
    private FolderSize() {}

    static long bytes(Path folder) {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        } catch (IOException | UncheckedIOException e) {
            throw LocalStorageErrors.folder("storage", folder, e);
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += file.toFile().length();
        }
        return bytes;
    }
}
