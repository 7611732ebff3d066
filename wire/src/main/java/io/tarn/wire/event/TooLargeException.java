package io.tarn.wire.event;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/** A body holds more than may be taken at once: apart from other faults, because HTTP has a status for it. */
public final class TooLargeException extends TarnException {
    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
        super(ErrorCode.INVALID_INPUT, message);
    }
}
