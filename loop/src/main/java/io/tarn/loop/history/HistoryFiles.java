package io.tarn.loop.history;

import io.tarn.loop.LoopErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a place from which history is told. */
final class HistoryFiles {
    private static final List<String> TABLES = List.of(".csv", ".tsv", ".csv.gz", ".tsv.gz", ".parquet");

    private HistoryFiles() {}

    /** A file alone, or all of a folder and the folders in it, in the order of their names; hidden ones are left out. */
    static List<Path> of(Path place) {
        if (!Files.exists(place)) {
            throw LoopErrors.noHistory(place);
        }
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.walk(place)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(place.relativize(file)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw LoopErrors.noHistory(place);
            }
            return files;
        } catch (IOException failure) {
            throw LoopErrors.historyUnreadable(place, failure);
        }
    }

    private static boolean isHidden(Path file) {
        for (Path part : file) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file is a table and no lines of JSON, by its name. */
    static boolean isTable(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return TABLES.stream().anyMatch(name::endsWith);
    }
}
