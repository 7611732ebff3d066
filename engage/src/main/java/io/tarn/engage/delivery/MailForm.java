package io.tarn.engage.delivery;

import io.tarn.engage.EngageErrors;
import io.tarn.model.message.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;
import org.apache.james.mime4j.util.MimeUtil;

/**
 * A message as a mail: headers, plain text and HTML, signed. The same message gives the same bytes, all of them ASCII,
 * with CRLF, lines within the limits of RFC 5322.
 */
public final class MailForm {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,75}");
    private static final Set<String> OWN = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "sender",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "x-tarn-message",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "dkim-signature",
            "received",
            "return-path");

    private MailForm() {}

    /**
     * The mail's bytes.
     *
     * @param to the address as {@link MailAddress} made it
     */
    public static byte[] write(Message message, String to, MailSender sender, List<DkimKey> keys) {
        List<MailHeader> headers = headers(message, to, sender);
        byte[] body = body(message);
        StringBuilder head = new StringBuilder();
        for (DkimKey key : keys) {
            head.append(DkimSigner.sign(key, headers, body, message.sentAt()).written());
        }
        headers.forEach(header -> head.append(header.written()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 2);
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static List<MailHeader> headers(Message message, String to, MailSender sender) {
        List<MailHeader> headers = new ArrayList<>();
        String name = sender.name().isEmpty() ? "" : EncoderUtil.encodeAddressDisplayName(sender.name()) + " ";
        headers.add(header("From", name + "<" + sender.address() + ">"));
        headers.add(header("To", "<" + to + ">"));
        sender.replyTo().ifPresent(address -> headers.add(header("Reply-To", "<" + address + ">")));
        String subject =
                EncoderUtil.encodeIfNecessary(message.subject(), EncoderUtil.Usage.TEXT_TOKEN, "Subject: ".length());
        headers.add(header("Subject", subject));
        headers.add(header("Date", DATE.format(message.sentAt())));
        headers.add(header("Message-ID", "<" + message.id() + "@" + sender.domain() + ">"));
        headers.add(header(OriginHeaders.MESSAGE, message.id().value()));
        message.headers().forEach((one, value) -> headers.add(added(one, value)));
        headers.add(header("MIME-Version", "1.0"));
        headers.add(header("Content-Type", "multipart/alternative; boundary=\"" + boundary(message) + "\""));
        return headers;
    }

    private static MailHeader added(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches() || OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw EngageErrors.invalidName("header that a message may add", name);
        }
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(value);
        return header(name, ascii ? value : EncoderUtil.encodeEncodedWord(value, EncoderUtil.Usage.TEXT_TOKEN));
    }

    private static MailHeader header(String name, String value) {
        return new MailHeader(name, MimeUtil.fold(value, name.length() + 2));
    }

    private static String boundary(Message message) {
        return "=_" + message.id();
    }

    private static byte[] body(Message message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part(out, message, "text/plain", message.text());
        part(out, message, "text/html", message.html());
        out.writeBytes(("--" + boundary(message) + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, Message message, String type, String text) {
        String head = "--" + boundary(message) + "\r\nContent-Type: " + type
                + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        try (QuotedPrintableOutputStream encoded = new QuotedPrintableOutputStream(out, false)) {
            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)).transferTo(encoded);
        } catch (IOException e) {
            throw EngageErrors.unwritable(e);
        }
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
