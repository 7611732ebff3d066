package io.tarn.model.policy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.SurvivorshipRule.Completeness;
import io.tarn.model.policy.SurvivorshipRule.Consent;
import io.tarn.model.policy.SurvivorshipRule.Frequency;
import io.tarn.model.policy.SurvivorshipRule.Recency;
import io.tarn.model.policy.SurvivorshipRule.Validity;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of several values of a trait survives in a profile: for each trait the rules that decide, in order.
 *
 * <p>After the last rule the value that is less by code points survives, and of its records the one with the lesser
 * source and key: the order is always total.
 *
 * @param byTrait rules by trait; the postal address is one trait, {@code address}, whose parts survive together
 * @param otherwise rules of every trait that is not named
 */
public record SurvivorshipRules(Map<String, List<SurvivorshipRule>> byTrait, List<SurvivorshipRule> otherwise) {
    private static final int RULES_MAX = 6;

    public SurvivorshipRules {
        TreeMap<String, List<SurvivorshipRule>> copy = new TreeMap<>();
        byTrait.forEach((trait, rules) -> copy.put(trait, checked("trait '" + trait + "'", rules)));
        byTrait = Collections.unmodifiableMap(copy);
        otherwise = checked("all other traits", otherwise);
    }

    /** What holds where nobody declared anything. */
    public static SurvivorshipRules defaults() {
        List<SurvivorshipRule> name = List.of(new Frequency(), new Completeness(), new Recency());
        List<SurvivorshipRule> contact = List.of(new Validity(), new Consent(), new Recency(), new Frequency());
        List<SurvivorshipRule> fact = List.of(new Validity(), new Frequency(), new Completeness(), new Recency());
        List<SurvivorshipRule> latest = List.of(new Recency(), new Frequency(), new Completeness());
        TreeMap<String, List<SurvivorshipRule>> rules = new TreeMap<>();
        List.of("full_name", "first_name", "middle_name", "last_name").forEach(trait -> rules.put(trait, name));
        List.of("email", "phone").forEach(trait -> rules.put(trait, contact));
        List.of("birth_date", "birth_place", "gender", "national_id").forEach(trait -> rules.put(trait, fact));
        rules.put("address", List.of(new Validity(), new Recency(), new Frequency(), new Completeness()));
        return new SurvivorshipRules(rules, latest);
    }

    /** The rules of a trait, in order. */
    public List<SurvivorshipRule> of(String trait) {
        return byTrait.getOrDefault(trait, otherwise);
    }

    /** These rules with those of the other on top. */
    public SurvivorshipRules with(Map<String, List<SurvivorshipRule>> others) {
        TreeMap<String, List<SurvivorshipRule>> merged = new TreeMap<>(byTrait);
        merged.putAll(others);
        return new SurvivorshipRules(merged, otherwise);
    }

    private static List<SurvivorshipRule> checked(String where, List<SurvivorshipRule> rules) {
        Set<String> words = new HashSet<>();
        for (SurvivorshipRule rule : rules) {
            if (!words.add(rule.word())) {
                throw new TarnException(
                        ErrorCode.INVALID_DEFINITION,
                        "Survivorship of " + where + " names the rule '" + rule.word()
                                + "' twice; the second could never decide. Remove it.");
            }
        }
        if (rules.size() > RULES_MAX) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN, "Survivorship of " + where + " has more than " + RULES_MAX + " rules.");
        }
        return List.copyOf(rules);
    }
}
