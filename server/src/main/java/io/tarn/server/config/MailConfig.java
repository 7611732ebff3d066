package io.tarn.server.config;

import io.tarn.connectors.smtp.SmtpConfig;
import io.tarn.connectors.smtp.SmtpConfig.Security;
import io.tarn.engage.delivery.MailAddress;
import io.tarn.engage.delivery.MailSender;
import io.tarn.model.error.TarnException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mail server, and in whose name mail is sent.
 *
 * @param host of the mail server; {@code engage.smtp-host}
 * @param port {@code engage.smtp-port}
 * @param security how the way to it is protected; {@code engage.smtp-security}
 * @param login who we are to it; empty: it does not ask
 * @param helloName how we introduce ourselves; {@code engage.smtp-hello-name}
 * @param connectionsMax at once; {@code engage.smtp-connections}
 * @param mailsPerSecondMax over all connections; {@code engage.smtp-mails-per-second}
 * @param sender in whose name; {@code engage.from-name}, {@code engage.from-address}, {@code engage.reply-to},
 *     {@code engage.bounce-domain}
 * @param unsubscribeMailbox where a mail goes that asks for no more; empty: by link alone;
 *     {@code engage.unsubscribe-mailbox}
 * @param dkim empty: mail is not signed here
 */
public record MailConfig(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        String helloName,
        int connectionsMax,
        int mailsPerSecondMax,
        MailSender sender,
        Optional<String> unsubscribeMailbox,
        Optional<Dkim> dkim) {
    private static final String ROOM = EngageConfig.ROOM;
    private static final String SMTP_HOST = ROOM + "smtp-host";
    private static final String SMTP_PORT = ROOM + "smtp-port";
    private static final String SMTP_SECURITY = ROOM + "smtp-security";
    private static final String SMTP_USER = ROOM + "smtp-user";
    private static final String SMTP_PASSWORD = ROOM + "smtp-password";
    private static final String SMTP_HELLO_NAME = ROOM + "smtp-hello-name";
    private static final String SMTP_CONNECTIONS = ROOM + "smtp-connections";
    private static final String SMTP_MAILS_PER_SECOND = ROOM + "smtp-mails-per-second";
    private static final String FROM_ADDRESS = ROOM + "from-address";
    private static final String FROM_NAME = ROOM + "from-name";
    private static final String REPLY_TO = ROOM + "reply-to";
    private static final String BOUNCE_DOMAIN = ROOM + "bounce-domain";
    private static final String UNSUBSCRIBE_MAILBOX = ROOM + "unsubscribe-mailbox";
    private static final String DKIM_DOMAIN = ROOM + "dkim-domain";
    private static final String DKIM_SELECTOR = ROOM + "dkim-selector";
    private static final String DKIM_KEY = ROOM + "dkim-key";

    static final List<String> KEYS = List.of(
            SMTP_HOST,
            SMTP_PORT,
            SMTP_SECURITY,
            SMTP_USER,
            SMTP_PASSWORD,
            SMTP_HELLO_NAME,
            SMTP_CONNECTIONS,
            SMTP_MAILS_PER_SECOND,
            FROM_ADDRESS,
            FROM_NAME,
            REPLY_TO,
            BOUNCE_DOMAIN,
            UNSUBSCRIBE_MAILBOX,
            DKIM_DOMAIN,
            DKIM_SELECTOR,
            DKIM_KEY);

    private static final int PORT_MAX = 65_535;

    /**
     * Who we are to the mail server.
     *
     * @param user {@code engage.smtp-user}
     * @param password {@code engage.smtp-password}
     */
    public record Login(String user, SecretReference password) {}

    /**
     * By what mail is signed.
     *
     * @param domain {@code engage.dkim-domain}
     * @param selector under which the public key stands in DNS; {@code engage.dkim-selector}
     * @param key the private key in PEM; {@code engage.dkim-key}
     */
    public record Dkim(String domain, String selector, SecretReference key) {}

    /** What is said of mail; empty when nothing is. */
    static Optional<MailConfig> read(ConfigValues values) {
        Optional<String> host = values.text(SMTP_HOST);
        if (host.isEmpty()) {
            if (KEYS.stream().anyMatch(key -> values.text(key).isPresent())) {
                values.fault(SMTP_HOST + " is missing: name the mail server, such as smtp.example.com");
            }
            return Optional.empty();
        }
        Security security = security(values, host.get());
        SmtpConfig defaults = SmtpConfig.of(host.get(), port(security));
        Optional<Login> login = login(values, security);
        Optional<Dkim> dkim = dkim(values);
        int port = values.whole(SMTP_PORT, defaults.port(), 1, PORT_MAX);
        int connections = values.whole(SMTP_CONNECTIONS, defaults.connectionsMax(), 1, 100);
        int pace = values.whole(SMTP_MAILS_PER_SECOND, defaults.mailsPerSecondMax(), 1, 10_000);
        Optional<String> mailbox = mailbox(values);
        return sender(values)
                .map(sender -> new MailConfig(
                        host.get(),
                        port,
                        security,
                        login,
                        values.text(SMTP_HELLO_NAME).orElse(sender.domain()),
                        connections,
                        pace,
                        sender,
                        mailbox,
                        dkim));
    }

    /** Unprotected only to this machine, unless an operator says so. */
    private static Security security(ConfigValues values, String host) {
        Security otherwise = Loopback.contains(host) ? Security.NONE : Security.STARTTLS;
        Map<String, Security> words = new LinkedHashMap<>();
        words.put("starttls", Security.STARTTLS);
        words.put("tls", Security.TLS);
        words.put("none", Security.NONE);
        return values.choice(SMTP_SECURITY, words).orElse(otherwise);
    }

    private static int port(Security security) {
        return switch (security) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case TLS -> 465;
        };
    }

    private static Optional<Login> login(ConfigValues values, Security security) {
        Optional<String> user = values.text(SMTP_USER);
        Optional<SecretReference> password = values.secret(SMTP_PASSWORD);
        if (user.isPresent() && values.text(SMTP_PASSWORD).isEmpty()) {
            values.fault(SMTP_PASSWORD + " is missing: say where it is found, env:NAME or file:PATH");
        }
        if (user.isEmpty() && values.text(SMTP_PASSWORD).isPresent()) {
            values.fault(SMTP_USER + " is missing: name whose password it is");
        }
        if (user.isPresent() && security == Security.NONE) {
            values.fault(SMTP_USER + " is given, and " + SMTP_SECURITY
                    + " is none, so that everybody on the way could read the password: use starttls or tls");
        }
        return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
    }

    private static Optional<MailSender> sender(ConfigValues values) {
        Optional<String> address = values.text(FROM_ADDRESS);
        if (address.isEmpty()) {
            values.fault(
                    FROM_ADDRESS + " is missing: name the address that mail comes from, such as" + " news@example.com");
            return Optional.empty();
        }
        try {
            return Optional.of(new MailSender(
                    values.text(FROM_NAME).orElse(""),
                    address.get(),
                    values.text(REPLY_TO),
                    values.text(BOUNCE_DOMAIN)));
        } catch (TarnException refused) {
            String why = String.valueOf(refused.getMessage());
            values.fault(String.join(", ", FROM_NAME, FROM_ADDRESS, REPLY_TO, BOUNCE_DOMAIN) + ": "
                    + (why.endsWith(".") ? why.substring(0, why.length() - 1) : why));
            return Optional.empty();
        }
    }

    private static Optional<String> mailbox(ConfigValues values) {
        Optional<String> mailbox = values.text(UNSUBSCRIBE_MAILBOX);
        if (mailbox.isPresent() && MailAddress.of(mailbox.get()) instanceof MailAddress.Refused(String reason)) {
            values.fault(UNSUBSCRIBE_MAILBOX + " cannot be used: " + reason);
        }
        return mailbox;
    }

    private static Optional<Dkim> dkim(ConfigValues values) {
        Optional<String> domain = values.text(DKIM_DOMAIN);
        Optional<String> selector = values.text(DKIM_SELECTOR);
        Optional<SecretReference> key = values.secret(DKIM_KEY);
        List<String> missing = List.of(DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY).stream()
                .filter(one -> values.text(one).isEmpty())
                .toList();
        if (!missing.isEmpty() && missing.size() < 3) {
            values.fault(String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are")
                    + " missing: to sign mail, domain, selector and key are all needed");
        }
        return domain.isPresent() && selector.isPresent() && key.isPresent()
                ? Optional.of(new Dkim(domain.get(), selector.get(), key.get()))
                : Optional.empty();
    }
}
