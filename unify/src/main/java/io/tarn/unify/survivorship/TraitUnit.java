package io.tarn.unify.survivorship;

import io.tarn.model.policy.SurvivorshipRule;
import java.util.List;

/**
 * A trait whose values are weighed against each other: a canonical one, a typed attribute, or the postal address.
 *
 * @param name as in rules and provenance
 * @param value SQL over a record {@code r}: the value in its canonical text, NULL where there is none or it does not fit
 */
record TraitUnit(String name, String value, ValueForm form, List<SurvivorshipRule> rules) {
    TraitUnit {
        rules = List.copyOf(rules);
    }

    /** The rules that look at a record and not at the value: they decide between records that agree. */
    List<SurvivorshipRule> recordRules() {
        return rules.stream()
                .filter(rule -> switch (rule) {
                    case SurvivorshipRule.SourcePriority _, SurvivorshipRule.Recency _, SurvivorshipRule.Consent _ ->
                        true;
                    case SurvivorshipRule.Frequency _, SurvivorshipRule.Validity _, SurvivorshipRule.Completeness _ ->
                        false;
                })
                .toList();
    }
}
