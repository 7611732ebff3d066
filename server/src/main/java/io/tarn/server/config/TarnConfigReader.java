package io.tarn.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads {@code tarn.yaml}: nested or dotted keys; all faults are reported together. */
public final class TarnConfigReader {
    private static final long BYTES_PER_MEGABYTE = 1L << 20;
    private static final long MEMORY_BYTES_MIN = 256 * BYTES_PER_MEGABYTE;
    private static final long MEMORY_BYTES_MAX = 1L << 50;
    private static final int THREADS_MAX = 1_024;

    private TarnConfigReader() {}

    /** The configuration in a file; the defaults when there is no file. */
    public static TarnConfig read(Path file) {
        if (!Files.exists(file)) {
            return TarnConfig.defaults();
        }
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "The configuration '" + file + "' cannot be read: " + failure.getMessage() + ".",
                    failure);
        }
    }

    static TarnConfig parse(String yaml, String place) {
        Map<String, String> texts = new TreeMap<>();
        String broken = "";
        try {
            flatten("", new YAMLMapper().readTree(yaml), texts);
        } catch (JsonProcessingException failure) {
            broken = "it is no YAML: " + failure.getOriginalMessage() + " at line "
                    + failure.getLocation().getLineNr();
        }
        ConfigValues values = new ConfigValues(texts);
        if (!broken.isEmpty()) {
            values.fault(broken);
        }
        values.knows(TarnConfig.KEYS);
        TarnConfig defaults = TarnConfig.defaults();
        TarnConfig read = new TarnConfig(
                (int) (values.size(
                                TarnConfig.MEMORY_LIMIT,
                                defaults.memoryLimitMegabytes() * BYTES_PER_MEGABYTE,
                                MEMORY_BYTES_MIN,
                                MEMORY_BYTES_MAX)
                        / BYTES_PER_MEGABYTE),
                values.whole(TarnConfig.THREADS, defaults.threads(), 1, THREADS_MAX),
                region(values, defaults.defaultRegion()),
                values.choice(TarnConfig.IDENTITY_TESTS, TarnConfig.REFUSALS).orElse(defaults.identityTests()),
                HttpConfig.read(values),
                OidcConfig.read(values),
                TraceConfig.read(values),
                LanguageModelConfig.read(values),
                EngageConfig.read(values),
                RetentionReader.read(values));
        List<String> faults = values.faults();
        if (!faults.isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "The configuration '" + place + "' has " + faults.size()
                            + (faults.size() == 1 ? " fault" : " faults") + ":\n  - " + String.join("\n  - ", faults));
        }
        return read;
    }

    private static String region(ConfigValues values, String otherwise) {
        String region = values.text(TarnConfig.DEFAULT_REGION).orElse(otherwise);
        if (!region.isEmpty() && !List.of(Locale.getISOCountries()).contains(region.toUpperCase(Locale.ROOT))) {
            values.fault(TarnConfig.DEFAULT_REGION + " is '" + region + "': use an ISO 3166 country code such as DE");
        }
        return region;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            into.put(
                    prefix,
                    StreamSupport.stream(node.spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(",")));
        } else if (!prefix.isEmpty()) {
            into.put(prefix, node.isNull() ? "" : node.asText());
        }
    }
}
