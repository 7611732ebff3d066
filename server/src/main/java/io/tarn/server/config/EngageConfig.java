package io.tarn.server.config;

import io.tarn.engage.delivery.SignedLinks;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.WebAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which ways messages leave.
 *
 * @param mail the mail server; empty: no e-mail is sent
 * @param webhook empty: no webhook is called
 * @param linkBase where people reach this server: what stands before signed links; empty: its own address;
 *     {@code engage.link-base}
 * @param timeZone in which dates are written; empty: that of the guardrails; {@code engage.time-zone}
 */
public record EngageConfig(
        Optional<MailConfig> mail, Optional<Webhook> webhook, Optional<URI> linkBase, Optional<ZoneId> timeZone) {
    static final String ROOM = "engage.";
    private static final String LINK_BASE = ROOM + "link-base";
    private static final String TIME_ZONE = ROOM + "time-zone";
    private static final String WEBHOOK_URL = ROOM + "webhook-url";
    private static final String WEBHOOK_SECRET = ROOM + "webhook-secret";
    private static final String WEBHOOK_ALLOWED_HOSTS = ROOM + "webhook-allowed-hosts";

    static final List<String> KEYS = Stream.of(
                    MailConfig.KEYS, List.of(WEBHOOK_URL, WEBHOOK_SECRET, WEBHOOK_ALLOWED_HOSTS, LINK_BASE, TIME_ZONE))
            .flatMap(List::stream)
            .toList();

    /**
     * A system of the workspace that messages are posted to.
     *
     * @param url where; {@code engage.webhook-url}
     * @param secret by which it knows that they are ours; {@code engage.webhook-secret}
     * @param allowedHosts names and addresses of the internal network that may be called nevertheless;
     *     {@code engage.webhook-allowed-hosts}
     */
    public record Webhook(URI url, SecretReference secret, List<String> allowedHosts) {
        public Webhook {
            allowedHosts = List.copyOf(allowedHosts);
        }
    }

    /** Nothing leaves. */
    public static EngageConfig defaults() {
        return new EngageConfig(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static EngageConfig read(ConfigValues values) {
        return new EngageConfig(MailConfig.read(values), webhook(values), linkBase(values), timeZone(values));
    }

    private static Optional<Webhook> webhook(ConfigValues values) {
        Optional<String> url = values.text(WEBHOOK_URL);
        Optional<SecretReference> secret = values.secret(WEBHOOK_SECRET);
        List<String> allowedHosts = values.words(WEBHOOK_ALLOWED_HOSTS);
        if (url.isEmpty()) {
            if (secret.isPresent() || !allowedHosts.isEmpty()) {
                values.fault(WEBHOOK_URL + " is missing: name where messages are posted to, such as"
                        + " https://shop.example.com/tarn");
            }
            return Optional.empty();
        }
        Optional<URI> address = WebAddress.parse(url.get());
        if (address.isEmpty()) {
            values.fault(WEBHOOK_URL + " is '" + url.get() + "': use an address such as https://shop.example.com/tarn");
        }
        if (values.text(WEBHOOK_SECRET).isEmpty()) {
            values.fault(WEBHOOK_SECRET + " is missing: say where it is found, env:NAME or file:PATH; make it with"
                    + " 'openssl rand -base64 32'");
        }
        return address.isPresent() && secret.isPresent()
                ? Optional.of(new Webhook(address.get(), secret.get(), allowedHosts))
                : Optional.empty();
    }

    private static Optional<URI> linkBase(ConfigValues values) {
        Optional<String> text = values.text(LINK_BASE);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<URI> base = WebAddress.parse(text.get());
        try {
            if (base.isPresent()) {
                // Whoever signs links knows what can stand before them.
                new SignedLinks(base.get(), List.of(new byte[SignedLinks.KEY_BYTES_MIN]));
                return base;
            }
        } catch (TarnException refused) {
            // Told below with what is no address.
        }
        values.fault(LINK_BASE + " is '" + text.get() + "': use the https address by which people reach this server,"
                + " without query; http is for this machine alone");
        return Optional.empty();
    }

    private static Optional<ZoneId> timeZone(ConfigValues values) {
        Optional<String> text = values.text(TIME_ZONE);
        try {
            return text.map(ZoneId::of);
        } catch (DateTimeException _) {
            values.fault(TIME_ZONE + " is '" + text.orElse("") + "': use a time zone such as Europe/Berlin");
            return Optional.empty();
        }
    }
}
