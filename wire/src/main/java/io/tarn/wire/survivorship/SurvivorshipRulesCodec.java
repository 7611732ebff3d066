package io.tarn.wire.survivorship;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SurvivorshipRule;
import io.tarn.model.policy.SurvivorshipRules;
import io.tarn.wire.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads and writes {@code survivorship.yaml}: for each trait its rules in order, the others under {@code otherwise}.
 *
 * <p>A trait that the file does not name keeps its default. All faults of a file are told at once.
 */
public final class SurvivorshipRulesCodec {
    private static final String TRAITS = "traits";
    private static final String OTHERWISE = "otherwise";
    private static final String SOURCE_PRIORITY = "source_priority";
    private static final List<String> KEYS = List.of(TRAITS, OTHERWISE);
    private static final List<String> WORDS =
            List.of(SOURCE_PRIORITY, "recency", "frequency", "validity", "completeness", "consent");
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build())
            .build();

    private SurvivorshipRulesCodec() {}

    /**
     * Reads rules on top of the defaults.
     *
     * @param file names the text in messages
     */
    public static SurvivorshipRules read(String yaml, String file) {
        JsonNode root = YamlTree.read(yaml, file);
        SurvivorshipRules defaults = SurvivorshipRules.defaults();
        if (root.isMissingNode() || root.isNull()) {
            return defaults;
        }
        List<String> faults = new ArrayList<>();
        if (!root.isObject()) {
            throw YamlTree.unreadable(file, List.of("expected the keys " + KEYS + " at the top"));
        }
        root.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.add("unknown key '" + key + "', known are " + KEYS + "." + Suggestions.didYouMean(key, KEYS));
            }
        });
        TreeMap<String, List<SurvivorshipRule>> byTrait = new TreeMap<>(defaults.byTrait());
        JsonNode traits = root.path(TRAITS);
        if (!traits.isMissingNode() && !traits.isNull() && !traits.isObject()) {
            faults.add("'traits' must name traits, each with a list of rules");
        }
        traits.properties()
                .forEach(trait ->
                        byTrait.put(trait.getKey(), rules("traits." + trait.getKey(), trait.getValue(), faults)));
        List<SurvivorshipRule> otherwise =
                root.has(OTHERWISE) ? rules(OTHERWISE, root.path(OTHERWISE), faults) : defaults.otherwise();
        if (!faults.isEmpty()) {
            throw YamlTree.unreadable(file, faults);
        }
        return new SurvivorshipRules(byTrait, otherwise);
    }

    /** Writes all rules; reading them back gives the same value. */
    public static String write(SurvivorshipRules rules) {
        ObjectNode root = YAML.createObjectNode();
        ObjectNode traits = root.putObject(TRAITS);
        rules.byTrait().forEach((trait, list) -> write(traits.putArray(trait), list));
        write(root.putArray(OTHERWISE), rules.otherwise());
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "Survivorship rules cannot be written as YAML.", e);
        }
    }

    private static List<SurvivorshipRule> rules(String path, JsonNode list, List<String> faults) {
        List<SurvivorshipRule> rules = new ArrayList<>();
        if (!list.isArray()) {
            faults.add("'" + path + "' must be a list of rules, such as [recency, frequency]");
            return rules;
        }
        for (JsonNode node : list) {
            rule(path, node, faults).ifPresent(rule -> {
                if (rules.stream().anyMatch(other -> other.word().equals(rule.word()))) {
                    faults.add("'" + path + "' names '" + rule.word() + "' twice; the second could never decide");
                    return;
                }
                rules.add(rule);
            });
        }
        return rules;
    }

    private static Optional<SurvivorshipRule> rule(String path, JsonNode node, List<String> faults) {
        if (node.isObject() && node.size() == 1 && node.has(SOURCE_PRIORITY)) {
            return priority(path, node.path(SOURCE_PRIORITY), faults);
        }
        String word = node.isTextual() ? node.textValue() : node.toString();
        return switch (word) {
            case "recency" -> Optional.of(new SurvivorshipRule.Recency());
            case "frequency" -> Optional.of(new SurvivorshipRule.Frequency());
            case "validity" -> Optional.of(new SurvivorshipRule.Validity());
            case "completeness" -> Optional.of(new SurvivorshipRule.Completeness());
            case "consent" -> Optional.of(new SurvivorshipRule.Consent());
            case SOURCE_PRIORITY -> priority(path, node, faults);
            default -> {
                faults.add("'" + path + "' has the unknown rule '" + word + "', known are " + WORDS + "."
                        + Suggestions.didYouMean(word, WORDS));
                yield Optional.empty();
            }
        };
    }

    private static Optional<SurvivorshipRule> priority(String path, JsonNode sources, List<String> faults) {
        if (!sources.isArray()) {
            faults.add("'" + path + "' must list the sources of source_priority: - source_priority: [crm, shop]");
            return Optional.empty();
        }
        List<SourceName> names = new ArrayList<>();
        for (JsonNode source : sources) {
            try {
                names.add(new SourceName(source.asText()));
            } catch (TarnException e) {
                faults.add("'" + path + "': " + e.getMessage());
            }
        }
        return Optional.of(new SurvivorshipRule.SourcePriority(names));
    }

    private static void write(ArrayNode into, List<SurvivorshipRule> rules) {
        for (SurvivorshipRule rule : rules) {
            if (rule instanceof SurvivorshipRule.SourcePriority(var sources)) {
                ArrayNode names = into.addObject().putArray(SOURCE_PRIORITY);
                sources.forEach(source -> names.add(source.value()));
            } else {
                into.add(rule.word());
            }
        }
    }
}
