package io.tarn.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configuration of a home.
 *
 * @param memoryLimitMegabytes what the SQL engine may hold in memory before it spills to disk; {@code lake.memory-limit}
 * @param threads how many threads it uses; {@code lake.threads}
 * @param defaultRegion the ISO 3166 country of telephone numbers without a country code, where a source does not say
 *     and its data does not show; empty for none; {@code collect.default-region}
 * @param http what the HTTP API allows; {@code server.http}
 * @param oidc whose tokens are taken beside keys; {@code server.oidc}
 */
public record TarnConfig(
        int memoryLimitMegabytes, int threads, String defaultRegion, HttpConfig http, Optional<OidcConfig> oidc) {
    static final String MEMORY_LIMIT = "lake.memory-limit";
    static final String THREADS = "lake.threads";
    static final String DEFAULT_REGION = "collect.default-region";

    /** Every key that a configuration may hold. */
    static final List<String> KEYS = Stream.of(
                    List.of(MEMORY_LIMIT, THREADS, DEFAULT_REGION), HttpConfig.KEYS, OidcConfig.KEYS)
            .flatMap(List::stream)
            .toList();

    private static final int MEMORY_LIMIT_MEGABYTES = 2_048;

    public TarnConfig {
        defaultRegion = defaultRegion.toUpperCase(Locale.ROOT);
    }

    public static TarnConfig defaults() {
        return new TarnConfig(
                MEMORY_LIMIT_MEGABYTES,
                Runtime.getRuntime().availableProcessors(),
                "",
                HttpConfig.defaults(),
                Optional.empty());
    }
}
