package io.tarn.wire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentifierRules.IdentifierRule;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.testing.TestingRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
                new OwnMatcher.Endpoint(
                        URI.create("https://scores.example.com/pairs"),
                        Duration.ofSeconds(30),
                        Optional.empty(),
                        Optional.empty()),
                OwnMatcher.Mode.COMPARISON,
                500,
                200_000);
        OwnMatcher full = new OwnMatcher(
                new OwnMatcher.Endpoint(
                        URI.create("http://localhost:9000/pairs"),
                        Duration.ofSeconds(5),
                        Optional.of("X-Api-Key"),
                        Optional.of("env:SCORER_KEY")),
                OwnMatcher.Mode.SCORE,
                50,
                1_000);

        assertThat(codec.read("matcher:\n  url: https://scores.example.com/pairs\n")
                        .matcher())
                .contains(least);
        IdentityRules rules = new TestingRules().matcher(full).build();
        assertThat(codec.read(codec.write(rules, IdentifierRules.defaults()))).isEqualTo(rules);
    }

    @Test
    void readsAModelAsTheMatcher() {
        OwnMatcher least = new OwnMatcher(
                new OwnMatcher.OnnxModel(Path.of("models/pairs.onnx"), List.of()),
                OwnMatcher.Mode.COMPARISON,
                500,
                200_000);
        OwnMatcher full = new OwnMatcher(
                new OwnMatcher.OnnxModel(
                        Path.of("/srv/pairs.onnx"),
                        List.of(ComparisonKind.NAME, ComparisonKind.BIRTH_DATE, ComparisonKind.EMAIL)),
                OwnMatcher.Mode.SCORE,
                50,
                1_000);

        assertThat(codec.read("matcher:\n  onnx: models/pairs.onnx\n").matcher())
                .contains(least);
        assertThat(codec.read("""
                matcher:
                  onnx: /srv/pairs.onnx
                  features: [name, birth_date, email]
                  mode: score
                  batch: 50
                  pairs_max: 1000
                """).matcher()).contains(full);
        for (OwnMatcher one : List.of(least, full)) {
            IdentityRules rules = new TestingRules().matcher(one).build();
            assertThat(codec.read(codec.write(rules, IdentifierRules.defaults())))
                    .isEqualTo(rules);
        }
    }

    @Test
    void tellsAllFaultsOfAModelAsTheMatcher() {
        String known = " Known: birth_date, birth_place, city, device_id, email, external_id, gender, location,"
                + " middle_name, name, national_id, occupation, organization, phone, postcode, region, street, unit, url,"
                + " user_id.";

        assertThatThrownBy(() -> codec.read("""
                matcher:
                  onnx: []
                  features: [emial, name, name, own_matcher]
                  timeout_seconds: 5
                  secret: env:KEY
                """)).hasMessage("""
                Identity rules cannot be read, for 6 faults:
                  - 'timeout_seconds' belongs to 'url' and cannot stand beside 'onnx' at matcher.
                  - 'secret' belongs to 'url' and cannot stand beside 'onnx' at matcher.
                  - the file of your model must stand, such as models/pairs.onnx, at matcher.onnx.
                  - unknown word 'emial' at matcher.features. Did you mean 'email'?%s
                  - 'name' stands twice at matcher.features.
                  - unknown word 'own_matcher' at matcher.features. Did you mean 'gender'?%s""".formatted(known, known));
        assertThatThrownBy(() -> codec.read("matcher:\n  onnx: a.onnx\n  features: name\n"))
                .hasMessage(
                        "Identity rules cannot be read: a list of comparisons must stand, such as [name, birth_date,"
                                + " email], at matcher.features.");
    }

    @Test
    void takesScoresFromOnePlaceAlone() {
        assertThatThrownBy(() -> codec.read("matcher:\n  mode: score\n"))
                .hasMessage("Identity rules cannot be read: 'url', the address of your matcher, or 'onnx', the file of"
                        + " its model, must stand at matcher.");
        assertThatThrownBy(() -> codec.read("matcher:\n  url: http://localhost/pairs\n  onnx: a.onnx\n"))
                .hasMessage(
                        "Identity rules cannot be read: 'url' and 'onnx' cannot both stand, for scores come from one"
                                + " of them, at matcher.");
        assertThatThrownBy(() -> codec.read("matcher:\n  url: http://localhost/pairs\n  features: [name]\n"))
                .hasMessage(
                        "Identity rules cannot be read: 'features' belongs to 'onnx' and cannot stand beside 'url' at"
                                + " matcher.");
    }

    @Test
    void readsTheSamplesOfTheDocumentation() throws IOException {
        List<OwnMatcher> samples = Pattern.compile("```yaml\n(matcher:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/CONFIGURATION.md")))
                .results()
                .map(sample -> codec.read(sample.group(1)).matcher().orElseThrow())
                .toList();

        assertThat(samples)
                .extracting(OwnMatcher::place)
                .hasAtLeastOneElementOfType(OwnMatcher.Endpoint.class)
                .hasAtLeastOneElementOfType(OwnMatcher.OnnxModel.class);
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
