package io.tarn.connectors.smtp;

import io.tarn.connectors.smtp.SmtpConfig.Credentials;
import io.tarn.connectors.smtp.SmtpConfig.Security;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Makes a connection ready: greeting, EHLO, TLS, credentials. Safe for many threads. */
final class SmtpOpening {
    private final SmtpConfig config;
    private final SSLContext tls;
    private final ScheduledExecutorService watchdog;

    SmtpOpening(SmtpConfig config, SSLContext tls, ScheduledExecutorService watchdog) {
        this.config = config;
        this.tls = tls;
        this.watchdog = watchdog;
    }

    SmtpConnection open() throws IOException {
        Socket socket = new Socket();
        SmtpWire wire = null;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(config.host(), config.port()), (int)
                    config.connectTimeout().toMillis());
            socket.setSoTimeout((int) config.replyTimeout().toMillis());
            wire = new SmtpWire(config.security() == Security.TLS ? protect(socket) : socket);
            expect(wire.read(config.replyTimeout()), "greeting");
            Map<String, String> extensions = hello(wire);
            if (config.security() == Security.STARTTLS) {
                wire = startTls(wire, extensions);
                extensions = hello(wire);
            }
            if (config.credentials().isPresent()) {
                authenticate(wire, extensions, config.credentials().get());
            }
            return new SmtpConnection(config, wire, extensions, watchdog);
        } catch (IOException | RuntimeException e) {
            (wire == null ? socket : wire.socket()).close();
            throw e;
        }
    }

    private SmtpWire startTls(SmtpWire wire, Map<String, String> extensions) throws IOException {
        if (!extensions.containsKey("STARTTLS")) {
            throw new OpeningException("the server does not offer STARTTLS, and without it nothing is sent");
        }
        wire.writeLine("STARTTLS");
        expect(wire.read(config.replyTimeout()), "STARTTLS");
        if (wire.hasUnread()) {
            throw new OpeningException("the server spoke between STARTTLS and TLS, as somebody in between would");
        }
        return new SmtpWire(protect(wire.socket()));
    }

    private SSLSocket protect(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, config.host(), config.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw new OpeningException(
                    "TLS failed (" + e.getClass().getSimpleName() + "): check the server's certificate and its name");
        }
        return socket;
    }

    private Map<String, String> hello(SmtpWire wire) throws IOException {
        wire.writeLine("EHLO " + config.helloName());
        SmtpReply reply = wire.read(config.replyTimeout());
        expect(reply, "EHLO");
        Map<String, String> extensions = new HashMap<>();
        for (String line : reply.lines().subList(1, reply.lines().size())) {
            int space = line.indexOf(' ');
            String name = space < 0 ? line : line.substring(0, space);
            extensions.put(name.toUpperCase(Locale.ROOT), space < 0 ? "" : line.substring(space + 1));
        }
        return extensions;
    }

    private void authenticate(SmtpWire wire, Map<String, String> extensions, Credentials credentials)
            throws IOException {
        if (config.security() == Security.NONE) {
            throw new OpeningException("credentials are not sent without TLS: set engage.smtp-security to starttls");
        }
        List<String> offered = List.of(
                extensions.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT).split(" ", -1));
        if (offered.contains("PLAIN")) {
            wire.writeLine("AUTH PLAIN " + base64("\0" + credentials.user() + "\0" + credentials.password()));
        } else if (offered.contains("LOGIN")) {
            wire.writeLine("AUTH LOGIN");
            expectMore(wire.read(config.replyTimeout()));
            wire.writeLine(base64(credentials.user()));
            expectMore(wire.read(config.replyTimeout()));
            wire.writeLine(base64(credentials.password()));
        } else {
            throw new OpeningException("the server takes credentials neither by PLAIN nor by LOGIN");
        }
        SmtpReply reply = wire.read(config.replyTimeout());
        if (!reply.isDone()) {
            throw new OpeningException("the server does not take the credentials: " + reply.shown()
                    + ". Check engage.smtp-user and the reference to its password");
        }
    }

    private static void expect(SmtpReply reply, String what) throws IOException {
        if (!reply.isDone()) {
            throw new OpeningException("the server refused at " + what + ": " + reply.shown());
        }
    }

    private static void expectMore(SmtpReply reply) throws IOException {
        if (reply.code() != 334) {
            throw new OpeningException("the server does not take credentials by LOGIN: " + reply.shown());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
