package io.tarn.server.cli;

import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for words in every file of a home, whether or not anything still refers to it; Parquet is unpacked. */
final class HomeScan {
    private HomeScan() {}

    /** The words found, each with the file: {@code word in path}. */
    static Set<String> find(Path home, List<String> words) {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(home);
                DuckDbSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = file.toString().endsWith(".parquet")
                        ? parquet(session, file)
                        : Files.readString(file, StandardCharsets.ISO_8859_1);
                String lower = text.toLowerCase(Locale.ROOT);
                for (String word : words) {
                    if (lower.contains(word.toLowerCase(Locale.ROOT))) {
                        found.add(word + " in " + home.relativize(file));
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parquet(DuckDbSession session, Path file) {
        return String.join(
                "\n",
                session.query(
                        Statement.of("SELECT CAST(t AS VARCHAR) FROM read_parquet('" + file + "') t"),
                        row -> String.valueOf(row.text(0))));
    }
}
