package io.tarn.connectors.smtp;

import io.tarn.engage.delivery.Backoff;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server and how to speak with it: {@code engage.smtp-*}.
 *
 * @param helloName how we introduce ourselves; the name of this machine in DNS, ideally
 * @param replyTimeout for each reply but the last
 * @param dataTimeout for writing a mail and for the reply to its end, which servers take their time for
 * @param idleMax after which a connection is not used again
 * @param mailsPerConnectionMax after which a connection is closed
 * @param mailsPerSecondMax over all connections
 */
public record SmtpConfig(
        String host,
        int port,
        Security security,
        Optional<Credentials> credentials,
        String helloName,
        Duration connectTimeout,
        Duration replyTimeout,
        Duration dataTimeout,
        Duration idleMax,
        int connectionsMax,
        int mailsPerConnectionMax,
        int mailsPerSecondMax,
        Backoff backoff) {
    public SmtpConfig {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw SmtpErrors.invalid("engage.smtp-host and engage.smtp-port must name a server, port 1 to 65535");
        }
        if (!helloName.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")) {
            throw SmtpErrors.invalid("engage.smtp-hello-name must be a name of DNS or an address in brackets");
        }
        if (connectionsMax < 1 || mailsPerConnectionMax < 1 || mailsPerSecondMax < 1) {
            throw SmtpErrors.invalid("connections, mails a connection and mails a second must each be 1 or more");
        }
    }

    /** The defaults for a server. */
    public static SmtpConfig of(String host, int port) {
        return new SmtpConfig(
                host,
                port,
                Security.STARTTLS,
                Optional.empty(),
                "localhost",
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                4,
                100,
                50,
                Backoff.DEFAULT);
    }

    public SmtpConfig with(Security other) {
        return new SmtpConfig(
                host,
                port,
                other,
                credentials,
                helloName,
                connectTimeout,
                replyTimeout,
                dataTimeout,
                idleMax,
                connectionsMax,
                mailsPerConnectionMax,
                mailsPerSecondMax,
                backoff);
    }

    public SmtpConfig with(Credentials other) {
        return new SmtpConfig(
                host,
                port,
                security,
                Optional.of(other),
                helloName,
                connectTimeout,
                replyTimeout,
                dataTimeout,
                idleMax,
                connectionsMax,
                mailsPerConnectionMax,
                mailsPerSecondMax,
                backoff);
    }

    /** With other patience, for each reply and for the last. */
    public SmtpConfig with(Duration reply, Duration data) {
        return new SmtpConfig(
                host,
                port,
                security,
                credentials,
                helloName,
                connectTimeout,
                reply,
                data,
                idleMax,
                connectionsMax,
                mailsPerConnectionMax,
                mailsPerSecondMax,
                backoff);
    }

    /** With other bounds on connections and speed. */
    public SmtpConfig with(int connections, int mailsPerConnection, int mailsPerSecond) {
        return new SmtpConfig(
                host,
                port,
                security,
                credentials,
                helloName,
                connectTimeout,
                replyTimeout,
                dataTimeout,
                idleMax,
                connections,
                mailsPerConnection,
                mailsPerSecond,
                backoff);
    }

    /** How the way to the server is protected. */
    public enum Security {
        /** Not at all: a server on this machine. Credentials are not sent. */
        NONE,
        /** By STARTTLS; without it nothing is sent. */
        STARTTLS,
        /** From the first byte, mostly on port 465. */
        TLS
    }

    /** Who we are to the server. */
    public record Credentials(String user, String password) {
        /** Never the password. */
        @Override
        public String toString() {
            return "Credentials";
        }
    }
}
