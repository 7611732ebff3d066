package io.tarn.storage.local;

import io.tarn.model.error.DiskFault;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Everything that storage on local disk can complain about. */
final class LocalStorageErrors {
    private LocalStorageErrors() {}

    static TarnException queueFull(int entries, int entriesMax, long bytesMax) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "The log cannot take " + entries + " more entries now: at most " + entriesMax + " entries and "
                        + bytesMax + " bytes may wait to be written. Send them again in a moment, and fewer at once.");
    }

    static TarnException closed(String name) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The " + name + " is closed: the server is stopping, or its disk failed.");
    }

    static TarnException full(String name, Path folder) {
        return full(name, folder, null);
    }

    static TarnException backwards(long offset, long nextOffset) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The store is at offset " + offset + " of the log and was told to go back to " + nextOffset
                        + ": two writers are at work. Restart the server.");
    }

    static TarnException missingEntry(long expected, long found) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The log has no entry at offset " + expected + ", its next one stands at " + found
                        + ": its files were changed from outside. Restore log/ from a backup.");
    }

    static TarnException keyExists(String name) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "There is a key named '" + name + "' already: choose another name, or withdraw that one first.");
    }

    static TarnException newerRegistry(Path file, int version, int versionKnown) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The registry at " + file + " has schema " + version + ", and this release knows up to " + versionKnown
                        + ": start the release that wrote it, or a newer one.");
    }

    static TarnException registry(Path file, String doing, SQLException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("SQLITE_FULL")) {
            return full("registry", file, cause);
        }
        if (message.contains("SQLITE_BUSY") || message.contains("SQLITE_LOCKED")) {
            return new TarnException(
                    ErrorCode.LOCKED,
                    "The registry at " + file + " is busy with another process while " + doing
                            + ": try again when that is done.",
                    cause);
        }
        if (message.contains("SQLITE_CORRUPT") || message.contains("SQLITE_NOTADB")) {
            return new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The registry at " + file + " is damaged: restore registry.db from a backup.",
                    cause);
        }
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The registry at " + file + " failed while " + doing + ": " + message
                        + ". Check that the file can be read and written.",
                cause);
    }

    static TarnException library(Throwable cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The storage engine cannot be loaded: " + cause.getMessage()
                        + ". Let java.io.tmpdir name a folder that can be written and whose files may be executed.",
                cause);
    }

    static TarnException folder(String name, Path folder, Throwable cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The folder " + folder + " of the " + name + " cannot be made or read: " + cause.getMessage()
                        + ". Make it writable for this user, or choose another home.",
                cause);
    }

    static TarnException locked(String name, Path folder, String holder, RocksDBException cause) {
        return new TarnException(
                ErrorCode.LOCKED,
                "The " + name + " at " + folder + " is in use by " + holder
                        + ": only one server may work on a home. Stop that one, or choose another home with --home.",
                cause);
    }

    /** What the engine says, wrapped once: the place and what to do. */
    static TarnException engine(String name, Path folder, String doing, RocksDBException cause) {
        if (isFull(cause)) {
            return full(name, folder, cause);
        }
        Status status = cause.getStatus();
        if (status != null && status.getCode() == Status.Code.Corruption) {
            String way = name.equals("store")
                    ? "delete the folder; it is built again from the lake and the log"
                    : "restore the folder from a backup";
            return new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The " + name + " at " + folder + " is damaged, as was found while " + doing
                            + ": stop the server and " + way + ".",
                    cause);
        }
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The " + name + " at " + folder + " failed while " + doing + ": " + cause.getMessage()
                        + ". Check that the disk can be read and written.",
                cause);
    }

    static TarnException broken(Path folder) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The store at " + folder + " could not be written before, and takes nothing more: see to its disk, and"
                        + " start the server again. What was accepted is safe in the log, from which the store goes on"
                        + " then.");
    }

    static boolean isHeldByAnother(RocksDBException fault) {
        String message = String.valueOf(fault.getMessage());
        return message.contains("/LOCK") && message.contains("lock");
    }

    private static boolean isFull(RocksDBException fault) {
        Status status = fault.getStatus();
        return (status != null && status.getSubCode() == Status.SubCode.NoSpace)
                || DiskFault.isFull(String.valueOf(fault.getMessage()));
    }

    private static TarnException full(String name, Path place, @Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.STORAGE_FULL,
                "The disk of the " + name + " at " + place
                        + " is full: free some space. What was accepted is safe, and writing goes on by itself then.",
                cause);
    }
}
