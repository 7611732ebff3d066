package io.tarn.sample;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Path;

/** What can go wrong while making data, in words. */
final class SampleErrors {
    private SampleErrors() {}

    static TarnException unreadableWords(IOException cause) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "The word lists inside tarn-sample cannot be read: build Tarn again.",
                cause);
    }

    static TarnException unwritable(Path place, IOException cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Made-up data cannot be written to " + place + " (" + cause.getMessage()
                        + "): choose a folder that can be written to and has room.",
                cause);
    }

    static TarnException countOutOfRange(String what, long found, long least, long greatest) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                found + " " + what + " cannot be made: ask for " + least + " to " + greatest + ".");
    }
}
