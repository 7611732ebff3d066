package io.tarn.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where traces go, and which requests have one.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, with its path; {@code server.trace.endpoint}
 * @param share of the requests that are traced though their client does not ask for it, 0 to 1;
 *     {@code server.trace.share}
 */
public record TraceConfig(String endpoint, double share) {
    private static final String ROOM = "server.trace.";
    private static final String ENDPOINT = ROOM + "endpoint";
    private static final String SHARE = ROOM + "share";

    static final List<String> KEYS = List.of(ENDPOINT, SHARE);

    /** What is said of traces; empty when nothing is. */
    static Optional<TraceConfig> read(ConfigValues values) {
        double share = values.share(SHARE, 0);
        Optional<String> endpoint = values.text(ENDPOINT);
        if (endpoint.isEmpty()) {
            if (!values.under(ROOM).isEmpty()) {
                values.fault(ENDPOINT + " is missing: name the collector, such as http://localhost:4318/v1/traces");
            }
            return Optional.empty();
        }
        if (!isAddress(endpoint.get())) {
            values.fault(ENDPOINT + " is '" + endpoint.get()
                    + "': use an address of HTTP such as http://localhost:4318/v1/traces");
        }
        return Optional.of(new TraceConfig(endpoint.get(), share));
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
