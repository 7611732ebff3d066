package io.tarn.connectors.smtp;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/** The messages about the configuration of mail. */
final class SmtpErrors {
    private SmtpErrors() {}

    static TarnException invalid(String what) {
        return new TarnException(ErrorCode.INVALID_DEFINITION, "Mail cannot be sent: " + what + ".");
    }
}
