package io.tarn.engage.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.engage.delivery.LinkKind;
import io.tarn.engage.delivery.SignedLinks;
import io.tarn.model.event.Value;
import io.tarn.model.message.MachineSign;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Outcome;
import io.tarn.model.message.Outcome.Bounce;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailReportsTest {
    private static final MessageId MESSAGE = MessageId.derive("decision-1");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final SignedLinks LINKS =
            new SignedLinks(URI.create("https://mail.example.com"), List.of(new byte[32]));
    private static final MailReports REPORTS = new MailReports(LINKS);
    private static final ProviderReports PROVIDERS = new ProviderReports(ScannerRules.DEFAULT);

    @ParameterizedTest
    @CsvSource({"5.1.1, HARD", "5.2.2, SOFT", "4.4.7, SOFT", "5.7.1, SOFT", "5.4.4, HARD"})
    void readsABounce(String code, Bounce kind) {
        String mail = report("delivery-status", "message/delivery-status", """
                Reporting-MTA: dns; mx.example.net

                Final-Recipient: rfc822; anna@example.net
                Action: failed
                Status: %s
                Diagnostic-Code: smtp; 550 no such
                  person here
                """.formatted(code));

        assertThat(read(mail)).isEqualTo(understood(new Outcome.Bounced(MESSAGE, AT, kind, code)));
    }

    @Test
    void tellsADelayFromAnEnd() {
        String mail = report(
                "delivery-status",
                "message/delivery-status",
                "Reporting-MTA: dns; x\n\nAction: delayed\nStatus: 4.0.0\n");

        assertThat(read(mail)).isEqualTo(new ReturnedMail.Understood(List.of()));
    }

    @Test
    void readsAComplaint() {
        String mail = report("feedback-report", "message/feedback-report", "Feedback-Type: abuse\nVersion: 1\n");

        assertThat(read(mail)).isEqualTo(understood(new Outcome.Complained(MESSAGE, AT)));
    }

    @Test
    void findsTheMessageByTheMailboxItCameTo() {
        String mail = report("delivery-status", "message/delivery-status", "X: y\n\nAction: failed\nStatus: 5.1.1\n")
                .replace("Message-ID: <" + MESSAGE, "Message-ID: <other")
                .replace("To: bounces@example.com", "To: Bounce+" + MESSAGE + "@example.com");

        assertThat(read(mail)).isEqualTo(understood(new Outcome.Bounced(MESSAGE, AT, Bounce.HARD, "5.1.1")));
    }

    /** A provider on the way may put its own Message-ID in the place of ours. */
    @Test
    void findsTheMessageByItsOwnHeader() {
        String bounce = report("delivery-status", "message/delivery-status", "X: y\n\nAction: failed\nStatus: 5.1.1\n");
        String replaced = bounce.replace(
                "Message-ID: <" + MESSAGE + "@example.com>",
                "Message-ID: <0107019a@eu-west-1.example.net>\r\nX-Tarn-Campaign: cart\r\nX-Tarn-Message: " + MESSAGE);
        Value ses = fields(
                "notificationType",
                text("Complaint"),
                "mail",
                fields(
                        "messageId",
                        text("0107019a"),
                        "headers",
                        new Value.Sequence(List.of(
                                fields("name", text("X-Tarn-Campaign"), "value", text("cart")),
                                fields("name", text("X-Tarn-Message"), "value", text(MESSAGE.value()))))));

        assertThat(read(replaced)).isEqualTo(understood(new Outcome.Bounced(MESSAGE, AT, Bounce.HARD, "5.1.1")));
        assertThat(PROVIDERS.read(ses, AT)).containsExactly(new Outcome.Complained(MESSAGE, AT));
        assertThat(read(replaced.replace("X-Tarn-Message: ", "X-Other: ")))
                .isEqualTo(new ReturnedMail.NotUnderstood("it speaks of no message of ours"));
    }

    @Test
    void readsAWishToUnsubscribeOnlyWhenItIsSigned() {
        String link = LINKS.link(LinkKind.UNSUBSCRIBE, MESSAGE);
        String path = link.substring(link.indexOf("/m/"));

        assertThat(read("Subject: " + path + "\r\n\r\nbye"))
                .isEqualTo(understood(new Outcome.Unsubscribed(MESSAGE, AT)));
        String last = path.endsWith("A") ? "B" : "A";
        assertThat(read("Subject: " + path.substring(0, path.length() - 1) + last + "\r\n\r\nbye"))
                .isEqualTo(new ReturnedMail.NotUnderstood(
                        "it is neither a report of delivery, nor a complaint, nor a signed wish to unsubscribe"));
    }

    @Property(tries = 300)
    void survivesAnyBytes(@ForAll byte[] bytes) {
        assertThat(REPORTS.read(bytes, AT)).isNotNull();
    }

    @Test
    void readsWhatProvidersPost() {
        Value ses = fields(
                "notificationType", text("Bounce"),
                "mail", fields("commonHeaders", fields("messageId", text("<" + MESSAGE + "@example.com>"))),
                "bounce",
                        fields(
                                "bounceType",
                                text("Permanent"),
                                "bouncedRecipients",
                                new Value.Sequence(List.of(fields("status", text("5.1.1"))))));
        Value grid = new Value.Sequence(List.of(
                fields("event", text("open"), "smtp-id", text("<" + MESSAGE + "@x>"), "useragent", text(AGENT)),
                fields(
                        "event",
                        text("click"),
                        "smtp-id",
                        text("<" + MESSAGE + "@x>"),
                        "url",
                        text("https://a.b"),
                        "useragent",
                        text("python-requests/2")),
                fields("event", text("spamreport"), "smtp-id", text("<" + MESSAGE + "@x>")),
                fields("event", text("processed"), "smtp-id", text("<" + MESSAGE + "@x>")),
                fields("event", text("open"), "smtp-id", text("<other@x>"))));
        Value postmark = fields(
                "RecordType",
                text("Bounce"),
                "Type",
                text("SoftBounce"),
                "Metadata",
                fields("id", text(MESSAGE.value())));

        assertThat(PROVIDERS.read(ses, AT)).containsExactly(new Outcome.Bounced(MESSAGE, AT, Bounce.HARD, "5.1.1"));
        assertThat(PROVIDERS.read(grid, AT))
                .containsExactly(
                        new Outcome.Opened(MESSAGE, AT, Set.of()),
                        new Outcome.Clicked(MESSAGE, AT, "https://a.b", Set.of(MachineSign.KNOWN_AGENT)),
                        new Outcome.Complained(MESSAGE, AT));
        assertThat(PROVIDERS.read(postmark, AT)).containsExactly(new Outcome.Bounced(MESSAGE, AT, Bounce.SOFT, ""));
    }

    @Test
    void believesAProviderWhenItHappenedButNotThatItIsYetToCome() {
        Value id = text(MESSAGE.value());
        Instant before = Instant.parse("2026-02-28T08:00:00Z");
        Value ses = fields(
                "eventType",
                text("Delivery"),
                "id",
                id,
                "delivery",
                fields("timestamp", text("2026-02-28T08:00:00.000Z")));
        Value grid =
                fields("event", text("delivered"), "id", id, "timestamp", Value.Decimal.of(before.getEpochSecond()));
        Value postmark =
                fields("RecordType", text("Delivery"), "id", id, "DeliveredAt", text("2026-02-28T03:00:00-05:00"));
        Value ahead = fields("event", text("delivered"), "id", id, "timestamp", text("2999-01-01T00:00:00Z"));

        assertThat(PROVIDERS.read(new Value.Sequence(List.of(ses, grid, postmark, ahead)), AT))
                .containsExactly(
                        new Outcome.Arrived(MESSAGE, before),
                        new Outcome.Arrived(MESSAGE, before),
                        new Outcome.Arrived(MESSAGE, before),
                        new Outcome.Arrived(MESSAGE, AT));
    }

    @Test
    void tellsScannersFromPeople() {
        Instant delivered = AT.minusSeconds(60);

        assertThat(signs("https://a.b", "GET", AGENT, delivered)).isEmpty();
        assertThat(signs("", "GET", AGENT + " (via ggpht.com GoogleImageProxy)", delivered))
                .isEmpty();
        assertThat(signs("", "GET", "Mozilla/5.0", delivered)).containsExactly(MachineSign.KNOWN_AGENT);
        assertThat(signs("https://a.b", "HEAD", "", AT.minusMillis(900)))
                .containsExactlyInAnyOrder(MachineSign.TOO_SOON, MachineSign.HEAD_REQUEST, MachineSign.NO_AGENT);
        Visit burst = new Visit(
                "https://a.b/3",
                "GET",
                AGENT,
                AT,
                Optional.of(delivered),
                List.of(
                        new Visit.Earlier("https://a.b/1", AT.minusMillis(400)),
                        new Visit.Earlier("https://a.b/2", AT.minusMillis(200)),
                        new Visit.Earlier("https://a.b/2", AT.minusSeconds(30))));
        assertThat(ScannerRules.DEFAULT.signs(burst)).containsExactly(MachineSign.MANY_LINKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n--x\r\n--x--"})
    void saysWhenItDoesNotUnderstand(String mail) {
        assertThat(read(mail)).isInstanceOf(ReturnedMail.NotUnderstood.class);
    }

    private static Set<MachineSign> signs(String target, String method, String agent, Instant delivered) {
        return ScannerRules.DEFAULT.signs(new Visit(target, method, agent, AT, Optional.of(delivered), List.of()));
    }

    private static ReturnedMail read(String mail) {
        return REPORTS.read(mail.getBytes(StandardCharsets.UTF_8), AT);
    }

    private static ReturnedMail understood(Outcome outcome) {
        return new ReturnedMail.Understood(List.of(outcome));
    }

    private static String report(String type, String part, String content) {
        return """
                From: MAILER-DAEMON@mx.example.net
                To: bounces@example.com
                Subject: Undelivered
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="b1"

                --b1
                Content-Type: text/plain

                Sorry.
                --b1
                Content-Type: %s

                %s
                --b1
                Content-Type: message/rfc822

                From: news@example.com
                Message-ID: <%s@example.com>
                Subject: Hi

                body
                --b1--
                """.formatted(type, part, content, MESSAGE).replace("\n", "\r\n");
    }

    private static Value.Text text(String text) {
        return new Value.Text(text);
    }

    private static Value.Fields fields(Object... pairs) {
        Map<String, Value> fields = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return new Value.Fields(fields);
    }
}
