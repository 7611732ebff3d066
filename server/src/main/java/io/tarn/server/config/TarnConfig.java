package io.tarn.server.config;

import io.tarn.lake.table.TableName;
import io.tarn.loop.gold.GoldOrder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The configuration of a home.
 *
 * @param memoryLimitMegabytes what the SQL engine may hold in memory before it spills to disk, a quarter of the
 *     machine's memory where nothing is said; {@code lake.memory-limit}
 * @param threads how many threads it uses; {@code lake.threads}
 * @param defaultRegion the ISO 3166 country of telephone numbers without a country code, where a source does not say
 *     and its data does not show; empty for none; {@code collect.default-region}
 * @param identityTests what becomes of a run in which an identity test fails; {@code unify.identity-tests}
 * @param http what the HTTP API allows; {@code server.http}
 * @param oidc whose tokens are taken beside keys; {@code server.oidc}
 * @param trace where traces go; {@code server.trace}
 * @param languageModel who is asked about pairs that matching leaves open; {@code agents.language-model}
 * @param engage by which ways messages leave; {@code engage}
 * @param retention how long tables keep their rows, those that do not keep them for ever; {@code retention.TABLE}
 */
public record TarnConfig(
        int memoryLimitMegabytes,
        int threads,
        String defaultRegion,
        GoldOrder.Refusal identityTests,
        HttpConfig http,
        Optional<OidcConfig> oidc,
        Optional<TraceConfig> trace,
        Optional<LanguageModelConfig> languageModel,
        EngageConfig engage,
        Map<TableName, Duration> retention) {
    static final String MEMORY_LIMIT = "lake.memory-limit";
    static final String THREADS = "lake.threads";
    static final String DEFAULT_REGION = "collect.default-region";

    static final String IDENTITY_TESTS = "unify.identity-tests";

    /** The words of what becomes of a run in which an identity test fails. */
    static final Map<String, GoldOrder.Refusal> REFUSALS =
            new TreeMap<>(Map.of("report", GoldOrder.Refusal.NEVER, "refuse", GoldOrder.Refusal.ON_FAILURE));

    /** Stands before the name of a table. */
    static final String RETENTION = "retention.";

    /** Every key that a configuration may hold. */
    static final List<String> KEYS = Stream.of(
                    List.of(MEMORY_LIMIT, THREADS, DEFAULT_REGION, IDENTITY_TESTS, RETENTION),
                    HttpConfig.KEYS,
                    OidcConfig.KEYS,
                    TraceConfig.KEYS,
                    LanguageModelConfig.KEYS,
                    EngageConfig.KEYS)
            .flatMap(List::stream)
            .toList();

    /** The engine may have one part in so many of the machine's memory; what a heap and a store need beside it is left. */
    private static final long MEMORY_SHARE = 4;

    private static final int MEMORY_LIMIT_MEGABYTES_MIN = 1_024;

    public TarnConfig {
        defaultRegion = defaultRegion.toUpperCase(Locale.ROOT);
        retention = Collections.unmodifiableMap(new TreeMap<>(retention));
    }

    public static TarnConfig defaults() {
        return new TarnConfig(
                memoryLimitOn(Machine.memoryBytes()),
                Runtime.getRuntime().availableProcessors(),
                "",
                GoldOrder.Refusal.NEVER,
                HttpConfig.defaults(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EngageConfig.defaults(),
                Map.of());
    }

    static int memoryLimitOn(long machineBytes) {
        return (int) Math.max(MEMORY_LIMIT_MEGABYTES_MIN, (machineBytes / MEMORY_SHARE) >> 20);
    }
}
