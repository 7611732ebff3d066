package io.tarn.server.http;

import java.util.Map;

/** A request is turned down: the status, a stable word and the message that its author reads. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String word;
    private final transient Map<String, String> headers;

    Refusal(int status, String word, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.word = word;
        this.headers = Map.copyOf(headers);
    }

    int status() {
        return status;
    }

    String word() {
        return word;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
