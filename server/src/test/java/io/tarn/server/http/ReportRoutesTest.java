package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReportRoutesTest {
    private final TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
    private final TestingLinks mail = new TestingLinks(new Purpose("news"));
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        rooms.links = Optional.of(mail.onto(rooms));
        server = new TestingServer(rooms.rooms());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void takesABounceThatCameBackAsAMail() throws Exception {
        Reply reply = server.send(
                "POST /v1/mail/reports HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB,
                bounce(mail.id()).replace("\n", "\r\n"));

        assertThat(reply.body()).isEqualTo("{\"accepted\":1,\"unknown\":0}");
        assertThat(rooms.taken.getFirst().json())
                .contains("\"event\":\"Email Bounced\"")
                .contains("\"kind\":\"hard\",\"code\":\"5.1.1\"");
    }

    @Test
    void countsWhatIsNotKnown() throws Exception {
        String path = "POST /v1/mail/reports?key=" + TestingRooms.ADMIN + " HTTP/1.1";

        assertThat(server.send(path, bounce(MessageId.derive("other"))).body())
                .isEqualTo("{\"accepted\":0,\"unknown\":1}");
        assertThat(server.send(path, "no mail at all").body()).isEqualTo("{\"accepted\":0,\"unknown\":1}");
    }

    @Test
    void takesASignedWishToUnsubscribe() throws Exception {
        Reply reply = server.send(
                "POST /v1/mail/reports?key=" + TestingRooms.WEB + " HTTP/1.1",
                "To: unsubscribe@example.com\r\nSubject: " + mail.named("unsubscribe") + "\r\n\r\n");

        assertThat(reply.body()).isEqualTo("{\"accepted\":1,\"unknown\":0}");
        assertThat(rooms.taken.getFirst().json()).contains("{\"news.email\":false}");
    }

    @Test
    void takesAProvidersReportOnceHoweverOftenItIsPosted() throws Exception {
        String posted = """
                [{"event":"open","id":"%1$s","timestamp":1795252000,"useragent":"Mozilla/5.0 (X11) Firefox/140.0"},
                 {"event":"click","id":"%1$s","url":"%2$s"},
                 {"event":"spamreport","id":"%1$s"},
                 {"event":"delivered","id":"%3$s"}]
                """.formatted(
                        mail.id(),
                        mail.signed.click(mail.id(), "https://shop.example/").orElseThrow(),
                        MessageId.derive("other"));

        for (int i = 0; i < 2; i++) {
            assertThat(provider("sendgrid", posted).body()).isEqualTo("{\"accepted\":3,\"unknown\":1}");
        }
        assertThat(rooms.taken).hasSize(2);
    }

    @Test
    void opensTheWrappingOfAmazon() throws Exception {
        String said = "{\\\"eventType\\\":\\\"Complaint\\\",\\\"id\\\":\\\"" + mail.id() + "\\\"}";

        assertThat(provider("ses", "{\"Type\":\"Notification\",\"Message\":\"" + said + "\"}")
                        .body())
                .isEqualTo("{\"accepted\":1,\"unknown\":0}");
        assertThat(provider("ses", "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"You chose\"}")
                        .body())
                .isEqualTo("{\"accepted\":0,\"unknown\":0}");
    }

    @Test
    void refusesWhoMayNotTell() throws Exception {
        String posted = "{\"event\":\"open\"}";

        assertThat(server.send("POST /v1/mail/providers/ses HTTP/1.1", posted).status())
                .isEqualTo(401);
        assertThat(server.send("POST /v1/mail/providers/ses?key=" + TestingRooms.READER + " HTTP/1.1", posted)
                        .body())
                .contains("The key's scope is read, and this needs collect or admin.");
        assertThat(provider("mailgun", posted).status()).isEqualTo(404);
        assertThat(provider("ses", "{").status()).isEqualTo(400);
        assertThat(rooms.taken).isEmpty();
    }

    @Test
    void saysThatNoMailIsSent() throws Exception {
        rooms.links = Optional.empty();
        try (TestingServer other = new TestingServer(rooms.rooms())) {
            assertThat(other.send("POST /v1/mail/reports?key=" + TestingRooms.WEB + " HTTP/1.1", "")
                            .body())
                    .contains("\"error\":\"no_mail\"");
        }
    }

    private Reply provider(String name, String posted) throws Exception {
        return server.send("POST /v1/mail/providers/" + name + "?key=" + TestingRooms.WEB + " HTTP/1.1", posted);
    }

    private static String bounce(MessageId message) {
        return """
                From: MAILER-DAEMON@mx.example.net
                To: bounce+%s@example.com
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; ada@example.org
                Action: failed
                Status: 5.1.1
                --b1--
                """.formatted(message);
    }
}
