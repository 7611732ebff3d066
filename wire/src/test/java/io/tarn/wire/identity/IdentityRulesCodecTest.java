package io.tarn.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentifierRules.IdentifierRule;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.testing.TestingRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class IdentityRulesCodecTest {
    private final IdentityRulesCodec codec = new IdentityRulesCodec();

    @Test
    void readsWhatItWrites() {
        String text = codec.write(IdentityRules.defaults(), IdentifierRules.defaults());

        assertThat(codec.read(text)).isEqualTo(IdentityRules.defaults());
        assertThat(codec.readIdentifiers(text)).isEqualTo(IdentifierRules.defaults());
        assertThat(codec.readIdentifiers("")).isEqualTo(IdentifierRules.defaults());
    }

    @Test
    void readsSourcesThatAreFreeOfDuplicates() {
        IdentityRules rules = codec.read("duplicate_free: [crm, shop]");

        assertThat(rules.duplicateFree()).containsExactlyInAnyOrder(new SourceName("crm"), new SourceName("shop"));
        assertThat(codec.read(codec.write(rules, IdentifierRules.defaults()))).isEqualTo(rules);
        assertThatThrownBy(() -> codec.read("duplicate_free: crm")).hasMessageContaining("duplicate_free");
    }

    @Test
    void keepsTheDefaultsOfWhatIsNotSaid() {
        IdentityRules rules = codec.read("limits:\n  profile_records_max: 50\n");

        assertThat(rules.profileRecordsMax()).isEqualTo(50);
        assertThat(rules.rules()).isEqualTo(IdentityRules.defaults().rules());
    }

    @Test
    void readsAMatcherOfOnesOwn() {
        OwnMatcher least = new OwnMatcher(
                URI.create("https://scores.example.com/pairs"),
                OwnMatcher.Mode.COMPARISON,
                Duration.ofSeconds(30),
                500,
                200_000,
                Optional.empty(),
                Optional.empty());
        OwnMatcher full = new OwnMatcher(
                URI.create("http://localhost:9000/pairs"),
                OwnMatcher.Mode.SCORE,
                Duration.ofSeconds(5),
                50,
                1_000,
                Optional.of("X-Api-Key"),
                Optional.of("env:SCORER_KEY"));

        assertThat(codec.read("matcher:\n  url: https://scores.example.com/pairs\n")
                        .matcher())
                .contains(least);
        IdentityRules rules = new TestingRules().matcher(full).build();
        assertThat(codec.read(codec.write(rules, IdentifierRules.defaults()))).isEqualTo(rules);
    }

    @Test
    void tellsAllFaultsOfAMatcherAndNeverItsSecret() {
        assertThatThrownBy(() -> codec.read("""
                matcher:
                  url: scores.example.com
                  mode: probability
                  batch: 0
                  header: X-Api-Key
                  secret: abc123
                """))
                .hasMessageContainingAll(
                        "the address of your matcher must stand, such as https://scores.example.com/pairs, at"
                                + " matcher.url.",
                        "unknown word 'probability' at matcher.mode.",
                        "a number from 1 to 10000 must stand at matcher.batch.",
                        "env:NAME or file:PATH must stand, never the secret itself, at matcher.secret.")
                .hasMessageNotContaining("abc123");
    }

    @Test
    void namesTheNearestWordOfAWrongKey() {
        assertThatThrownBy(() -> codec.read("conflict:\n- national_id\n"))
                .isInstanceOf(TarnException.class)
                .hasMessage(
                        "Identity rules cannot be read: unknown word 'conflict' at the top. Did you mean"
                                + " 'conflicts'? Known: conflicts, duplicate_free, identifiers, limits, matcher, names_max, rules.");
    }

    @Test
    void readsEveryKeyOfIdentifiers() {
        IdentifierRules rules = codec.readIdentifiers("""
                identifiers:
                  types:
                  - {type: customer_no, profile_max: 2}
                  - {type: email, profile_max: 3}
                  others: {profile_max: 7}
                  conflicts_max: 4
                  blocked: [Nobody, null, 0]
                """);

        assertThat(rules)
                .isEqualTo(new IdentifierRules(
                        List.of(
                                new IdentifierRule(new IdentifierType("customer_no"), 2),
                                new IdentifierRule(IdentifierType.EMAIL, 3)),
                        new IdentifierRule(new IdentifierType("other"), 7),
                        Set.of("nobody", "null", "0"),
                        4));
        assertThat(codec.readIdentifiers("identifiers:\n  conflicts_max: 4\n").rules())
                .isEqualTo(IdentifierRules.defaults().rules());
    }

    @Test
    void tellsAllFaultsOfBothSectionsTogether() {
        assertThatThrownBy(() -> codec.read("""
                limits:
                  candidate_max: 3
                identifiers:
                  types:
                  - {type: E-Mail, profile_max: 3}
                  - {type: phone, profil_max: 3}
                  conflict_max: many
                """)).hasMessage("""
                Identity rules cannot be read, for 5 faults:
                  - unknown word 'candidate_max' at limits. Did you mean 'candidates_max'? Known: block_records_max,\
                 candidates_max, false_link_share_max, profile_records_max, review_probability_min.
                  - unknown word 'conflict_max' at identifiers. Did you mean 'conflicts_max'? Known: blocked,\
                 conflicts_max, others, types.
                  - identifiers.types[0]: 'E-Mail' cannot name a type of identifier: use 1 to 64 lower-case letters,\
                 digits, underscores and dots, starting with a letter, such as user_id or email.
                  - unknown word 'profil_max' at identifiers.types[1]. Did you mean 'profile_max'? Known: profile_max,\
                 type.
                  - the key 'profile_max' is missing at identifiers.types[1].""");
        assertThatThrownBy(() -> codec.readIdentifiers("identifiers:\n  conflicts_max: 99\n"))
                .hasMessage("Identity rules cannot be read: Identifier rules cannot be used: conflicts_max is 99; use 1"
                        + " to 24.");
    }

    @Test
    void namesTheRuleWhoseComparisonIsUnknown() {
        assertThatThrownBy(() -> codec.read("rules:\n- name: by_mail\n  all:\n    emial: equal\n"))
                .hasMessageContaining("unknown word 'emial' at rules[0].all. Did you mean 'email'?");
    }
}
