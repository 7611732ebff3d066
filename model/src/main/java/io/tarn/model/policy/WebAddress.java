package io.tarn.model.policy;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The address of a service on the web, as people write it down. */
public final class WebAddress {
    private static final List<String> SCHEMES = List.of("http", "https");

    private WebAddress() {}

    /** The address that a text is; empty where it has no host, or another scheme than http and https. */
    public static Optional<URI> parse(String text) {
        try {
            URI address = URI.create(text);
            boolean isWeb = SCHEMES.contains(String.valueOf(address.getScheme()));
            return isWeb && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
