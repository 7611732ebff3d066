package io.tarn.wire.trait;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.wire.yaml.YamlTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes {@code traits/NAME.yaml}, one computed trait a file:
 *
 * <pre>
 * name: spend_30d
 * event: Order Completed
 * where:
 *   - property: currency
 *     equal: EUR
 * compute: sum
 * property: revenue
 * window: 30d
 * </pre>
 *
 * <p>A window is a number with {@code m}, {@code h}, {@code d} or {@code w}. All faults of a file are told at once.
 */
public final class ComputedTraitCodec {
    private static final List<String> KEYS = List.of("name", "event", "where", "compute", "property", "window");
    private static final String PROPERTY = "property";
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,5})\\s?([mhdw])");
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build())
            .build();
    private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();

    static {
        for (Function function : Function.values()) {
            FUNCTIONS.put(function.word(), function);
        }
    }

    private ComputedTraitCodec() {}

    /**
     * Reads a computed trait.
     *
     * @param file names the text in messages
     */
    public static ComputedTrait read(String yaml, String file) {
        JsonNode root = YamlTree.read(yaml, file);
        List<String> faults = new ArrayList<>();
        if (!root.isObject()) {
            throw YamlTree.unreadable(file, List.of("expected the keys " + KEYS));
        }
        unknown(root, KEYS, "", faults);
        String word = root.path("compute").asText("");
        if (!FUNCTIONS.containsKey(word)) {
            faults.add("'compute' is '" + word + "', known are " + FUNCTIONS.keySet() + "."
                    + Suggestions.didYouMean(word, FUNCTIONS.keySet()));
        }
        List<Condition> filters = new ArrayList<>();
        for (JsonNode node : root.path("where")) {
            ConditionCodec.read(node, faults).ifPresent(filters::add);
        }
        Optional<Duration> window =
                root.has("window") ? window(root.path("window").asText(), faults) : Optional.empty();
        if (!faults.isEmpty()) {
            throw YamlTree.unreadable(file, faults);
        }
        Function function = FUNCTIONS.getOrDefault(word, Function.COUNT);
        try {
            return new ComputedTrait(
                    root.path("name").asText(""),
                    root.path("event").asText(""),
                    filters,
                    function,
                    Optional.ofNullable(root.path(PROPERTY).asText(null)),
                    window);
        } catch (TarnException e) {
            throw YamlTree.unreadable(file, List.of(e.getMessage()));
        }
    }

    /** Writes a computed trait; reading it back gives the same value. */
    public static String write(ComputedTrait trait) {
        ObjectNode root = YAML.createObjectNode();
        root.put("name", trait.name());
        root.put("event", trait.event());
        if (!trait.filters().isEmpty()) {
            var where = root.putArray("where");
            trait.filters().forEach(condition -> ConditionCodec.write(where.addObject(), condition));
        }
        root.put("compute", trait.function().word());
        trait.property().ifPresent(path -> root.put(PROPERTY, path));
        trait.window().ifPresent(window -> root.put("window", text(window)));
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "A computed trait cannot be written as YAML.", e);
        }
    }

    private static Optional<Duration> window(String text, List<String> faults) {
        Matcher matcher = WINDOW.matcher(text);
        if (!matcher.matches()) {
            faults.add("'window' is '" + text + "'; write a number with m, h, d or w, such as 30d");
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(7 * number);
                });
    }

    private static String text(Duration window) {
        if (window.toHours() * 60 != window.toMinutes()) {
            return window.toMinutes() + "m";
        }
        return window.toDays() * 24 == window.toHours() ? window.toDays() + "d" : window.toHours() + "h";
    }

    private static void unknown(JsonNode node, List<String> known, String where, List<String> faults) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                faults.add("unknown key '" + where + key + "', known are " + known + "."
                        + Suggestions.didYouMean(key, known));
            }
        });
    }
}
