package io.tarn.connectors.smtp;

import io.tarn.engage.outcome.StatusCodes;
import java.util.List;

/**
 * What the server answered.
 *
 * @param code three digits
 * @param lines without the code
 */
record SmtpReply(int code, List<String> lines) {
    boolean isDone() {
        return code / 100 == 2;
    }

    boolean isRefusal() {
        return code / 100 == 4 || code / 100 == 5;
    }

    /** Such as {@code 5.1.1}; empty when the server does not give one. */
    String status() {
        return lines.isEmpty() ? "" : StatusCodes.first(lines.getFirst());
    }

    /** Code and status; never the text, in which servers repeat addresses. */
    String shown() {
        return status().isEmpty() ? Integer.toString(code) : code + " " + status();
    }
}
