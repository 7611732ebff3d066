package io.tarn.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code tarn.yaml}: nested or dotted keys; all faults are reported together. */
public final class TarnConfigReader {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})\\s*(MB|GB)");
    private static final int MEGABYTES_PER_GIGABYTE = 1_024;
    private static final int MEMORY_MEGABYTES_MIN = 256;
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
        Map<String, String> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        try {
            flatten("", new YAMLMapper().readTree(yaml), values);
        } catch (JsonProcessingException failure) {
            problems.add("it is no YAML: " + failure.getOriginalMessage() + " at line "
                    + failure.getLocation().getLineNr());
        }
        Map<TableName, Duration> retention = RetentionReader.read(values, problems);
        for (String key : values.keySet()) {
            if (!TarnConfig.KEYS.contains(key) && !key.startsWith(TarnConfig.RETENTION)) {
                problems.add("unknown key '" + key + "'." + Suggestions.didYouMean(key, TarnConfig.KEYS)
                        + " Known keys: " + String.join(", ", TarnConfig.KEYS) + ", retention.TABLE");
            }
        }
        TarnConfig defaults = TarnConfig.defaults();
        int memory = memory(values, defaults.memoryLimitMegabytes(), problems);
        int threads = threads(values, defaults.threads(), problems);
        String region = values.getOrDefault(TarnConfig.DEFAULT_REGION, defaults.defaultRegion());
        if (!region.isEmpty()
                && !List.of(java.util.Locale.getISOCountries()).contains(region.toUpperCase(java.util.Locale.ROOT))) {
            problems.add(TarnConfig.DEFAULT_REGION + " is '" + region + "': use an ISO 3166 country code such as DE");
        }
        if (!problems.isEmpty()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "The configuration '" + place + "' has " + problems.size()
                            + (problems.size() == 1 ? " fault" : " faults") + ":\n  - "
                            + String.join("\n  - ", problems));
        }
        return new TarnConfig(memory, threads, region, retention);
    }

    private static int memory(Map<String, String> values, int fallback, List<String> problems) {
        String text = values.get(TarnConfig.MEMORY_LIMIT);
        if (text == null) {
            return fallback;
        }
        Matcher size = SIZE.matcher(text.strip());
        if (size.matches()) {
            int megabytes = Integer.parseInt(size.group(1)) * (size.group(2).equals("GB") ? MEGABYTES_PER_GIGABYTE : 1);
            if (megabytes >= MEMORY_MEGABYTES_MIN) {
                return megabytes;
            }
        }
        problems.add(TarnConfig.MEMORY_LIMIT + " is '" + text + "': use a size of at least " + MEMORY_MEGABYTES_MIN
                + " MB, such as 2 GB or 1500 MB");
        return fallback;
    }

    private static int threads(Map<String, String> values, int fallback, List<String> problems) {
        String text = values.get(TarnConfig.THREADS);
        if (text == null) {
            return fallback;
        }
        try {
            int threads = Integer.parseInt(text.strip());
            if (threads >= 1 && threads <= THREADS_MAX) {
                return threads;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below with the numbers out of range.
        }
        problems.add(TarnConfig.THREADS + " is '" + text + "': use a whole number from 1 to " + THREADS_MAX);
        return fallback;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), into));
        } else if (!prefix.isEmpty()) {
            into.put(prefix, node.asText());
        }
    }
}
