package io.tarn.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.policy.IdentityRules;
import org.junit.jupiter.api.Test;

final class IdentityRulesCodecTest {
    private final IdentityRulesCodec codec = new IdentityRulesCodec();

    @Test
    void readsWhatItWrites() {
        assertThat(codec.read(codec.write(IdentityRules.defaults()))).isEqualTo(IdentityRules.defaults());
    }

    @Test
    void keepsTheDefaultsOfWhatIsNotSaid() {
        IdentityRules rules = codec.read("limits:\n  profile_records_max: 50\n");

        assertThat(rules.profileRecordsMax()).isEqualTo(50);
        assertThat(rules.rules()).isEqualTo(IdentityRules.defaults().rules());
    }

    @Test
    void namesTheNearestWordOfAWrongKey() {
        assertThatThrownBy(() -> codec.read("conflict:\n- national_id\n"))
                .isInstanceOf(TarnException.class)
                .hasMessage("Identity rules cannot be read: unknown word 'conflict' at the top. Did you mean"
                        + " 'conflicts'? Known: conflicts, limits, names_max, rules.");
    }

    @Test
    void namesTheRuleWhoseComparisonIsUnknown() {
        assertThatThrownBy(() -> codec.read("rules:\n- name: by_mail\n  all:\n    emial: equal\n"))
                .hasMessageContaining("unknown word 'emial' at rules[0].all. Did you mean 'email'?");
    }
}
