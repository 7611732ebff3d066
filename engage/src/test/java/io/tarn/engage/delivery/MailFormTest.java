package io.tarn.engage.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailFormTest {
    private static final MailSender SENDER = new MailSender(
            "Müller & Söhne, GmbH", "News@Example.COM", Optional.of("hilfe@example.com"), Optional.of("b.example.com"));
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SUBJECT = "Größe 42 ist wieder da — 👟 "
            + "und noch viel mehr davon ".repeat(8).strip();
    private static final String TEXT = "Grüße\n.\n..\nFrom here\n" + "ein langes Wort ".repeat(200) + "\n\n\n";
    private static final String HTML = "<p>Grüße " + "x".repeat(5_000) + " \t </p>";
    private static final String LINK =
            "<https://mail.example.com/m/u/" + "x".repeat(120) + ">, <mailto:leave@example.com>";

    @Test
    void writesTheSameBytesWithinTheLimitsOfMail() {
        byte[] mail = write(List.of());

        assertThat(write(List.of())).isEqualTo(mail);
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .matches(
                        all -> all.chars().allMatch(c -> c == '\r' || c == '\n' || c == '\t' || (c >= ' ' && c < 127)));
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.lines()).allMatch(line -> line.length() <= 998);
        assertThat(text)
                .contains("Message-ID: <" + message().id() + "@example.com>\r\n")
                .contains("Date: Sun, 1 Mar 2026 12:00:00 +0000\r\n")
                .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    }

    @Test
    void isReadBackByAnotherLibrary() throws Exception {
        org.apache.james.mime4j.dom.Message read =
                new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(write(List.of())));

        assertThat(read.getSubject()).isEqualTo(SUBJECT);
        assertThat(read.getFrom().get(0).getName()).isEqualTo("Müller & Söhne, GmbH");
        assertThat(read.getFrom().get(0).getAddress()).isEqualTo("News@example.com");
        assertThat(read.getHeader().getField("List-Unsubscribe").getBody()).isEqualTo(LINK);
        Multipart parts = (Multipart) read.getBody();
        assertThat(parts.getSubType()).isEqualTo("alternative");
        assertThat(content(parts, 0)).isEqualTo(TEXT.replace("\n", "\r\n"));
        assertThat(content(parts, 1)).isEqualTo(HTML);
    }

    @Test
    void isSignedSoThatAnotherVerifierAgrees() throws Exception {
        KeyPair pair = rsa();
        DkimKey key = DkimKey.parse("example.com", "tarn1", pem(pair));
        byte[] mail = write(List.of(key));
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        DKIMVerifier verifier = new DKIMVerifier((methods, selector, domain) -> List.of(record));

        List<org.apache.james.jdkim.api.SignatureRecord> signatures = verifier.verify(new ByteArrayInputStream(mail));

        assertThat(signatures).hasSize(1);
        assertThat(signatures.getFirst().getHeaders())
                .extracting(CharSequence::toString)
                .contains("from", "subject", "list-unsubscribe", "list-unsubscribe-post")
                .filteredOn("x-tarn-message"::equals)
                .as("once for itself, once so that nobody adds another")
                .hasSize(2);
        String changed = new String(mail, StandardCharsets.US_ASCII).replace("One-Click", "Two-Click");
        assertThatThrownBy(() -> verifier.verify(new ByteArrayInputStream(changed.getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(org.apache.james.jdkim.exceptions.FailException.class);
    }

    @Test
    void isSignedByEdwardsCurveToo() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DkimKey key = DkimKey.parse("example.com", "tarn2", pem(pair));

        byte[] mail = write(List.of(key));

        assertThat(new TestingDkim(pair.getPublic()).isGood(mail)).isTrue();
        String changed = new String(mail, StandardCharsets.US_ASCII).replace("Sun, 1 Mar", "Mon, 2 Mar");
        assertThat(new TestingDkim(pair.getPublic()).isGood(changed.getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }

    @Test
    void carriesBothSignaturesAlike() throws Exception {
        KeyPair rsa = rsa();
        DkimKey one = DkimKey.parse("example.com", "tarn1", pem(rsa));
        KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        DkimKey other = DkimKey.parse("example.com", "tarn2", pem(edwards));

        assertThat(write(List.of(one, other))).isEqualTo(write(List.of(one, other)));
        assertThat(new TestingDkim(rsa.getPublic()).isGood(write(List.of(one)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b@",
                "@b.de",
                "a@",
                "a",
                "a b@c.de",
                "a@b c.de",
                "a\r\nRCPT TO:<x@y.z>@c.de",
                "a@c.de\r\n",
                "<a@b.de>",
                "jörg@example.com",
                "a@-b.de",
                "a..b@c.de",
                "a@b..de",
                "a@[127.0.0.1]"
            })
    void refusesWhatIsNoAddress(String address) {
        assertThat(MailAddress.of(address)).isInstanceOf(MailAddress.Refused.class);
    }

    @Test
    void writesForeignDomainsInAscii() {
        assertThat(MailAddress.of("a+b@Bücher.Example")).isEqualTo(new MailAddress.Usable("a+b@xn--bcher-kva.example"));
    }

    @Test
    void refusesToLetAMessageReplaceAHeader() {
        Message message = message(Map.of("Bcc", "x@example.com"));

        assertThatThrownBy(() -> MailForm.write(message, "a@b.de", SENDER, List.of()))
                .hasMessage("'Bcc' is no header that a message may add: use letters, digits, '-', '_' and dots in"
                        + " between.");
        assertThatThrownBy(() -> message(Map.of("X", "a\r\nBcc: b@c.de")))
                .hasMessageStartingWith("Message " + message().id() + " has a line break in its subject or a header");
    }

    private static byte[] write(List<DkimKey> keys) {
        return MailForm.write(message(), "anna@xn--bcher-kva.example", SENDER, keys);
    }

    private static Message message() {
        return message(Map.of("List-Unsubscribe", LINK, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }

    private static Message message(Map<String, String> headers) {
        return new Message(
                MessageId.derive("decision-1"),
                ProfileId.derive("shop", "1", 0),
                ChannelName.EMAIL,
                "anna@bücher.example",
                SUBJECT,
                HTML,
                TEXT,
                headers,
                Purpose.MARKETING,
                AT);
    }

    private static String content(Multipart parts, int part) throws java.io.IOException {
        TextBody body = (TextBody) parts.getBodyParts().get(part).getBody();
        try (java.io.StringWriter out = new java.io.StringWriter()) {
            body.getReader().transferTo(out);
            return out.toString();
        }
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
