package io.tarn.server.http;

import java.time.Duration;

/**
 * What the HTTP API allows.
 *
 * @param bodyBytesMax how large a body may be, packed and unpacked
 * @param bodyWaitMax how long a body may take to arrive
 * @param listenersMax how many may listen to changes at once
 * @param listenerBacklogMax how many changes are kept for a listener that does not keep up, before it is dropped
 */
public record HttpConfig(int bodyBytesMax, Duration bodyWaitMax, int listenersMax, int listenerBacklogMax) {
    private static final int BODY_BYTES_MAX = 1 << 20;
    private static final int LISTENERS_MAX = 100;
    private static final int LISTENER_BACKLOG_MAX = 1_000;

    public static HttpConfig defaults() {
        return new HttpConfig(BODY_BYTES_MAX, Duration.ofSeconds(20), LISTENERS_MAX, LISTENER_BACKLOG_MAX);
    }
}
