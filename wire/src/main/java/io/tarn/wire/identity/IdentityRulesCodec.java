package io.tarn.wire.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.MatchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code identity.yaml}: the rules of matching and, in its section {@code identifiers}, those of identifiers, as a person
 * writes them. What a file does not say keeps its default; all faults of a file are told together.
 */
public final class IdentityRulesCodec {
    private static final String IDENTIFIERS = "identifiers";
    private static final String MATCHER = "matcher";
    private static final String DUPLICATE_FREE = "duplicate_free";
    private static final Set<String> KEYS =
            Set.of("rules", "conflicts", "names_max", "limits", DUPLICATE_FREE, MATCHER, IDENTIFIERS);
    private static final Set<String> LIMITS = Set.of(
            "false_link_share_max",
            "review_probability_min",
            "profile_records_max",
            "block_records_max",
            "candidates_max");

    private final ObjectMapper mapper = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    public String write(IdentityRules rules, IdentifierRules identifiers) {
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
        if (!rules.duplicateFree().isEmpty()) {
            ArrayNode sources = root.putArray(DUPLICATE_FREE);
            rules.duplicateFree().stream().map(SourceName::value).sorted().forEach(sources::add);
        }
        rules.matcher().ifPresent(own -> MatcherSection.write(own, root.putObject(MATCHER)));
        IdentifierSection.write(identifiers, root.putObject(IDENTIFIERS));
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw WireErrors.unreadableRules("the start", "they cannot be written as YAML");
        }
    }

    /** The rules of matching. */
    public IdentityRules read(String yaml) {
        return sections(yaml).matching();
    }

    /** The rules of identifiers. */
    public IdentifierRules readIdentifiers(String yaml) {
        return sections(yaml).identifiers();
    }

    private record Sections(IdentityRules matching, IdentifierRules identifiers) {}

    /** Both, so that a file with a fault in either is refused as a whole. */
    private Sections sections(String yaml) {
        JsonNode root = parse(yaml);
        if (root.isMissingNode() || root.isNull()) {
            return new Sections(IdentityRules.defaults(), IdentifierRules.defaults());
        }
        RuleFaults faults = new RuleFaults();
        faults.knows(root, KEYS, "the top");
        Optional<IdentityRules> matching = made(() -> matching(root, faults), faults);
        Optional<IdentifierRules> identifiers =
                made(() -> IdentifierSection.read(root.path(IDENTIFIERS), faults), faults);
        faults.throwIfAny();
        return new Sections(matching.orElseThrow(), identifiers.orElseThrow());
    }

    /** Rules whose values stand in their places may still contradict what rules must be. */
    private static <T> Optional<T> made(Supplier<T> rules, RuleFaults faults) {
        try {
            return Optional.of(rules.get());
        } catch (TarnException wrong) {
            faults.add(String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static IdentityRules matching(JsonNode root, RuleFaults faults) {
        IdentityRules defaults = IdentityRules.defaults();
        JsonNode limits = root.path("limits");
        faults.knows(limits, LIMITS, "limits");
        return new IdentityRules(
                root.has("rules") ? rules(root.path("rules"), faults) : defaults.rules(),
                root.has("conflicts") ? conflicts(root.path("conflicts"), faults) : defaults.conflicts(),
                root.has("names_max") ? namesMax(root.path("names_max"), faults) : defaults.namesMax(),
                decimal(limits, "false_link_share_max", defaults.falseLinkShareMax(), faults),
                decimal(limits, "review_probability_min", defaults.reviewProbabilityMin(), faults),
                faults.whole(limits, "limits", "profile_records_max", defaults.profileRecordsMax()),
                faults.whole(limits, "limits", "block_records_max", defaults.blockRecordsMax()),
                faults.whole(limits, "limits", "candidates_max", defaults.candidatesMax()),
                MatcherSection.read(root.path(MATCHER), faults),
                duplicateFree(root.path(DUPLICATE_FREE), faults));
    }

    private static Set<SourceName> duplicateFree(JsonNode nodes, RuleFaults faults) {
        if (!nodes.isMissingNode() && !nodes.isArray()) {
            faults.add(DUPLICATE_FREE, "a list of names of sources must stand");
        }
        Set<SourceName> sources = new TreeSet<>(Comparator.comparing(SourceName::value));
        for (JsonNode node : nodes) {
            made(() -> new SourceName(node.asText()), faults).ifPresent(sources::add);
        }
        return sources;
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

    private static List<MatchRule> rules(JsonNode nodes, RuleFaults faults) {
        if (!nodes.isArray()) {
            faults.add("rules", "a list of rules must stand");
        }
        List<MatchRule> rules = new ArrayList<>();
        int place = 0;
        for (JsonNode node : nodes) {
            String where = "rules[" + place + "]";
            place++;
            faults.knows(node, Set.of("name", "all"), where);
            List<MatchRule.Condition> all = new ArrayList<>();
            node.path("all").properties().forEach(entry -> {
                ComparisonKind kind = word(ComparisonKind.class, entry.getKey(), where + ".all", faults);
                MatchRule.Agreement agreement = word(
                        MatchRule.Agreement.class, entry.getValue().asText(), where + ".all." + entry.getKey(), faults);
                if (kind != null && agreement != null) {
                    all.add(new MatchRule.Condition(kind, agreement));
                }
            });
            if (faults.isEmpty()) {
                rules.add(new MatchRule(node.path("name").asText(), all));
            }
        }
        return rules;
    }

    private static Set<ComparisonKind> conflicts(JsonNode nodes, RuleFaults faults) {
        Set<ComparisonKind> conflicts = EnumSet.noneOf(ComparisonKind.class);
        nodes.forEach(node -> {
            ComparisonKind kind = word(ComparisonKind.class, node.asText(), "conflicts", faults);
            if (kind != null) {
                conflicts.add(kind);
            }
        });
        return conflicts;
    }

    private static Map<ComparisonKind, Integer> namesMax(JsonNode node, RuleFaults faults) {
        Map<ComparisonKind, Integer> limits = new EnumMap<>(ComparisonKind.class);
        node.properties().forEach(entry -> {
            ComparisonKind kind = word(ComparisonKind.class, entry.getKey(), "names_max", faults);
            int most = faults.whole(node, "names_max", entry.getKey(), 0);
            if (kind != null) {
                limits.put(kind, most);
            }
        });
        return limits;
    }

    private static double decimal(JsonNode node, String key, double absent, RuleFaults faults) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isNumber()) {
            faults.add("limits." + key, "a number must stand");
            return absent;
        }
        return value.asDouble(absent);
    }

    private static <E extends Enum<E>> @Nullable E word(Class<E> type, String word, String where, RuleFaults faults) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        for (E value : all) {
            if (word(value).equals(word)) {
                return value;
            }
        }
        faults.unknown(where, word, all.stream().map(IdentityRulesCodec::word).toList());
        return null;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
