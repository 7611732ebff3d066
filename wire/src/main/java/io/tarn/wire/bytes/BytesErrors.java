package io.tarn.wire.bytes;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import org.jspecify.annotations.Nullable;

/** The faults of stored forms. None shows what was stored. */
final class BytesErrors {
    private BytesErrors() {}

    static TarnException broken(String what, int place, String problem, @Nullable Throwable cause) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "A stored " + what + " is broken at byte " + place + ": " + problem
                        + ". The disk changed it, or a newer release wrote it: check the disk, then restore a backup or"
                        + " start the release that wrote it.",
                cause);
    }

    static TarnException tooDeep(int depthMax) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "A value cannot be stored: it nests deeper than " + depthMax
                        + ", which its reader should have refused.");
    }
}
