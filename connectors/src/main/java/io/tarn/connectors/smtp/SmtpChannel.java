package io.tarn.connectors.smtp;

import io.tarn.engage.delivery.Channel;
import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.engage.delivery.DkimKey;
import io.tarn.engage.delivery.MailAddress;
import io.tarn.engage.delivery.MailForm;
import io.tarn.engage.delivery.MailSender;
import io.tarn.engage.outcome.StatusCodes;
import io.tarn.model.message.ChannelName;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.DeliveryResult.Permanence;
import io.tarn.model.message.Message;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * Mail by SMTP. The server's word on a mail is taken once: what it refused is tried again or not as its code says;
 * what it
 * may have taken without our hearing of it is {@code Uncertain}.
 */
public final class SmtpChannel implements Channel {
    /** Refusals of us, not of the mail: credentials and encryption. Another attempt may find them mended. */
    private static final Set<Integer> OURSELVES = Set.of(500, 502, 503, 530, 534, 535, 538);

    /** A full mailbox, said with the wrong digit (RFC 5321, 4.5.3.1.10). */
    private static final int FULL = 552;

    private static final Set<Integer> NO_SUCH_ADDRESS = Set.of(550, 551, 553);

    private final SmtpConfig config;
    private final Identity identity;
    private final DeliveryJournal journal;
    private final InstantSource clock;
    private final ScheduledExecutorService watchdog;
    private final SmtpPool pool;
    private final Pace pace;

    /**
     * In whose name mail is sent and signed.
     *
     * @param keys none: mail is not signed
     * @param tls whom to trust
     */
    public record Identity(MailSender sender, List<DkimKey> keys, SSLContext tls) {
        public Identity {
            keys = List.copyOf(keys);
        }
    }

    public SmtpChannel(SmtpConfig config, Identity identity, DeliveryJournal journal, InstantSource clock) {
        this.config = config;
        this.identity = identity;
        this.journal = journal;
        this.clock = clock;
        this.watchdog = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("smtp-watchdog").factory());
        this.pool = new SmtpPool(new SmtpOpening(config, identity.tls(), watchdog), config.connectionsMax());
        this.pace = new Pace(config.mailsPerSecondMax());
    }

    @Override
    public ChannelName name() {
        return ChannelName.EMAIL;
    }

    @Override
    public DeliveryResult deliver(Message message, int attempt) {
        return switch (MailAddress.of(message.address())) {
            case MailAddress.Refused refused ->
                new DeliveryResult.Failed("No mail can be sent there: " + refused.reason() + ".", Permanence.ADDRESS);
            case MailAddress.Usable usable -> deliver(message, usable.ascii(), attempt);
        };
    }

    private DeliveryResult deliver(Message message, String to, int attempt) {
        byte[] mail = MailForm.write(message, to, identity.sender(), identity.keys());
        String from = identity.sender().envelope(message.id());
        AtomicBoolean intended = new AtomicBoolean();
        DeliveryResult result;
        try {
            pace.await();
            Attempt ended = pool.use(connection -> connection.send(mail, from, to, () -> {
                // A second connection is used only when the first broke before the end of the mail.
                if (!intended.getAndSet(true)) {
                    journal.intended(message.id());
                }
            }));
            result = result(message, attempt, ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = later(message, attempt, "Sending was stopped before it began.");
        } catch (OpeningException e) {
            result = later(message, attempt, "No connection to the mail server: " + e.getMessage() + ".");
        } catch (IOException e) {
            result = later(
                    message,
                    attempt,
                    "No connection to the mail server (" + e.getClass().getSimpleName() + ").");
        }
        if (intended.get()) {
            journal.ended(message.id(), result);
        }
        return result;
    }

    private DeliveryResult result(Message message, int attempt, Attempt ended) {
        return switch (ended) {
            case Attempt.Accepted accepted ->
                new DeliveryResult.Delivered(
                        "The mail server took it: " + accepted.reply().shown() + ".");
            case Attempt.Unknown unknown ->
                new DeliveryResult.Uncertain(
                        "The mail server may have taken it, but its answer was lost: " + unknown.reason() + ".");
            case Attempt.Broken broken ->
                later(
                        message,
                        attempt,
                        "The conversation broke off before the mail had ended: " + broken.reason() + ".");
            case Attempt.Refused refused -> refused(message, attempt, refused);
        };
    }

    private DeliveryResult refused(Message message, int attempt, Attempt.Refused refused) {
        SmtpReply reply = refused.reply();
        String reason = "The mail server refused it at " + refused.stage() + ": " + reply.shown() + ".";
        boolean recipient = refused.stage() == Attempt.Stage.RCPT;
        if (reply.code() / 100 == 4 || OURSELVES.contains(reply.code()) || (recipient && reply.code() == FULL)) {
            return later(message, attempt, reason);
        }
        boolean address = StatusCodes.isAddress(reply.status())
                || (recipient && reply.status().isEmpty() && NO_SUCH_ADDRESS.contains(reply.code()));
        return new DeliveryResult.Failed(reason, address ? Permanence.ADDRESS : Permanence.MESSAGE);
    }

    private DeliveryResult later(Message message, int attempt, String reason) {
        if (!config.backoff().hasNext(attempt)) {
            return new DeliveryResult.Failed("Given up after " + attempt + " attempts. " + reason, Permanence.MESSAGE);
        }
        return new DeliveryResult.Deferred(reason, config.backoff().next(clock.instant(), message.id(), attempt));
    }

    @Override
    public void close() {
        pool.close();
        watchdog.shutdownNow();
    }
}
