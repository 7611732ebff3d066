package io.tarn.connectors.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.connectors.smtp.SmtpConfig.Security;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through the mail server of Debian. */
final class PostfixTest {
    private static final int MAILS = 200;

    @Test
    void takesEveryMailOnceAndRefusesStrangers(@TempDir Path folder) throws Exception {
        Optional<String> absence = TestingPostfix.absence();
        Assumptions.assumeTrue(absence.isEmpty(), () -> "Not run: " + absence.orElse(""));
        TestingJournal journal = new TestingJournal();
        try (TestingPostfix postfix = TestingPostfix.start(folder)) {
            SmtpConfig config = SmtpConfig.of("127.0.0.1", postfix.port())
                    .with(Security.NONE)
                    .with(4, 50, 10_000);
            long begun = System.nanoTime();
            try (SmtpChannel channel = new SmtpChannel(
                            config,
                            new SmtpChannel.Identity(Mails.SENDER, List.of(), SSLContext.getDefault()),
                            journal,
                            InstantSource.fixed(Mails.AT));
                    ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<DeliveryResult>> results = new ArrayList<>();
                for (int i = 0; i < MAILS; i++) {
                    Message message = Mails.to("known" + i + "@example.org", "postfix" + i);
                    results.add(threads.submit(() -> channel.deliver(message, 1)));
                }
                for (Future<DeliveryResult> result : results) {
                    assertThat(result.get()).isInstanceOf(DeliveryResult.Delivered.class);
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                System.out.println(MAILS + " mails to Postfix over 4 connections in " + millis + " ms");

                assertThat(channel.deliver(Mails.to("stranger@example.org", "x"), 1))
                        .isEqualTo(new DeliveryResult.Failed(
                                "The mail server refused it at RCPT: 550 5.1.1.", Permanence.ADDRESS));
            }
            postfix.awaitMails(MAILS);
            String mailbox = postfix.mailbox();
            for (int i = 0; i < MAILS; i++) {
                assertThat(mailbox)
                        .as(postfix::log)
                        .containsOnlyOnce(
                                "Message-ID: <" + Mails.to("x", "postfix" + i).id() + "@example.com>");
            }
        }
    }
}
