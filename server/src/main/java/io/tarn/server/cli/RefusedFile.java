package io.tarn.server.cli;

import io.tarn.loop.history.RefusedLines;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refused lines of an import, in a CSV of file, line, reason and detail that is made with the first of them. Confined
 * to one thread.
 */
final class RefusedFile implements RefusedLines, AutoCloseable {
    private static final int FIRST_MAX = 20;

    private final Path file;
    private final List<String> first = new ArrayList<>();
    private @Nullable BufferedWriter out;

    RefusedFile(Path file) {
        this.file = file;
    }

    @Override
    public void refused(String place, long line, String reason, String detail) {
        if (first.size() < FIRST_MAX) {
            first.add(place + ":" + line + "  " + reason + ": " + detail);
        }
        try {
            if (out == null) {
                Files.createDirectories(file.getParent());
                out = Files.newBufferedWriter(file);
                out.write("file,line,reason,detail\n");
            }
            out.write(quoted(place) + "," + line + "," + reason + "," + quoted(detail) + "\n");
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    /** The first of them, for people. */
    List<String> first() {
        return List.copyOf(first);
    }

    /** The file, when a line was refused. */
    Optional<Path> file() {
        return first.isEmpty() ? Optional.empty() : Optional.of(file);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private TarnException unwritable(IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The list of refused lines, '" + file + "', cannot be written (" + failure.getMessage()
                        + "). Check permissions and free space, then import again: nothing is taken twice.",
                failure);
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }
}
