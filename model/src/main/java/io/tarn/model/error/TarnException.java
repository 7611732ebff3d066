package io.tarn.model.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of Tarn: a fault that the caller could not plan for.
 *
 * <p>The message says what is wrong, where, and what to do; it never holds personal data.
 */
public class TarnException extends RuntimeException {
    private final ErrorCode code;

    public TarnException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public TarnException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    public ErrorCode code() {
        return code;
    }
}
