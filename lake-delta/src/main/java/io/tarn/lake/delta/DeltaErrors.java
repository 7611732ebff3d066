package io.tarn.lake.delta;

import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.DiskFault;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that the lake on local disk can complain about. */
final class DeltaErrors {
    private static final int STATEMENT_SHOWN_MAX = 400;

    private static final Pattern QUOTED_VALUE = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private DeltaErrors() {}

    static TarnException unknownType(String type) {
        return new TarnException(
                ErrorCode.INVALID_INPUT, "The lake has no column type for '" + type + "': cast it in the query.");
    }

    static TarnException unknownTable(TableName table) {
        return new TarnException(
                ErrorCode.NOT_FOUND, "Table " + table + " does not exist in this lake: create it first.");
    }

    static TarnException unknownVersion(TableName table, long version, @Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Table " + table + " has no version " + version + " to read: it was never written, or its log was"
                        + " cleaned up since.",
                cause);
    }

    static TarnException noDeltaTable(Path path, @Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "There is no Delta table that can be read at " + path + ": name the folder that holds _delta_log.",
                cause);
    }

    static TarnException unreadableTable(Path path, Throwable cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "The Delta table at " + path + " cannot be read: " + firstLine(cause) + ".",
                cause);
    }

    static TarnException moved(TableName table, long expected) {
        return new TarnException(
                ErrorCode.WRITE_CONFLICT,
                "Table " + table + " cannot be written: it has moved on from version " + expected
                        + " since it was read. Open a new session and try again.");
    }

    static TarnException tooManyConflicts(TableName table, int attempts) {
        return new TarnException(
                ErrorCode.WRITE_CONFLICT,
                "Table " + table + " could not be written in " + attempts
                        + " attempts: other writers were faster each time. Try again when they are done.");
    }

    static TarnException typeChange(TableName table, String column, String from, String to) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "Column '" + column + "' of table " + table + " cannot change its type from " + from + " to " + to
                        + ": add a column with another name.");
    }

    static TarnException unknownColumns(TableName table, String columns) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Rows cannot be written to " + table + ": the table has no column " + columns
                        + ". Add it to the table, or leave it out of the query.");
    }

    static TarnException repeatedKey(TableName table, String key) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Rows cannot be merged into " + table + ": several of them have the same key (" + key
                        + "). Keep one row a key.");
    }

    static TarnException invalidKey(TableName table, List<String> unknown) {
        String problem = unknown.isEmpty()
                ? "no key was named"
                : "the table has no column " + String.join(", ", unknown) + " to serve as key";
        return new TarnException(ErrorCode.WRONG_USAGE, "Rows cannot be merged into " + table + ": " + problem + ".");
    }

    static TarnException partitioned(TableName table) {
        return new TarnException(
                ErrorCode.WRONG_USAGE,
                "Table " + table
                        + " is partitioned by another writer: Tarn reads such tables and does not write them.");
    }

    static TarnException mappedParts(TableName table, String column) {
        return new TarnException(
                ErrorCode.WRONG_USAGE,
                "Table " + table + " cannot be written: another writer has renamed parts inside column '" + column
                        + "'. Tarn reads such columns and does not write them.");
    }

    static TarnException vacuumed(TableName table, long version, Path file) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Table " + table + " cannot be restored to version " + version + ": its file " + file.getFileName()
                        + " was vacuumed. Choose a later version.");
    }

    static TarnException readOnlySession() {
        return new TarnException(
                ErrorCode.WRONG_USAGE,
                "This session has no lake behind it: it can query and compute, not write tables.");
    }

    static TarnException functionExists(String name) {
        return new TarnException(
                ErrorCode.WRONG_USAGE, "Function '" + name + "' is registered in this session already.");
    }

    static TarnException locked(String name, String holder, Duration wait) {
        return new TarnException(
                ErrorCode.LOCKED,
                "'" + name + "' is locked by " + holder + "; waited " + wait.toSeconds()
                        + " s. Wait until that is done, or end it.");
    }

    static TarnException interrupted(String name, InterruptedException cause) {
        return new TarnException(ErrorCode.LOCKED, "Waiting for '" + name + "' was interrupted.", cause);
    }

    static TarnException invalidValue(String column, String problem, @Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "A value cannot be loaded into column '" + column + "': " + problem + ".",
                cause);
    }

    static TarnException unreadableValue(int column, @Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Column " + column + " of an answer (from 0) cannot be read as the type that was asked for.",
                cause);
    }

    static TarnException before(TableName table, Instant instant, Instant earliest) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Table " + table + " cannot be read as of " + instant + ": its log begins at " + earliest + ".");
    }

    /** A failure of the disk, wrapped once, with the place and what to do. */
    static TarnException storage(String doing, Path place, IOException cause) {
        return storage(doing, place, firstLine(cause), cause);
    }

    static TarnException storage(String doing, Path place, String problem, Throwable cause) {
        if (DiskFault.isFull(problem)) {
            return new TarnException(
                    ErrorCode.STORAGE_FULL,
                    "The disk is full at " + place + " while " + doing
                            + ": free some space and run the same again; nothing that was committed is lost.",
                    cause);
        }
        if (isDenied(problem, cause)) {
            return new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "Tarn may not write to " + place + " while " + doing
                            + ": make it writable for this user, or choose another home.",
                    cause);
        }
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The disk failed at " + place + " while " + doing + ": " + problem
                        + ". Check that the place exists and can be read and written.",
                cause);
    }

    /** As {@link #engine(Path, Exception)}; where the engine itself is at fault, with the text that it failed on. */
    static TarnException engine(Path temporary, Statement statement, Exception cause) {
        String message = firstLine(cause);
        if (!message.startsWith("INTERNAL Error")) {
            return engine(temporary, cause);
        }
        String text = statement.sql();
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The SQL engine failed inside (" + message.lines().findFirst().orElse("") + ") on: "
                        + text.substring(0, Math.min(STATEMENT_SHOWN_MAX, text.length()))
                        + ". Nothing was published; report this, and run again with a larger lake.memory-limit.",
                cause);
    }

    /** What the engine says of a statement; values that it quotes are left out unless the text alone is at fault. */
    static TarnException engine(Path temporary, Exception cause) {
        String message = firstLine(cause);
        if (message.contains("Out of Memory Error")) {
            if (message.contains("failed to offload") || message.contains("max_temp_directory_size")) {
                return storage("computing", temporary, "No space left on device", cause);
            }
            return new TarnException(
                    ErrorCode.LIMIT_REACHED,
                    "The statement needs more memory than a session may use: raise the memory limit.",
                    cause);
        }
        if (DiskFault.isFull(message) || message.contains("IO Error")) {
            return storage("reading or writing files", temporary, message, cause);
        }
        boolean textAtFault = message.startsWith("Parser Error")
                || message.startsWith("Binder Error")
                || message.startsWith("Catalog Error");
        String shown = textAtFault ? message : QUOTED_VALUE.matcher(message).replaceAll("'…'");
        return new TarnException(ErrorCode.INVALID_INPUT, "The SQL statement failed. " + shown, cause);
    }

    static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        if (cause instanceof FileSystemException fault) {
            return fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason();
        }
        return message.strip();
    }

    private static boolean isDenied(String message, Throwable cause) {
        String text = message.toLowerCase(Locale.ROOT);
        return cause instanceof java.nio.file.AccessDeniedException
                || text.contains("permission denied")
                || text.contains("read-only file system");
    }
}
