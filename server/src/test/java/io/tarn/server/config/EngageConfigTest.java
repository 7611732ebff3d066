package io.tarn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.connectors.smtp.SmtpConfig.Security;
import io.tarn.engage.delivery.MailSender;
import io.tarn.server.config.SecretReference.OfEnvironment;
import io.tarn.server.config.SecretReference.OfFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngageConfigTest {
    private static EngageConfig read(String yaml) {
        return TarnConfigReader.parse(yaml, "tarn.yaml").engage();
    }

    @Test
    void nothingLeavesWhereNothingIsSaid() {
        assertThat(read("")).isEqualTo(EngageConfig.defaults());
        assertThat(EngageConfig.defaults().mail()).isEmpty();
        assertThat(EngageConfig.defaults().webhook()).isEmpty();
    }

    @Test
    void aMailServerNeedsOnlyItsNameAndOurAddress() {
        assertThat(read("engage: {smtp-host: smtp.example.com, from-address: news@example.com}")
                        .mail())
                .contains(new MailConfig(
                        "smtp.example.com",
                        587,
                        Security.STARTTLS,
                        Optional.empty(),
                        "example.com",
                        4,
                        50,
                        new MailSender("", "news@example.com", Optional.empty(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty()));
        MailConfig here = read("engage: {smtp-host: localhost, from-address: news@example.com}")
                .mail()
                .orElseThrow();
        assertThat(here.security()).isEqualTo(Security.NONE);
        assertThat(here.port()).isEqualTo(25);
    }

    @Test
    void readsEveryKeyAsTheDocumentShowsThem() throws IOException {
        String document = Files.readString(Path.of("../docs/CONFIGURATION.md"));
        int start = document.indexOf("```yaml\nengage:") + "```yaml\n".length();
        String block = document.substring(start, document.indexOf("```", start));

        for (String key : EngageConfig.KEYS) {
            assertThat(block).contains("  " + key.substring("engage.".length()) + ": ");
        }
        assertThat(read(block))
                .isEqualTo(new EngageConfig(
                        Optional.of(new MailConfig(
                                "smtp.example.com",
                                587,
                                Security.STARTTLS,
                                Optional.of(new MailConfig.Login("tarn", new OfEnvironment("SMTP_PASSWORD"))),
                                "mail.example.com",
                                4,
                                50,
                                new MailSender(
                                        "Example Shop",
                                        "news@example.com",
                                        Optional.of("help@example.com"),
                                        Optional.of("bounce.example.com")),
                                Optional.of("unsubscribe@example.com"),
                                Optional.of(new MailConfig.Dkim("example.com", "tarn", new OfFile("dkim.pem"))))),
                        Optional.of(new EngageConfig.Webhook(
                                URI.create("https://shop.example.com/tarn"),
                                new OfEnvironment("WEBHOOK_SECRET"),
                                List.of("shop.internal"))),
                        Optional.of(URI.create("https://mail.example.com")),
                        Optional.of(ZoneId.of("Europe/Berlin"))));
    }

    @Test
    void tellsAllFaultsTogetherAndNeverASecret() {
        assertThatThrownBy(() -> read("""
                engage:
                  smtp-host: smtp.example.com
                  smtp-port: 0
                  smtp-security: tsl
                  smtp-user: tarn
                  smtp-password: hunter2
                  from-address: news
                  unsubscribe-mailbox: nobody
                  dkim-domain: example.com
                  webhook-url: shop
                  link-base: http://mail.example.com
                  time-zone: Berlin
                """)).hasMessage("""
                The configuration 'tarn.yaml' has 10 faults:
                  - engage.smtp-security is 'tsl': use starttls, tls, none. Did you mean 'tls'?
                  - engage.smtp-password says no place: write env:NAME or file:PATH, never the secret itself
                  - engage.dkim-selector and engage.dkim-key are missing: to sign mail, domain, selector and key are all\
                 needed
                  - engage.smtp-port is '0': use a whole number from 1 to 65535
                  - engage.unsubscribe-mailbox cannot be used: the address has no '@' with something on both sides
                  - engage.from-name, engage.from-address, engage.reply-to, engage.bounce-domain: The sender's address\
                 cannot be used: the address has no '@' with something on both sides
                  - engage.webhook-url is 'shop': use an address such as https://shop.example.com/tarn
                  - engage.webhook-secret is missing: say where it is found, env:NAME or file:PATH; make it with 'openssl\
                 rand -base64 32'
                  - engage.link-base is 'http://mail.example.com': use the https address by which people reach this\
                 server, without query; http is for this machine alone
                  - engage.time-zone is 'Berlin': use a time zone such as Europe/Berlin""");
        assertThatThrownBy(() -> read("engage: {smtp-port: 25, webhook-allowed-hosts: [a]}"))
                .hasMessage("""
                The configuration 'tarn.yaml' has 2 faults:
                  - engage.smtp-host is missing: name the mail server, such as smtp.example.com
                  - engage.webhook-url is missing: name where messages are posted to, such as\
                 https://shop.example.com/tarn""");
        assertThatThrownBy(
                        () -> read("engage: {smtp-host: h, smtp-security: none, smtp-user: u, smtp-password: 'env:P'}"))
                .hasMessage("""
                        The configuration 'tarn.yaml' has 2 faults:
                          - engage.smtp-user is given, and engage.smtp-security is none, so that everybody on the way\
                         could read the password: use starttls or tls
                          - engage.from-address is missing: name the address that mail comes from, such as\
                         news@example.com""");
    }

    @Test
    void findsASecretWhereItIsSaidToBe(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve("mail.key"), "hidden\n");

        assertThat(new OfFile("mail.key").load(home, Map.of())).isEqualTo("hidden");
        assertThat(new OfEnvironment("PASSWORD").load(home, Map.of("PASSWORD", "hidden")))
                .isEqualTo("hidden");
        assertThatThrownBy(() -> new OfEnvironment("PASSWORD").load(home, Map.of()))
                .hasMessage("There is no secret at env:PASSWORD, to which the configuration refers. Put it there, and"
                        + " start again.");
        assertThatThrownBy(() -> new OfFile("other.key").load(home, Map.of()))
                .hasMessage("The secret in '" + home.resolve("other.key") + "', to which the configuration refers,"
                        + " cannot be read (NoSuchFileException). Check the path and its permissions.");
    }
}
