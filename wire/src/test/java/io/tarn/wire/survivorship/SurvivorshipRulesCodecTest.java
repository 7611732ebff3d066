package io.tarn.wire.survivorship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SurvivorshipRule.Frequency;
import io.tarn.model.policy.SurvivorshipRule.Recency;
import io.tarn.model.policy.SurvivorshipRule.SourcePriority;
import io.tarn.model.policy.SurvivorshipRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurvivorshipRulesCodecTest {
    @Test
    void readsBackWhatItWrites() {
        SurvivorshipRules rules = SurvivorshipRules.defaults()
                .with(java.util.Map.of(
                        "score",
                        List.of(
                                new SourcePriority(List.of(new SourceName("crm"), new SourceName("shop"))),
                                new Recency())));

        assertThat(SurvivorshipRulesCodec.read(SurvivorshipRulesCodec.write(rules), "survivorship.yaml"))
                .isEqualTo(rules);
    }

    @Test
    void keepsTheDefaultsOfTraitsThatAreNotNamed() {
        SurvivorshipRules rules = SurvivorshipRulesCodec.read("""
                traits:
                  email: [frequency]
                  phone:
                    - source_priority: [crm]
                    - recency
                """, "survivorship.yaml");

        assertThat(rules.of("email")).containsExactly(new Frequency());
        assertThat(rules.of("phone"))
                .containsExactly(new SourcePriority(List.of(new SourceName("crm"))), new Recency());
        assertThat(rules.of("last_name")).isEqualTo(SurvivorshipRules.defaults().of("last_name"));
        assertThat(SurvivorshipRulesCodec.read("", "survivorship.yaml")).isEqualTo(SurvivorshipRules.defaults());
    }

    @Test
    void tellsAllFaultsAtOnceWithTheNearestKnownWords() {
        assertThatThrownBy(() -> SurvivorshipRulesCodec.read("""
                        trait:
                          email: [recency]
                        traits:
                          phone: [recensy, frequency, frequency, source_priority]
                          city: recency
                        """, "survivorship.yaml"))
                .hasMessage("survivorship.yaml cannot be read: unknown key 'trait', known are [traits, otherwise]. Did"
                        + " you mean 'traits'?; 'traits.phone' has the unknown rule 'recensy', known are"
                        + " [source_priority, recency, frequency, validity, completeness, consent]. Did you mean"
                        + " 'recency'?; 'traits.phone' names 'frequency' twice; the second could never decide;"
                        + " 'traits.phone' must list the sources of source_priority: - source_priority: [crm, shop];"
                        + " 'traits.city' must be a list of rules, such as [recency, frequency]");
    }
}
