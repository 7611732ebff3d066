package io.tarn.server.config;

import java.util.List;

/** The names and addresses by which a machine calls itself: what is sent there, nobody reads on the way. */
final class Loopback {
    private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "::1", "[::1]");

    private Loopback() {}

    static boolean contains(String host) {
        return HOSTS.contains(host);
    }
}
