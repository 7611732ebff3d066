package io.tarn.loop.gold;

import io.tarn.model.error.DiskFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder for intermediate files, which hold personal data: emptied when it is opened and when it is closed. */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private int parts;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch open(Path folder) {
        Scratch scratch = new Scratch(folder);
        scratch.clear();
        return scratch;
    }

    /** A new empty folder inside. */
    Path part() {
        try {
            return Files.createDirectories(folder.resolve("part-" + parts++));
        } catch (IOException e) {
            throw DiskFault.writing(folder, e);
        }
    }

    void clear() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw DiskFault.writing(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw DiskFault.writing(folder, e);
        }
    }

    @Override
    public void close() {
        clear();
    }
}
