package io.tarn.connectors.smtp;

import java.io.IOException;

/** A connection could not be made ready; says why in words without personal data. */
final class OpeningException extends IOException {
    OpeningException(String reason) {
        super(reason);
    }
}
