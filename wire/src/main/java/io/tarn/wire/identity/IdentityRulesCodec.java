package io.tarn.wire.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code identity.yaml}: the identity rules as a person writes them. What a file does not say keeps its default. */
public final class IdentityRulesCodec {
    private static final Set<String> KEYS = Set.of("rules", "conflicts", "names_max", "limits");
    private static final Set<String> LIMITS = Set.of(
            "false_link_share_max",
            "review_probability_min",
            "profile_records_max",
            "block_records_max",
            "candidates_max");

    private final ObjectMapper mapper = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    public String write(IdentityRules rules) {
        ObjectNode root = mapper.createObjectNode();
        ArrayNode list = root.putArray("rules");
        for (MatchRule rule : rules.rules()) {
            ObjectNode all = list.addObject().put("name", rule.name()).putObject("all");
            rule.all().forEach(condition -> all.put(word(condition.comparison()), word(condition.atLeast())));
        }
        ArrayNode conflicts = root.putArray("conflicts");
        rules.conflicts().stream().sorted().forEach(kind -> conflicts.add(word(kind)));
        ObjectNode namesMax = root.putObject("names_max");
        rules.namesMax().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(limit -> namesMax.put(word(limit.getKey()), limit.getValue()));
        root.putObject("limits")
                .put("false_link_share_max", rules.falseLinkShareMax())
                .put("review_probability_min", rules.reviewProbabilityMin())
                .put("profile_records_max", rules.profileRecordsMax())
                .put("block_records_max", rules.blockRecordsMax())
                .put("candidates_max", rules.candidatesMax());
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw WireErrors.unreadableRules("the start", "they cannot be written as YAML");
        }
    }

    public IdentityRules read(String yaml) {
        JsonNode root = parse(yaml);
        IdentityRules defaults = IdentityRules.defaults();
        if (root.isMissingNode() || root.isNull()) {
            return defaults;
        }
        knows(root, KEYS, "the top");
        JsonNode limits = root.path("limits");
        knows(limits, LIMITS, "limits");
        return new IdentityRules(
                root.has("rules") ? rules(root.path("rules")) : defaults.rules(),
                root.has("conflicts") ? conflicts(root.path("conflicts")) : defaults.conflicts(),
                root.has("names_max") ? namesMax(root.path("names_max")) : defaults.namesMax(),
                decimal(limits, "false_link_share_max", defaults.falseLinkShareMax()),
                decimal(limits, "review_probability_min", defaults.reviewProbabilityMin()),
                whole(limits, "profile_records_max", defaults.profileRecordsMax()),
                whole(limits, "block_records_max", defaults.blockRecordsMax()),
                whole(limits, "candidates_max", defaults.candidatesMax()));
    }

    private JsonNode parse(String yaml) {
        try {
            return mapper.readTree(yaml);
        } catch (JsonProcessingException e) {
            String where = "line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr();
            throw WireErrors.unreadableRules(where, "this is not YAML");
        }
    }

    private static List<MatchRule> rules(JsonNode nodes) {
        if (!nodes.isArray()) {
            throw WireErrors.unreadableRules("rules", "a list of rules must stand");
        }
        List<MatchRule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            String where = "rules[" + rules.size() + "]";
            knows(node, Set.of("name", "all"), where);
            List<MatchRule.Condition> all = new ArrayList<>();
            node.path("all")
                    .properties()
                    .forEach(entry -> all.add(new MatchRule.Condition(
                            word(ComparisonKind.class, entry.getKey(), where + ".all"),
                            word(
                                    MatchRule.Agreement.class,
                                    entry.getValue().asText(),
                                    where + ".all." + entry.getKey()))));
            rules.add(new MatchRule(node.path("name").asText(), all));
        }
        return rules;
    }

    private static Set<ComparisonKind> conflicts(JsonNode nodes) {
        Set<ComparisonKind> conflicts = EnumSet.noneOf(ComparisonKind.class);
        nodes.forEach(node -> conflicts.add(word(ComparisonKind.class, node.asText(), "conflicts")));
        return conflicts;
    }

    private static Map<ComparisonKind, Integer> namesMax(JsonNode node) {
        Map<ComparisonKind, Integer> limits = new EnumMap<>(ComparisonKind.class);
        node.properties()
                .forEach(entry -> limits.put(
                        word(ComparisonKind.class, entry.getKey(), "names_max"), whole(node, entry.getKey(), 0)));
        return limits;
    }

    private static double decimal(JsonNode node, String key, double absent) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNumber()) {
            throw WireErrors.unreadableRules("limits." + key, "a number must stand");
        }
        return value.asDouble(absent);
    }

    private static int whole(JsonNode node, String key, int absent) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isInt()) {
            throw WireErrors.unreadableRules(key, "a whole number must stand");
        }
        return value.asInt(absent);
    }

    private static void knows(JsonNode node, Set<String> known, String where) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw WireErrors.unknownWord(where, name, known);
            }
        });
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word, String where) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow(() -> WireErrors.unknownWord(
                        where,
                        word,
                        Arrays.stream(type.getEnumConstants())
                                .map(IdentityRulesCodec::word)
                                .toList()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
