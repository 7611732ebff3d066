package io.tarn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.loop.gold.GoldOrder;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.storage.Registry.Scope;
import io.tarn.wire.identity.IdentityRulesCodec;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TarnConfigReaderTest {
    @Test
    void anEmptyFileMeansTheDefaults() {
        assertThat(TarnConfigReader.parse("", "tarn.yaml")).isEqualTo(TarnConfig.defaults());
        assertThat(TarnConfig.memoryLimitOn(24L << 30)).isEqualTo(6 * 1_024);
        assertThat(TarnConfig.memoryLimitOn(0)).isEqualTo(1_024);
        assertThat(TarnConfig.defaults().defaultRegion()).isEmpty();
        assertThat(TarnConfig.defaults().http())
                .isEqualTo(new HttpConfig(
                        1_048_576,
                        Duration.ofSeconds(20),
                        2_500,
                        100,
                        2_048,
                        100,
                        1_000,
                        new HttpConfig.Connections(8_192, Duration.ofSeconds(75), 16_384)));
    }

    @Test
    void readsEveryKeyNestedOrDotted() {
        TarnConfig nested = TarnConfigReader.parse("""
                lake:
                  memory-limit: 3 GB
                  threads: 4
                collect:
                  default-region: de
                server:
                  http:
                    body-max: 2 MB
                    body-wait-max: 1500 ms
                    batch-events-max: 10
                    batch-profiles-max: 20
                    requests-max: 30
                    listeners-max: 40
                    listener-backlog-max: 50
                    connections-max: 60
                    idle-max: 2 m
                    header-max: 8 KB
                """, "tarn.yaml");
        TarnConfig dotted = TarnConfigReader.parse("""
                lake.memory-limit: 3072 MB
                lake.threads: 4
                collect.default-region: DE
                server.http.body-max: 2048 KB
                server.http.body-wait-max: 1500ms
                server.http.batch-events-max: 10
                server.http.batch-profiles-max: 20
                server.http.requests-max: 30
                server.http.listeners-max: 40
                server.http.listener-backlog-max: 50
                server.http.connections-max: 60
                server.http.idle-max: 120 s
                server.http.header-max: 8KB
                """, "tarn.yaml");

        HttpConfig http = new HttpConfig(
                2 << 20,
                Duration.ofMillis(1_500),
                10,
                20,
                30,
                40,
                50,
                new HttpConfig.Connections(60, Duration.ofMinutes(2), 8 << 10));
        assertThat(nested)
                .isEqualTo(new TarnConfig(
                        3_072,
                        4,
                        "DE",
                        GoldOrder.Refusal.NEVER,
                        http,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        EngageConfig.defaults(),
                        Map.of()))
                .isEqualTo(dotted);
    }

    @Test
    void reportsAllFaultsTogetherWithTheNearestKey() {
        assertThatThrownBy(() -> TarnConfigReader.parse("""
                lake.memory-limt: 1 GB
                lake.threads: many
                lake.memory-limit: 1 MB
                server.http.idle-max: never
                colour: blue
                """, "tarn.yaml"))
                .hasMessage("""
                        The configuration 'tarn.yaml' has 5 faults:
                          - unknown key 'colour'. Known keys: %s
                          - unknown key 'lake.memory-limt'. Did you mean 'lake.memory-limit'?
                          - lake.memory-limit is '1 MB': use a size from 256 MB to 1048576 GB
                          - lake.threads is 'many': use a whole number from 1 to 1024
                          - server.http.idle-max is 'never': use a time from 1 s to 24 h, such as 500 ms, 20 s, 5 m\
                         or 1 h""".formatted(String.join(", ", TarnConfig.KEYS)));
    }

    @Test
    void readsALanguageModelAndItsBudget() {
        assertThat(TarnConfigReader.parse("", "tarn.yaml").languageModel()).isEmpty();
        assertThat(TarnConfigReader.parse("""
                agents:
                  language-model:
                    endpoint: https://api.example.com/v1
                    model: small-1
                """, "tarn.yaml").languageModel())
                .contains(new LanguageModelConfig(
                        URI.create("https://api.example.com/v1"),
                        "small-1",
                        Optional.empty(),
                        Duration.ofSeconds(30),
                        4,
                        500,
                        200,
                        Optional.empty(),
                        Optional.empty(),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        0.8,
                        Set.of()));
        assertThat(TarnConfigReader.parse("""
                agents.language-model:
                  endpoint: http://localhost:11434/v1
                  model: local
                  key: env:CHAT_KEY
                  timeout: 5 s
                  in-flight: 2
                  answer-tokens-max: 900
                  pairs-max: 10
                  tokens-max: 5000
                  cost-max: 0.5
                  input-price: 0.15
                  output-price: 0.6
                  confidence-min: 0.9
                  withheld: [national_id, phone]
                """, "tarn.yaml").languageModel())
                .contains(new LanguageModelConfig(
                        URI.create("http://localhost:11434/v1"),
                        "local",
                        Optional.of(new SecretReference.OfEnvironment("CHAT_KEY")),
                        Duration.ofSeconds(5),
                        2,
                        900,
                        10,
                        Optional.of(5_000L),
                        Optional.of(new BigDecimal("0.5")),
                        new BigDecimal("0.15"),
                        new BigDecimal("0.6"),
                        0.9,
                        Set.of(MatchField.NATIONAL_ID, MatchField.PHONE)));
        assertThatThrownBy(() -> TarnConfigReader.parse("""
                agents.language-model:
                  endpoint: http://models.example.com/v1
                  key: sk-very-secret
                  cost-max: much
                  withheld: [shoe_size]
                """, "tarn.yaml"))
                .hasMessageContainingAll(
                        "agents.language-model.model is missing: name the model as its server does",
                        "agents.language-model.key says no place: write env:NAME or file:PATH, never the secret itself",
                        "agents.language-model.cost-max is 'much': use an amount such as 0.15",
                        "agents.language-model.withheld names 'shoe_size', which is no field")
                .hasMessageNotContaining("very-secret");
        assertThatThrownBy(() -> TarnConfigReader.parse("""
                agents.language-model:
                  endpoint: http://models.example.com/v1
                  model: m
                  key: env:CHAT_KEY
                """, "tarn.yaml"))
                .hasMessageContaining(
                        "agents.language-model.key is given, and agents.language-model.endpoint begins with"
                                + " http:, so that everybody on the way could read it: use https");
    }

    @Test
    void readsWhatBecomesOfARunInWhichATestFails() {
        assertThat(TarnConfigReader.parse("unify.identity-tests: refuse", "tarn.yaml")
                        .identityTests())
                .isEqualTo(GoldOrder.Refusal.ON_FAILURE);
        assertThatThrownBy(() -> TarnConfigReader.parse("unify.identity-tests: refuses", "tarn.yaml"))
                .hasMessage("The configuration 'tarn.yaml' has 1 fault:\n  - unify.identity-tests is 'refuses':"
                        + " use refuse, report. Did you mean 'refuse'?");
    }

    @Test
    void readsEveryKeyOfAProvider() {
        assertThat(TarnConfig.defaults().oidc()).isEmpty();
        assertThat(TarnConfigReader.parse("""
                server.oidc:
                  issuer: https://login.example.com/realms/acme
                  audience: [tarn, cdp]
                  roles-claim: realm_access.roles
                  roles: {cdp-admin: admin, cdp-reader: read}
                  source-claim: client
                  clock-skew-max: 10 s
                  keys-age-max: 5 m
                """, "tarn.yaml").oidc())
                .contains(new OidcConfig(
                        "https://login.example.com/realms/acme",
                        List.of("tarn", "cdp"),
                        "realm_access.roles",
                        Map.of("cdp-admin", Scope.ADMIN, "cdp-reader", Scope.READ),
                        "client",
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(5)));
        assertThatThrownBy(() -> TarnConfigReader.parse("""
                server.oidc.issuer: http://login.example.com
                server.oidc.roles.cdp-admin: admn
                """, "tarn.yaml")).hasMessage("""
                The configuration 'tarn.yaml' has 3 faults:
                  - server.oidc.roles.cdp-admin is 'admn': use collect, read, marketer or admin. Did you mean 'admin'?
                  - server.oidc.issuer is 'http://login.example.com': use the https address that the provider's tokens\
                 name as 'iss'; http is for this machine alone
                  - server.oidc.audience is missing: name whom the provider makes tokens for, such as tarn, so that\
                 those made for others are not taken""");
        assertThatThrownBy(() -> TarnConfigReader.parse("server.oidc.audience: tarn", "tarn.yaml"))
                .hasMessageContaining("server.oidc.issuer is missing");
    }

    @Test
    void theDocumentNamesEveryKeyWithItsDefault() throws IOException {
        String document = Files.readString(Path.of("../docs/CONFIGURATION.md"));

        assertThat(TarnConfigReader.parse(block(document, "lake:"), "the document"))
                .isEqualTo(TarnConfigReader.parse("lake: {threads: 4, memory-limit: 6 GB}", "a machine of 24 GB"));
        for (String key : TarnConfig.KEYS) {
            String name = key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
            assertThat(document).contains(name.substring(name.lastIndexOf('.') + 1) + ":");
        }
        assertThat(new IdentityRulesCodec().readIdentifiers(block(document, "identifiers:")))
                .isEqualTo(IdentifierRules.defaults());
    }

    private static String block(String document, String first) {
        int start = document.indexOf("```yaml\n" + first) + "```yaml\n".length();
        return document.substring(start, document.indexOf("```", start));
    }
}
