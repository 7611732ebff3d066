package io.tarn.wire.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentifierRules.IdentifierRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The section {@code identifiers} of {@code identity.yaml}. */
final class IdentifierSection {
    private static final String HERE = "identifiers";
    private static final String TYPES = "types";
    private static final String OTHERS = "others";
    private static final String BLOCKED = "blocked";
    private static final String CONFLICTS_MAX = "conflicts_max";
    private static final String TYPE = "type";
    private static final String PROFILE_MAX = "profile_max";

    private static final Set<String> KEYS = Set.of(TYPES, OTHERS, BLOCKED, CONFLICTS_MAX);

    private IdentifierSection() {}

    static void write(IdentifierRules rules, ObjectNode into) {
        ArrayNode types = into.putArray(TYPES);
        rules.rules()
                .forEach(rule -> types.addObject().put(TYPE, rule.type().name()).put(PROFILE_MAX, rule.profileMax()));
        into.putObject(OTHERS).put(PROFILE_MAX, rules.others().profileMax());
        into.put(CONFLICTS_MAX, rules.conflictsMax());
        ArrayNode blocked = into.putArray(BLOCKED);
        rules.blocked().stream().sorted().forEach(blocked::add);
    }

    static IdentifierRules read(JsonNode section, RuleFaults faults) {
        IdentifierRules defaults = IdentifierRules.defaults();
        if (section.isMissingNode() || section.isNull()) {
            return defaults;
        }
        faults.knows(section, KEYS, HERE);
        JsonNode others = section.path(OTHERS);
        faults.knows(others, Set.of(PROFILE_MAX), HERE + "." + OTHERS);
        int othersMax = faults.whole(
                others, HERE + "." + OTHERS, PROFILE_MAX, defaults.others().profileMax());
        return new IdentifierRules(
                section.has(TYPES) ? types(section.path(TYPES), faults) : defaults.rules(),
                new IdentifierRule(defaults.others().type(), othersMax),
                section.has(BLOCKED) ? blocked(section.path(BLOCKED), faults) : defaults.blocked(),
                faults.whole(section, HERE, CONFLICTS_MAX, defaults.conflictsMax()));
    }

    private static List<IdentifierRule> types(JsonNode nodes, RuleFaults faults) {
        if (!nodes.isArray()) {
            faults.add(HERE + "." + TYPES, "a list of types, the most trusted first, must stand");
        }
        List<IdentifierRule> rules = new ArrayList<>();
        int place = 0;
        for (JsonNode node : nodes) {
            String where = HERE + "." + TYPES + "[" + place + "]";
            place++;
            faults.knows(node, Set.of(TYPE, PROFILE_MAX), where);
            if (!node.has(PROFILE_MAX)) {
                faults.add(where, "the key 'profile_max' is missing");
            }
            int most = faults.whole(node, where, PROFILE_MAX, 1);
            try {
                rules.add(new IdentifierRule(new IdentifierType(node.path(TYPE).asText()), most));
            } catch (TarnException wrong) {
                faults.add(where + ": " + wrong.getMessage());
            }
        }
        return rules;
    }

    private static Set<String> blocked(JsonNode nodes, RuleFaults faults) {
        if (!nodes.isArray()) {
            faults.add(HERE + "." + BLOCKED, "a list of values must stand");
        }
        Set<String> blocked = new HashSet<>();
        for (JsonNode node : nodes) {
            if (node.isValueNode()) {
                blocked.add(node.asText().strip().toLowerCase(Locale.ROOT));
            } else {
                faults.add(HERE + "." + BLOCKED, "single values must stand");
            }
        }
        return blocked;
    }
}
