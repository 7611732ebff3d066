package io.tarn.server.config;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The files that definitions lie in. */
final class DefinitionFiles {
    static final String YAML = ".yaml";

    private DefinitionFiles() {}

    /** The YAML files of a folder, by name; none when there is no folder. */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(YAML))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Writes a file as a whole. */
    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    static TarnException unwritable(Path file, IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The definition '" + file + "' cannot be written: " + failure
                        + ". Check the permissions and free space of its folder.",
                failure);
    }

    private static TarnException unreadable(Path file, IOException failure) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The definition '" + file + "' cannot be read: " + failure
                        + ". Save it as UTF-8 and check its permissions.",
                failure);
    }
}
