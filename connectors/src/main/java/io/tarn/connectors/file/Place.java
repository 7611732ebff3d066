package io.tarn.connectors.file;

import io.tarn.connectors.ConnectorErrors;
import io.tarn.model.identity.SourceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A place on local disk as a person names it. */
public sealed interface Place {
    /** One file, which may not be there. */
    record OneFile(Path path) implements Place {}

    /** All files below a folder that fit a pattern. */
    record ManyFiles(Path folder, String pattern) implements Place {}

    /** A folder that a Delta log makes a table. */
    record DeltaTable(Path folder) implements Place {}

    int DEPTH_MAX = 32;
    int FILES_MAX = 100_000;

    /** Reads a path, a {@code file:} URI, a folder or a pattern with {@code *}, {@code ?}, brackets or braces. */
    static Place of(String text) {
        Path path = path(text);
        if (Files.isDirectory(path.resolve("_delta_log"))) {
            return new DeltaTable(path);
        }
        if (Files.isDirectory(path)) {
            return new ManyFiles(path, "**");
        }
        boolean pattern = text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
        if (Files.exists(path) || !pattern) {
            return new OneFile(path);
        }
        Path folder = path;
        while (folder.toString().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
            folder = Objects.requireNonNull(folder.getParent(), "a root holds no pattern");
        }
        return new ManyFiles(folder, folder.relativize(path).toString());
    }

    /** The files of the place in the order of their names. */
    default List<Path> files(SourceName source) {
        return switch (this) {
            case OneFile one -> Files.isRegularFile(one.path()) ? List.of(one.path()) : List.of();
            case DeltaTable table -> List.of();
            case ManyFiles many -> list(many, source);
        };
    }

    private static List<Path> list(ManyFiles many, SourceName source) {
        PathMatcher matcher = many.folder().getFileSystem().getPathMatcher("glob:" + many.pattern());
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(many.folder())) {
            return found;
        }
        try (Stream<Path> walk = Files.walk(many.folder(), DEPTH_MAX, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(path -> wanted(many.folder().relativize(path)))
                    .filter(path -> matcher.matches(many.folder().relativize(path)))
                    .filter(Files::isRegularFile)
                    .limit(FILES_MAX + 1L)
                    .forEach(found::add);
        } catch (IOException e) {
            throw ConnectorErrors.notReadable(many.folder(), e);
        } catch (UncheckedIOException e) {
            throw ConnectorErrors.notReadable(many.folder(), e);
        }
        if (found.size() > FILES_MAX) {
            throw ConnectorErrors.tooManyFiles(source, many.folder().toString(), FILES_MAX);
        }
        found.sort(java.util.Comparator.comparing(Path::toString));
        return found;
    }

    private static boolean wanted(Path relative) {
        for (Path part : relative) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("_")) {
                return false;
            }
        }
        String name = relative.toString().toLowerCase(Locale.ROOT);
        return Stream.of(".tmp", ".part", ".crdownload", ".crc").noneMatch(name::endsWith);
    }

    private static Path path(String text) {
        Path path = text.startsWith("file:") ? Path.of(URI.create(text.replace(" ", "%20"))) : Path.of(text);
        return path.toAbsolutePath().normalize();
    }
}
