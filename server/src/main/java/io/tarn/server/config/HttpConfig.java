package io.tarn.server.config;

import java.time.Duration;
import java.util.List;

/**
 * What the HTTP API allows.
 *
 * @param bodyBytesMax how large a body may be, packed and unpacked; {@code server.http.body-max}
 * @param bodyWaitMax how long a body may take to arrive; {@code server.http.body-wait-max}
 * @param batchEventsMax how many events one body may hold; {@code server.http.batch-events-max}
 * @param batchProfilesMax how many profiles one request may ask for; {@code server.http.batch-profiles-max}
 * @param requestsMax how many requests may be under way at once; {@code server.http.requests-max}
 * @param listenersMax how many may listen to changes at once; {@code server.http.listeners-max}
 * @param listenerBacklogMax how many changes are kept for a listener that does not keep up, before it is dropped;
 *     {@code server.http.listener-backlog-max}
 * @param connections what holds for connections
 */
public record HttpConfig(
        int bodyBytesMax,
        Duration bodyWaitMax,
        int batchEventsMax,
        int batchProfilesMax,
        int requestsMax,
        int listenersMax,
        int listenerBacklogMax,
        Connections connections) {
    private static final String ROOM = "server.http.";
    private static final String BODY_MAX = ROOM + "body-max";
    private static final String BODY_WAIT_MAX = ROOM + "body-wait-max";
    private static final String BATCH_EVENTS_MAX = ROOM + "batch-events-max";
    private static final String BATCH_PROFILES_MAX = ROOM + "batch-profiles-max";
    private static final String REQUESTS_MAX = ROOM + "requests-max";
    private static final String LISTENERS_MAX = ROOM + "listeners-max";
    private static final String LISTENER_BACKLOG_MAX = ROOM + "listener-backlog-max";
    private static final String CONNECTIONS_MAX = ROOM + "connections-max";
    private static final String IDLE_MAX = ROOM + "idle-max";
    private static final String HEADER_MAX = ROOM + "header-max";

    static final List<String> KEYS = List.of(
            BODY_MAX,
            BODY_WAIT_MAX,
            BATCH_EVENTS_MAX,
            BATCH_PROFILES_MAX,
            REQUESTS_MAX,
            LISTENERS_MAX,
            LISTENER_BACKLOG_MAX,
            CONNECTIONS_MAX,
            IDLE_MAX,
            HEADER_MAX);

    private static final int KILOBYTE = 1 << 10;
    private static final int MEGABYTE = 1 << 20;

    /**
     * What holds for connections.
     *
     * @param connectionsMax how many there may be at once; {@code server.http.connections-max}
     * @param idleMax how long one may lie idle; {@code server.http.idle-max}
     * @param headerBytesMax how large the head of a request may be; {@code server.http.header-max}
     */
    public record Connections(int connectionsMax, Duration idleMax, int headerBytesMax) {}

    public static HttpConfig defaults() {
        return new HttpConfig(
                MEGABYTE,
                Duration.ofSeconds(20),
                2_500,
                100,
                2_048,
                100,
                1_000,
                new Connections(8_192, Duration.ofSeconds(75), 16 * KILOBYTE));
    }

    static HttpConfig read(ConfigValues values) {
        HttpConfig defaults = defaults();
        Connections connections = defaults.connections();
        return new HttpConfig(
                values.bytes(BODY_MAX, defaults.bodyBytesMax(), KILOBYTE, 64 * MEGABYTE),
                values.time(BODY_WAIT_MAX, defaults.bodyWaitMax(), Duration.ofSeconds(1), Duration.ofMinutes(10)),
                values.whole(BATCH_EVENTS_MAX, defaults.batchEventsMax(), 1, 100_000),
                values.whole(BATCH_PROFILES_MAX, defaults.batchProfilesMax(), 1, 10_000),
                values.whole(REQUESTS_MAX, defaults.requestsMax(), 1, 1_000_000),
                values.whole(LISTENERS_MAX, defaults.listenersMax(), 0, 100_000),
                values.whole(LISTENER_BACKLOG_MAX, defaults.listenerBacklogMax(), 1, 1_000_000),
                new Connections(
                        values.whole(CONNECTIONS_MAX, connections.connectionsMax(), 1, 1_000_000),
                        values.time(IDLE_MAX, connections.idleMax(), Duration.ofSeconds(1), Duration.ofHours(24)),
                        values.bytes(HEADER_MAX, connections.headerBytesMax(), KILOBYTE, MEGABYTE)));
    }

    /** The same with other limits of bodies. */
    public HttpConfig withBody(int bytesMax, Duration waitMax) {
        return new HttpConfig(
                bytesMax,
                waitMax,
                batchEventsMax,
                batchProfilesMax,
                requestsMax,
                listenersMax,
                listenerBacklogMax,
                connections);
    }

    /** The same with other limits of what one request holds, and of how many there are at once. */
    public HttpConfig withRequests(int eventsMax, int profilesMax, int atOnceMax) {
        return new HttpConfig(
                bodyBytesMax,
                bodyWaitMax,
                eventsMax,
                profilesMax,
                atOnceMax,
                listenersMax,
                listenerBacklogMax,
                connections);
    }
}
