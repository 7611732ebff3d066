package io.tarn.model.error;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a disk refuses. A full one is known by words: systems and engines have no code for it in common. */
public final class DiskFault {
    private static final List<String> FULL = List.of("no space left", "not enough space", "quota exceeded");

    private DiskFault() {}

    /** Whether a message speaks of a full disk. */
    public static boolean isFull(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(text::contains);
    }

    /** That a file of Tarn's own could not be written: STORAGE_FULL, or else STORAGE_UNAVAILABLE. */
    public static TarnException writing(Path file, IOException cause) {
        String why = why(cause);
        return isFull(why)
                ? new TarnException(
                        ErrorCode.STORAGE_FULL,
                        "The disk is full at " + file
                                + ": free some space and run the same again; a server goes on by"
                                + " itself. Nothing that was accepted is lost.",
                        cause)
                : new TarnException(
                        ErrorCode.STORAGE_UNAVAILABLE,
                        file + " cannot be written (" + why + "). Check that its folder is there and may be written by"
                                + " this user.",
                        cause);
    }

    private static String why(IOException cause) {
        return cause instanceof FileSystemException fault
                ? Objects.requireNonNullElse(fault.getReason(), cause.getClass().getSimpleName())
                : String.valueOf(cause.getMessage());
    }
}
