package io.tarn.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.connectors.smtp.SmtpChannel;
import io.tarn.connectors.smtp.SmtpConfig;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.engage.delivery.MailSender;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.Message;
import io.tarn.model.message.MessageId;
import io.tarn.model.message.Purpose;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DemoMailTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final DemoMail mail = DemoMail.open(0, () -> NOW);

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void takesWhatTheChannelDelivers() throws Exception {
        try (SmtpChannel channel = channel()) {
            for (int i = 0; i < 3; i++) {
                assertThat(channel.deliver(message(i), 1)).isInstanceOf(DeliveryResult.Delivered.class);
            }
        }

        assertThat(mail.mails()).extracting(DemoMail.Kept::number).containsExactly(3L, 2L, 1L);
        DemoMail.Kept first = mail.find(1).orElseThrow();
        assertThat(first.to()).isEqualTo("ada.lovelace@example.org");
        assertThat(first.mail().subject()).isEqualTo("Dein Tee wartet noch, 2 €");
        assertThat(first.mail().text().strip()).isEqualTo(".\nGrüße");
        assertThat(first).hasToString("Kept[1 at 2026-11-21T10:00:00Z]");
    }

    @Test
    void keepsTheLastMailsOnly() throws Exception {
        StringBuilder said = new StringBuilder("EHLO me\r\n");
        for (int i = 0; i < DemoMail.MAILS_MAX + 2; i++) {
            said.append("MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nSubject: ")
                    .append(i)
                    .append("\r\n\r\n..\r\n.\r\n");
        }
        talk(said + "QUIT\r\n");

        assertThat(mail.mails()).hasSize(DemoMail.MAILS_MAX);
        assertThat(mail.taken()).isEqualTo(DemoMail.MAILS_MAX + 2);
        assertThat(mail.find(2)).isEmpty();
        assertThat(mail.mails().getFirst().mail().text()).isEqualTo(".\n");
    }

    @Test
    void saysWhatIsOutOfOrder() throws Exception {
        assertThat(talk("RCPT TO:<b@example.com>\r\nDATA\r\nMAIL\r\nMAIL FROM:<>\r\nRCPT TO:<>\r\nSPAM\r\nQUIT\r\n"))
                .isEqualTo("""
                        220 tarn-demo takes every mail and delivers none
                        503 5.5.1 Say MAIL FROM first
                        503 5.5.1 Say RCPT TO first
                        501 5.1.7 Say MAIL FROM:<address>
                        250 2.1.0 Sender ok
                        501 5.1.3 Say RCPT TO:<address>
                        500 5.5.1 'SPAM' is not understood here
                        221 2.0.0 Goodbye
                        """);
        assertThat(mail.mails()).isEmpty();
    }

    @Test
    void refusesAMailThatIsTooLargeAndGoesOn() throws Exception {
        String line = "x".repeat(8_000) + "\r\n";
        String answers = talk("HELO me\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n\r\n"
                + line.repeat(600) + ".\r\nNOOP\r\nQUIT\r\n");

        assertThat(answers).contains("552 5.3.4 Larger than 4000000 bytes\n250 2.0.0 Nothing done");
        assertThat(mail.mails()).isEmpty();
    }

    @Test
    void showsTheMails() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (SmtpChannel channel = channel();
                HttpClient client = HttpClient.newHttpClient()) {
            channel.deliver(message(0), 1);
            Router router = Router.router(vertx);
            new DemoMailPages(mail, () -> NOW.plusSeconds(7)).mount(router);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            String at = "http://127.0.0.1:" + server.actualPort() + "/demo/mails";

            assertThat(text(client, at))
                    .contains("a***@e***.org", "Dein Tee wartet noch, 2 \u20ac", "cart", "7 s ago", "refresh")
                    .doesNotContain("lovelace");
            assertThat(text(client, at + "/1"))
                    .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script")
                    .doesNotContain("lovelace");
            assertThat(text(client, at + "/2")).contains("This mail is not kept");
            assertThat(text(client, at + "/%3Cb%3E")).contains("This mail is not kept");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static String text(HttpClient client, String address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private SmtpChannel channel() throws Exception {
        return new SmtpChannel(
                SmtpConfig.of("127.0.0.1", mail.port()).with(SmtpConfig.Security.NONE),
                new SmtpChannel.Identity(
                        new MailSender("Shop", "shop@example.com", Optional.empty(), Optional.empty()),
                        List.of(),
                        SSLContext.getDefault()),
                new Forgetful(),
                () -> NOW);
    }

    private static Message message(int number) {
        return new Message(
                MessageId.derive("d" + number),
                ProfileId.derive("a", "b", 0),
                ChannelName.EMAIL,
                "ada.lovelace@example.org",
                "Dein Tee wartet noch, 2 €",
                "<p>Grüße</p><script>alert(1)</script>",
                ".\nGrüße",
                Map.of("X-Tarn-Campaign", "cart"),
                Purpose.MARKETING,
                NOW);
    }

    /** Says all at once, as a client that pipelines does, and returns what was answered. */
    private String talk(String said) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), mail.port())) {
            socket.setSoTimeout(20_000);
            Thread.ofVirtual().start(() -> {
                try {
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                } catch (IOException left) {
                    return;
                }
            });
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).replace("\r\n", "\n");
        }
    }

    /** Keeps nothing of what is intended. */
    private static final class Forgetful implements DeliveryJournal {
        @Override
        public void intended(MessageId message) {}

        @Override
        public void ended(MessageId message, DeliveryResult result) {}
    }
}
