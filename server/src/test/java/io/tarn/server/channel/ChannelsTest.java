package io.tarn.server.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.connectors.smtp.SmtpConfig.Security;
import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.engage.delivery.LinkKind;
import io.tarn.engage.delivery.MailSender;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.model.error.TarnException;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.MessageId;
import io.tarn.server.config.EngageConfig;
import io.tarn.server.config.MailConfig;
import io.tarn.server.config.SecretReference.OfEnvironment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChannelsTest {
    private static final URI OWN = URI.create("http://localhost:8080");
    private static final EngageConfig BOTH = new EngageConfig(
            Optional.of(new MailConfig(
                    "localhost",
                    25,
                    Security.NONE,
                    Optional.empty(),
                    "example.com",
                    1,
                    1,
                    new MailSender("", "news@example.com", Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    Optional.empty())),
            Optional.of(new EngageConfig.Webhook(
                    URI.create("https://example.com"), new OfEnvironment("SECRET"), List.of())),
            Optional.empty(),
            Optional.empty());

    @TempDir
    Path home;

    @Test
    void opensWhatTheConfigurationNames() {
        assertThat(open(EngageConfig.defaults(), Map.of()).all()).isEmpty();
        try (Channels channels = open(BOTH, Map.of("SECRET", "whsec_" + "A".repeat(32)))) {
            assertThat(channels.all())
                    .extracting(Channel::name)
                    .containsExactly(ChannelName.EMAIL, ChannelName.WEBHOOK);
            assertThat(channels.find(ChannelName.SMS)).isEmpty();
        }
    }

    @Test
    void doesNotOpenWithoutItsSecrets() {
        assertThatThrownBy(() -> open(BOTH, Map.of()))
                .isInstanceOf(TarnException.class)
                .hasMessageStartingWith("There is no secret at env:SECRET");
    }

    private Channels open(EngageConfig config, Map<String, String> environment) {
        return Channels.open(config, new Channels.Secrets(home, environment), new Unasked(), InstantSource.system());
    }

    @Test
    void linksLeadToThePublicAddressAndOutliveAStart() {
        MessageId message = MessageId.derive("d");
        String link = Channels.links(BOTH, home, OWN).link(LinkKind.UNSUBSCRIBE, message);

        assertThat(link).startsWith("http://localhost:8080/m/");
        assertThat(Channels.links(BOTH, home, OWN)
                        .verify(link.substring(OWN.toString().length()), ""))
                .isPresent();
        EngageConfig reached = new EngageConfig(
                Optional.empty(), Optional.empty(), Optional.of(URI.create("https://m.example.com")), Optional.empty());
        assertThat(Channels.links(reached, home, OWN).link(LinkKind.WHY, message))
                .startsWith("https://m.example.com/m/");
    }

    @Test
    void theKeyIsItsOwnersAlone() throws IOException {
        List<byte[]> made = LinkKeys.load(home);

        Path file = home.resolve("link.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(LinkKeys.load(home)).containsExactlyElementsOf(made);
        Files.writeString(file, "ab".repeat(32) + "\n\n" + Files.readString(file));
        assertThat(LinkKeys.load(home)).hasSize(2).contains(made.getFirst());
        assertThat(new SignedLinks(OWN, LinkKeys.load(home))
                        .verify(
                                new SignedLinks(OWN, made)
                                        .link(LinkKind.WHY, MessageId.derive("d"))
                                        .substring(OWN.toString().length()),
                                ""))
                .isPresent();
    }

    @Test
    void refusesAKeyThatIsNone() throws IOException {
        Files.writeString(home.resolve("link.key"), "abc");

        assertThatThrownBy(() -> LinkKeys.load(home))
                .hasMessage("The keys of links in '" + home.resolve("link.key") + "' cannot be used: a line of 64 or"
                        + " more hexadecimal digits is expected for each. Make one with 'openssl rand -hex 32'; links in"
                        + " messages that were sent with a lost key lead nowhere.");
    }

    /** A journal that nothing is written to. */
    private static final class Unasked implements DeliveryJournal {
        @Override
        public void intended(MessageId message) {
            throw new IllegalStateException();
        }

        @Override
        public void ended(MessageId message, DeliveryResult result) {
            throw new IllegalStateException();
        }
    }
}
