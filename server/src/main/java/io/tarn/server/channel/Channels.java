package io.tarn.server.channel;

import io.tarn.connectors.smtp.SmtpChannel;
import io.tarn.connectors.smtp.SmtpConfig;
import io.tarn.connectors.webhook.AddressGuard;
import io.tarn.connectors.webhook.WebhookChannel;
import io.tarn.connectors.webhook.WebhookConfig;
import io.tarn.connectors.webhook.WebhookSecret;
import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.Composer;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.engage.delivery.DkimKey;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.message.ChannelName;
import io.tarn.server.config.EngageConfig;
import io.tarn.server.config.MailConfig;
import io.tarn.server.config.SecretReference;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** The ways by which messages leave, as the configuration has them. Closing it closes them. */
public final class Channels implements AutoCloseable {
    private final Map<ChannelName, Channel> channels;

    private Channels(Map<ChannelName, Channel> channels) {
        this.channels = new TreeMap<>(channels);
    }

    /** Where secrets are found to which the configuration refers. */
    public record Secrets(Path home, Map<String, String> environment) {
        public Secrets {
            environment = Map.copyOf(environment);
        }

        String load(SecretReference reference) {
            return reference.load(home, environment);
        }

        /** Never the environment. */
        @Override
        public String toString() {
            return "Secrets[" + home + "]";
        }
    }

    /** Opens what the configuration names; nothing is connected yet. */
    public static Channels open(EngageConfig config, Secrets secrets, DeliveryJournal journal, InstantSource clock) {
        Map<ChannelName, Channel> channels = new TreeMap<>();
        config.webhook()
                .map(webhook -> webhook(webhook, secrets, journal, clock))
                .ifPresent(channel -> channels.put(channel.name(), channel));
        config.mail()
                .map(mail -> mail(mail, secrets, journal, clock))
                .ifPresent(channel -> channels.put(channel.name(), channel));
        return new Channels(channels);
    }

    private static Channel mail(MailConfig mail, Secrets secrets, DeliveryJournal journal, InstantSource clock) {
        SmtpConfig smtp = smtp(mail);
        Optional<SmtpConfig.Credentials> credentials =
                mail.login().map(login -> new SmtpConfig.Credentials(login.user(), secrets.load(login.password())));
        List<DkimKey> keys = mail.dkim().stream()
                .map(dkim -> DkimKey.parse(dkim.domain(), dkim.selector(), secrets.load(dkim.key())))
                .toList();
        return new SmtpChannel(
                credentials.map(smtp::with).orElse(smtp),
                new SmtpChannel.Identity(mail.sender(), keys, trust()),
                journal,
                clock);
    }

    /** As {@link SmtpConfig#of} has it where nothing is said. */
    private static SmtpConfig smtp(MailConfig mail) {
        SmtpConfig defaults = SmtpConfig.of(mail.host(), mail.port());
        return new SmtpConfig(
                mail.host(),
                mail.port(),
                mail.security(),
                Optional.empty(),
                mail.helloName(),
                defaults.connectTimeout(),
                defaults.replyTimeout(),
                defaults.dataTimeout(),
                defaults.idleMax(),
                mail.connectionsMax(),
                defaults.mailsPerConnectionMax(),
                mail.mailsPerSecondMax(),
                defaults.backoff());
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "This Java has no usable list of whom to trust: check javax.net.ssl.trustStore.",
                    e);
        }
    }

    private static Channel webhook(
            EngageConfig.Webhook webhook, Secrets secrets, DeliveryJournal journal, InstantSource clock) {
        Set<String> allowed = webhook.allowedHosts().stream()
                .map(host -> host.toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        WebhookSecret secret = WebhookSecret.parse(secrets.load(webhook.secret()));
        return new WebhookChannel(
                WebhookConfig.DEFAULT, new WebhookChannel.Trust(secret, AddressGuard.of(allowed)), journal, clock);
    }

    /** Those that are open, by name. */
    public List<Channel> all() {
        return List.copyOf(channels.values());
    }

    public Optional<Channel> find(ChannelName name) {
        return Optional.ofNullable(channels.get(name));
    }

    /**
     * The links that messages carry.
     *
     * @param own where this server answers, for a configuration that names no public address
     */
    public static SignedLinks links(EngageConfig config, Path home, URI own) {
        return new SignedLinks(config.linkBase().orElse(own), LinkKeys.load(home));
    }

    /**
     * What makes messages.
     *
     * @param zone in which dates are written where the configuration names none
     */
    public static Composer composer(EngageConfig config, SignedLinks links, ZoneId zone) {
        return new Composer(
                links,
                config.mail().flatMap(MailConfig::unsubscribeMailbox),
                config.timeZone().orElse(zone));
    }

    /** Lets go of connections; attempts that run end first. */
    @Override
    public void close() {
        channels.values().forEach(Channel::close);
    }
}
