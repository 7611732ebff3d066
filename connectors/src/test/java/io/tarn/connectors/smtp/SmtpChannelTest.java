package io.tarn.connectors.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.connectors.smtp.SmtpConfig.Credentials;
import io.tarn.connectors.smtp.SmtpConfig.Security;
import io.tarn.engage.delivery.Backoff;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SmtpChannelTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Mails.AT);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HASTE = Duration.ofMillis(300);

    private final TestingJournal journal = new TestingJournal();

    @Test
    void handsAMailOverWordForWord() throws Exception {
        try (HostileServer server = HostileServer.always(Manner.KIND);
                SmtpChannel channel = channel(plain(server.port()))) {
            Message message = Mails.to("anna@Bücher.example", "one");

            DeliveryResult result = channel.deliver(message, 1);

            assertThat(result).isEqualTo(new DeliveryResult.Delivered("The mail server took it: 250 2.0.0."));
            assertThat(journal.end(message.id())).contains(result);
            assertThat(server.commands())
                    .containsSubsequence("RCPT TO:<anna@xn--bcher-kva.example>", "DATA")
                    .anyMatch(line ->
                            line.matches("MAIL FROM:<bounce\\+" + message.id() + "@b\\.example\\.com> SIZE=\\d+"));
            assertThat(server.mails().getFirst()).contains("Subject: =?", "\r\n\r\n=2E\r\n=2E=2E\r\nHi\r\n=2E\r\n--=_");
        }
    }

    @Test
    void usesAConnectionAgainAndRenewsADeadOne() throws Exception {
        HostileServer first = HostileServer.always(Manner.KIND);
        SmtpConfig config = plain(first.port()).with(1, 3, 1_000);
        try (first;
                SmtpChannel channel = channel(config)) {
            for (int i = 0; i < 5; i++) {
                assertThat(channel.deliver(Mails.to("a@example.org", "d" + i), 1))
                        .isInstanceOf(DeliveryResult.Delivered.class);
            }

            assertThat(first.conversations()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "GREYLISTS",
                "ANSWERS_TWICE",
                "ANSWERS_EARLY",
                "CLOSES_AFTER_HELLO",
                "ENDLESS_LINE",
                "ENDLESS_REPLY",
                "REFUSES_MAIL_FOR_NOW",
                "CLOSES_FOR_NOW"
            })
    void triesAgainLaterWhatWasSurelyNotTaken(Manner manner) throws Exception {
        try (HostileServer server = HostileServer.always(manner);
                SmtpChannel channel = channel(plain(server.port()))) {
            DeliveryResult result = channel.deliver(Mails.to("anna@example.org", "one"), 3);

            assertThat(result).isInstanceOf(DeliveryResult.Deferred.class);
            Instant until = ((DeliveryResult.Deferred) result).until();
            assertThat(until).isBetween(Mails.AT.plusSeconds(120), Mails.AT.plusSeconds(240));
            assertThat(server.accepted()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIES_AFTER_MAIL", "SILENT_AFTER_MAIL", "BABBLES_AFTER_MAIL"})
    void saysThatItDoesNotKnowWhenTheAnswerIsLost(Manner manner) throws Exception {
        try (HostileServer server = HostileServer.always(manner);
                SmtpChannel channel = channel(plain(server.port()).with(PATIENCE, HASTE))) {
            Message message = Mails.to("anna@example.org", "one");

            DeliveryResult result = channel.deliver(message, 1);

            assertThat(result).isInstanceOf(DeliveryResult.Uncertain.class);
            assertThat(journal.end(message.id())).contains(result);
            assertThat(server.accepted().get(message.id().value())).hasValue(1);
        }
    }

    /** A short mail and its end may have left before we hear that nobody reads: then we do not know, and say so. */
    @Test
    void neverTakesAConversationThatDiedInMidMessageForASuccess() throws Exception {
        try (HostileServer server = HostileServer.always(Manner.DIES_IN_MAIL);
                SmtpChannel channel = channel(plain(server.port()))) {
            assertThat(channel.deliver(Mails.to("anna@example.org", "one"), 1))
                    .isInstanceOfAny(DeliveryResult.Deferred.class, DeliveryResult.Uncertain.class);
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void doublesDotsThatBeginALine() throws Exception {
        String mail = ".\r\n..a\r\nb.\r\n.\r\n";
        try (HostileServer server = HostileServer.always(Manner.KIND);
                ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
                SmtpConnection connection =
                        new SmtpOpening(plain(server.port()), SSLContext.getDefault(), watchdog).open()) {
            Attempt attempt = connection.send(mail.getBytes(StandardCharsets.US_ASCII), "a@b.de", "c@d.de", () -> {});

            assertThat(attempt).isInstanceOf(Attempt.Accepted.class);
            assertThat(server.mails()).containsExactly(mail);
        }
    }

    @Test
    void failsWhatIsRefusedForGood() throws Exception {
        assertThat(against(Manner.REFUSES_RECIPIENTS))
                .isEqualTo(new DeliveryResult.Failed(
                        "The mail server refused it at RCPT: 550 5.1.1.", Permanence.ADDRESS));
        assertThat(against(Manner.REFUSES_MAIL))
                .isEqualTo(
                        new DeliveryResult.Failed("The mail server refused it at END: 554 5.7.1.", Permanence.MESSAGE));
        assertThat(against(Manner.REFUSES_SENDER))
                .isEqualTo(new DeliveryResult.Failed(
                        "The mail server refused it at MAIL: 550 5.7.1.", Permanence.MESSAGE));
    }

    @Test
    void waitsForASlowServerAndLeavesASilentOne() throws Exception {
        assertThat(against(Manner.SLOW)).isInstanceOf(DeliveryResult.Delivered.class);
        try (HostileServer server = HostileServer.always(Manner.SILENT);
                SmtpChannel channel = channel(plain(server.port()).with(HASTE, HASTE))) {
            assertThat(channel.deliver(Mails.to("a@example.org", "one"), 1))
                    .isInstanceOf(DeliveryResult.Deferred.class);
        }
    }

    @Test
    void givesUpAfterManyAttempts() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        try (SmtpChannel channel = channel(plain(nobody))) {
            assertThat(channel.deliver(Mails.to("a@example.org", "one"), Backoff.DEFAULT.attemptsMax()))
                    .isEqualTo(new DeliveryResult.Failed(
                            "Given up after 20 attempts. No connection to the mail server (ConnectException).",
                            Permanence.MESSAGE));
            assertThat(journal.isIntended(Mails.to("a@example.org", "one").id()))
                    .isFalse();
        }
    }

    @Test
    void refusesAnAddressBeforeAnythingIsSent() throws Exception {
        try (SmtpChannel channel = channel(plain(1))) {
            assertThat(channel.deliver(Mails.to("a@b.de>\r\nDATA", "one"), 1))
                    .isEqualTo(new DeliveryResult.Failed(
                            "No mail can be sent there: the domain is no name that the Internet knows.",
                            Permanence.ADDRESS));
        }
    }

    @Test
    void sendsNothingWithoutTheTlsThatItWasToldToUse() throws Exception {
        for (Manner manner : List.of(Manner.KIND, Manner.REFUSES_TLS, Manner.SPEAKS_BEFORE_TLS)) {
            try (HostileServer server = HostileServer.always(manner);
                    SmtpChannel channel = channel(plain(server.port()).with(Security.STARTTLS))) {
                assertThat(channel.deliver(Mails.to("a@example.org", "one"), 1))
                        .isInstanceOf(DeliveryResult.Deferred.class);
                assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL") || line.startsWith("AUTH"));
            }
        }
    }

    @Test
    void speaksTlsWithCredentialsAndOnlyToWhomItTrusts(@TempDir Path folder) throws Exception {
        SSLContext tls = TestingTls.of(folder);
        try (HostileServer server = new HostileServer(number -> Manner.KIND, Optional.of(tls))) {
            SmtpConfig config = plain(server.port()).with(Security.STARTTLS).with(new Credentials("tarn", "secret"));
            try (SmtpChannel trusting = channel(config, tls);
                    SmtpChannel strange = channel(config, SSLContext.getDefault());
                    SmtpChannel wrong = channel(config.with(new Credentials("tarn", "wrong")), tls)) {
                assertThat(trusting.deliver(Mails.to("a@example.org", "one"), 1))
                        .isInstanceOf(DeliveryResult.Delivered.class);
                assertThat(((DeliveryResult.Deferred) strange.deliver(Mails.to("a@example.org", "two"), 1)).reason())
                        .isEqualTo("No connection to the mail server: TLS failed (SSLHandshakeException): check the"
                                + " server's certificate and its name.");
                assertThat(((DeliveryResult.Deferred) wrong.deliver(Mails.to("a@example.org", "three"), 1)).reason())
                        .isEqualTo("No connection to the mail server: the server does not take the credentials: 535"
                                + " 5.7.8. Check engage.smtp-user and the reference to its password.");
            }
        }
    }

    @Test
    void sendsNothingWhenTheIntentCannotBeKept() throws Exception {
        try (HostileServer server = HostileServer.always(Manner.KIND);
                SmtpChannel channel = channel(plain(server.port()))) {
            Message message = Mails.to("a@example.org", "one");
            journal.intended(message.id());

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> channel.deliver(message, 1))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(server.accepted()).isEmpty();
            assertThat(server.commands()).doesNotContain("DATA");
        }
    }

    /** Manners at random for each conversation, many threads, as many attempts as it takes. */
    @Test
    void endsEveryMessageAndHasNoneTakenTwice() throws Exception {
        long seed = 20_261_121L;
        List<Manner> manners = Arrays.stream(Manner.values())
                .filter(manner ->
                        !manner.name().startsWith("SILENT") && !manner.name().startsWith("ENDLESS"))
                .toList();
        Map<String, Integer> ends = new TreeMap<>();
        try (HostileServer server = new HostileServer(
                        number -> number % 3 == 0
                                ? Manner.KIND
                                : manners.get(new SplittableRandom(seed + number).nextInt(manners.size())),
                        Optional.empty());
                SmtpChannel channel = channel(plain(server.port()).with(8, 5, 10_000));
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<DeliveryResult>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Message message = Mails.to("p" + i + "@example.org", "town" + i);
                results.add(threads.submit(() -> untilItEnds(channel, message)));
            }
            for (int i = 0; i < results.size(); i++) {
                DeliveryResult result = results.get(i).get();
                String id = Mails.to("x@example.org", "town" + i).id().value();
                int taken = server.accepted().containsKey(id)
                        ? server.accepted().get(id).get()
                        : 0;
                switch (result) {
                    case DeliveryResult.Delivered delivered -> assertThat(taken).isEqualTo(1);
                    case DeliveryResult.Failed failed -> assertThat(taken).isZero();
                    case DeliveryResult.Uncertain uncertain -> assertThat(taken).isBetween(0, 1);
                    case DeliveryResult.Deferred deferred -> assertThat(taken).isZero();
                }
                ends.merge(result.getClass().getSimpleName(), 1, Integer::sum);
            }
            System.out.println(
                    "400 mails to a hostile server over " + server.conversations() + " conversations: " + ends);
        }
        assertThat(ends.keySet()).contains("Delivered", "Failed", "Uncertain");
    }

    private static DeliveryResult untilItEnds(SmtpChannel channel, Message message) {
        DeliveryResult result = channel.deliver(message, 1);
        for (int attempt = 2; attempt < 200 && result instanceof DeliveryResult.Deferred; attempt++) {
            result = channel.deliver(message, Math.min(attempt, 19));
        }
        return result;
    }

    private DeliveryResult against(Manner manner) throws Exception {
        try (HostileServer server = HostileServer.always(manner);
                SmtpChannel channel = channel(plain(server.port()))) {
            return channel.deliver(Mails.to("anna@example.org", manner.name()), 1);
        }
    }

    private static SmtpConfig plain(int port) {
        return SmtpConfig.of("localhost", port)
                .with(Security.NONE)
                .with(PATIENCE, PATIENCE)
                .with(4, 100, 1_000);
    }

    private SmtpChannel channel(SmtpConfig config) throws Exception {
        return channel(config, SSLContext.getDefault());
    }

    private SmtpChannel channel(SmtpConfig config, SSLContext tls) {
        return new SmtpChannel(config, new SmtpChannel.Identity(Mails.SENDER, List.of(), tls), journal, CLOCK);
    }
}
