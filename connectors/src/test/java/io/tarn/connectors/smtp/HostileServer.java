package io.tarn.connectors.smtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server in this process that behaves as badly as told, and counts how often it took each message. */
final class HostileServer implements AutoCloseable {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <(m[0-9a-v]{25})@");

    private final ServerSocket socket;
    private final IntFunction<Manner> manners;
    private final Optional<SSLContext> tls;
    private final AtomicInteger conversations = new AtomicInteger();
    private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final List<String> mails = Collections.synchronizedList(new ArrayList<>());
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());

    /** @param manners by the number of the conversation, from 0 */
    HostileServer(IntFunction<Manner> manners, Optional<SSLContext> tls) {
        this.manners = manners;
        this.tls = tls;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static HostileServer always(Manner manner) {
        return new HostileServer(conversation -> manner, Optional.empty());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How often each message was taken, by its id. */
    Map<String, AtomicInteger> accepted() {
        return accepted;
    }

    List<String> mails() {
        return mails;
    }

    List<String> commands() {
        return commands;
    }

    int conversations() {
        return conversations.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                int number = conversations.getAndIncrement();
                Thread.ofVirtual().start(() -> serve(client, manners.apply(number)));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client, Manner manner) {
        try (client) {
            if (manner == Manner.SILENT) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            new Conversation(client, manner).hold();
        } catch (IOException e) {
            // The client left, which is its right.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : List.copyOf(open)) {
            client.close();
        }
    }

    /** One conversation. Confined to one thread. */
    private final class Conversation {
        private final Manner manner;
        private Socket socket;
        private InputStream in;
        private OutputStream out;

        Conversation(Socket socket, Manner manner) throws IOException {
            this.manner = manner;
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void hold() throws IOException {
            say("220 hostile.example");
            while (true) {
                String line = line();
                commands.add(line);
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                if (verb.equals("QUIT")) {
                    say("221 bye");
                    return;
                }
                if (!answer(verb, line)) {
                    return;
                }
            }
        }

        private boolean answer(String verb, String line) throws IOException {
            switch (verb) {
                case "EHLO" -> hello();
                case "STAR" -> startTls();
                case "AUTH" -> authenticate(line);
                case "MAIL" -> sayUnless(manner == Manner.REFUSES_SENDER, "550 5.7.1 not you");
                case "RCPT" -> recipient();
                case "DATA" -> {
                    return mail();
                }
                default -> say("250 2.0.0 ok");
            }
            return (manner != Manner.CLOSES_AFTER_HELLO && manner != Manner.CLOSES_FOR_NOW) || !verb.equals("EHLO");
        }

        private void hello() throws IOException {
            switch (manner) {
                case CLOSES_FOR_NOW -> say("421 4.3.2 closing");
                case ENDLESS_LINE -> babble("x");
                case ENDLESS_REPLY -> babble("250-x\r\n");
                default -> {
                    boolean offers = manner == Manner.REFUSES_TLS
                            || manner == Manner.SPEAKS_BEFORE_TLS
                            || (tls.isPresent() && !(socket instanceof SSLSocket));
                    say("250-hostile.example\r\n" + (offers ? "250-STARTTLS\r\n" : "")
                            + "250-AUTH LOGIN PLAIN\r\n250 SIZE 10000000");
                }
            }
        }

        private void babble(String text) throws IOException {
            while (!socket.isClosed()) {
                out.write(text.repeat(1_000).getBytes(StandardCharsets.US_ASCII));
            }
        }

        private void startTls() throws IOException {
            if (manner == Manner.REFUSES_TLS || (tls.isEmpty() && manner != Manner.SPEAKS_BEFORE_TLS)) {
                say("454 4.7.0 no TLS");
                return;
            }
            say(manner == Manner.SPEAKS_BEFORE_TLS ? "220 go\r\n250 injected" : "220 go");
            if (tls.isPresent()) {
                SSLSocket secured =
                        (SSLSocket) tls.get().getSocketFactory().createSocket(socket, null, socket.getPort(), true);
                secured.setUseClientMode(false);
                secured.startHandshake();
                socket = secured;
                in = new BufferedInputStream(secured.getInputStream());
                out = secured.getOutputStream();
            }
        }

        private void authenticate(String line) throws IOException {
            boolean good = line.equals("AUTH PLAIN AHRhcm4Ac2VjcmV0");
            say(good ? "235 2.7.0 ok" : "535 5.7.8 no");
        }

        private void recipient() throws IOException {
            switch (manner) {
                case REFUSES_RECIPIENTS -> say("550 5.1.1 <anna@example.org>: no such person");
                case GREYLISTS -> say("450 4.7.1 come back later");
                default -> say("250 2.1.5 ok");
            }
        }

        /** Whether the conversation goes on. */
        private boolean mail() throws IOException {
            say(manner == Manner.ANSWERS_EARLY ? "354 go on\r\n250 2.0.0 taken" : "354 go on");
            StringBuilder mail = new StringBuilder();
            for (String line = line(); !line.equals("."); line = line()) {
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                if (manner == Manner.DIES_IN_MAIL && mail.length() > 200) {
                    return false;
                }
            }
            if (manner == Manner.REFUSES_MAIL_FOR_NOW || manner == Manner.REFUSES_MAIL) {
                say(manner == Manner.REFUSES_MAIL ? "554 5.7.1 spam" : "451 4.3.0 not now");
                return true;
            }
            count(mail.toString());
            switch (manner) {
                case DIES_AFTER_MAIL -> {
                    return false;
                }
                case SILENT_AFTER_MAIL -> in.transferTo(OutputStream.nullOutputStream());
                case BABBLES_AFTER_MAIL -> say("Thank you!");
                default -> say("250 2.0.0 taken");
            }
            return true;
        }

        private void count(String mail) {
            Matcher id = MESSAGE_ID.matcher(mail);
            String found = id.find() ? id.group(1) : "none";
            accepted.computeIfAbsent(found, key -> new AtomicInteger()).incrementAndGet();
            mails.add(mail);
        }

        private void sayUnless(boolean refused, String refusal) throws IOException {
            say(refused ? refusal : "250 2.1.0 ok");
        }

        private void say(String reply) throws IOException {
            byte[] bytes = (reply + "\r\n").getBytes(StandardCharsets.US_ASCII);
            if (manner == Manner.SLOW) {
                for (byte one : bytes) {
                    out.write(one);
                    out.flush();
                }
                return;
            }
            out.write(bytes);
            if (manner == Manner.ANSWERS_TWICE) {
                out.write(bytes);
            }
            out.flush();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int unit = in.read(); unit != '\n'; unit = in.read()) {
                if (unit < 0) {
                    throw new IOException("closed");
                }
                line.append((char) unit);
            }
            return line.toString().replaceAll("\r$", "");
        }
    }
}
