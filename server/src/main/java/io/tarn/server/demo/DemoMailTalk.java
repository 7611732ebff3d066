package io.tarn.server.demo;

import io.tarn.engage.outcome.ReceivedMail;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One conversation of the demo's mail server with a client, by RFC 5321. Confined to one thread. */
final class DemoMailTalk {
    private static final int IDLE_MILLIS_MAX = 120_000;
    private static final int MAIL_BYTES_MAX = 4_000_000;
    private static final int LINE_BYTES_MAX = 8_192;
    private static final int RECIPIENTS_MAX = 100;
    private static final Pattern PATH = Pattern.compile("[A-Z ]+:\\s*<([^<>\\s]{0,320})>.*", Pattern.CASE_INSENSITIVE);

    private final InputStream in;
    private final OutputStream out;
    private final BiConsumer<String, ReceivedMail> keep;
    private final List<String> recipients = new ArrayList<>();
    private boolean begun;

    /** @param keep takes whom the envelope names, and the mail */
    DemoMailTalk(Socket client, BiConsumer<String, ReceivedMail> keep) throws IOException {
        client.setSoTimeout(IDLE_MILLIS_MAX);
        this.in = new BufferedInputStream(client.getInputStream());
        this.out = client.getOutputStream();
        this.keep = keep;
    }

    /** Talks until one side has had enough. */
    void hold() throws IOException {
        say("220 tarn-demo takes every mail and delivers none");
        while (true) {
            String line = new String(line(LINE_BYTES_MAX), StandardCharsets.UTF_8).strip();
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            if (verb.equals("QUIT")) {
                say("221 2.0.0 Goodbye");
                return;
            }
            answer(verb, line);
        }
    }

    private void answer(String verb, String line) throws IOException {
        switch (verb) {
            case "EHLO" -> {
                reset();
                say("250-tarn-demo", "250-PIPELINING", "250-8BITMIME", "250-SIZE " + MAIL_BYTES_MAX, "250 SMTPUTF8");
            }
            case "HELO" -> {
                reset();
                say("250 tarn-demo");
            }
            case "MAIL" -> sender(line);
            case "RCPT" -> recipient(line);
            case "DATA" -> data();
            case "RSET" -> {
                reset();
                say("250 2.0.0 Forgotten");
            }
            case "NOOP" -> say("250 2.0.0 Nothing done");
            default -> say("500 5.5.1 '" + verb.replaceAll("[^A-Z]", "") + "' is not understood here");
        }
    }

    private void sender(String line) throws IOException {
        if (PATH.matcher(line).matches()) {
            reset();
            begun = true;
            say("250 2.1.0 Sender ok");
        } else {
            say("501 5.1.7 Say MAIL FROM:<address>");
        }
    }

    private void recipient(String line) throws IOException {
        Matcher path = PATH.matcher(line);
        if (!begun) {
            say("503 5.5.1 Say MAIL FROM first");
        } else if (recipients.size() >= RECIPIENTS_MAX) {
            say("452 4.5.3 At most " + RECIPIENTS_MAX + " recipients");
        } else if (!path.matches() || path.group(1).isEmpty()) {
            say("501 5.1.3 Say RCPT TO:<address>");
        } else {
            recipients.add(path.group(1));
            say("250 2.1.5 Recipient ok");
        }
    }

    private void data() throws IOException {
        if (recipients.isEmpty()) {
            say("503 5.5.1 Say RCPT TO first");
            return;
        }
        say("354 End with a line that holds a full stop alone");
        Optional<byte[]> mail = mail();
        if (mail.isEmpty()) {
            say("552 5.3.4 Larger than " + MAIL_BYTES_MAX + " bytes");
        } else {
            Optional<ReceivedMail> read = ReceivedMail.read(mail.get());
            read.ifPresent(one -> recipients.forEach(to -> keep.accept(to, one)));
            say(read.isPresent() ? "250 2.0.0 Taken" : "554 5.6.0 Not a mail that can be read");
        }
        reset();
    }

    /** The mail's bytes; empty when there were too many, which are passed over. */
    private Optional<byte[]> mail() throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        long length = 0;
        while (true) {
            byte[] line = line(MAIL_BYTES_MAX);
            if (line.length == 3 && line[0] == '.' && line[1] == '\r') {
                return length > MAIL_BYTES_MAX ? Optional.empty() : Optional.of(mail.toByteArray());
            }
            int stuffed = line[0] == '.' ? 1 : 0;
            length += line.length - stuffed;
            if (length <= MAIL_BYTES_MAX) {
                mail.write(line, stuffed, line.length - stuffed);
            }
        }
    }

    /** A line with its end. */
    private byte[] line(int bytesMax) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one >= 0; one = in.read()) {
            line.write(one);
            if (one == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= bytesMax) {
                throw new IOException("a line of more than " + bytesMax + " bytes");
            }
        }
        throw new EOFException("the client hung up");
    }

    private void reset() {
        begun = false;
        recipients.clear();
    }

    private void say(String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
