package io.tarn.connectors.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A conversation with the server, ready for mail. Confined to one thread at a time. */
final class SmtpConnection implements Closeable {
    private final SmtpConfig config;
    private final SmtpWire wire;
    private final Map<String, String> extensions;
    private final ScheduledExecutorService watchdog;
    private int mails;
    private long usedAt = System.nanoTime();
    private boolean usable = true;

    /** @param extensions that the server announced, by name in capitals */
    SmtpConnection(
            SmtpConfig config, SmtpWire wire, Map<String, String> extensions, ScheduledExecutorService watchdog) {
        this.config = config;
        this.wire = wire;
        this.extensions = Map.copyOf(extensions);
        this.watchdog = watchdog;
    }

    /** Whether another mail may go this way. */
    boolean isUsable() {
        return usable
                && mails < config.mailsPerConnectionMax()
                && System.nanoTime() - usedAt < config.idleMax().toNanos();
    }

    /** How many mails went this way. */
    int mails() {
        return mails;
    }

    /** @param intent is done after the server took the addresses and before it could take the mail */
    Attempt send(byte[] mail, String from, String to, Runnable intent) {
        mails++;
        try {
            return converse(mail, from, to, intent);
        } catch (IOException e) {
            usable = false;
            return new Attempt.Broken(reason(e));
        } finally {
            usedAt = System.nanoTime();
        }
    }

    private Attempt converse(byte[] mail, String from, String to, Runnable intent) throws IOException {
        if (wire.hasUnread()) {
            throw new IOException("the server spoke without being asked");
        }
        String size = extensions.containsKey("SIZE") ? " SIZE=" + mail.length : "";
        SmtpReply sender = command("MAIL FROM:<" + from + ">" + size);
        if (!sender.isDone()) {
            return refused(Attempt.Stage.MAIL, sender);
        }
        SmtpReply recipient = command("RCPT TO:<" + to + ">");
        if (!recipient.isDone()) {
            return refused(Attempt.Stage.RCPT, recipient);
        }
        try {
            intent.run();
        } catch (RuntimeException e) {
            usable = false;
            throw e;
        }
        SmtpReply data = command("DATA");
        if (data.code() != 354) {
            return refused(Attempt.Stage.DATA, data);
        }
        return transfer(mail);
    }

    private Attempt transfer(byte[] mail) throws IOException {
        Future<?> guard = watchdog.schedule(wire::close, config.dataTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            wire.writeMail(mail);
            if (wire.hasUnread()) {
                throw new IOException("the server spoke before the mail had ended");
            }
            return end();
        } finally {
            guard.cancel(false);
        }
    }

    /** From the first byte of the end on, the server may have taken the mail. */
    private Attempt end() {
        SmtpReply reply;
        try {
            wire.writeLine(".");
            reply = wire.read(config.dataTimeout());
        } catch (IOException e) {
            usable = false;
            return new Attempt.Unknown(reason(e));
        }
        if (reply.isDone()) {
            return new Attempt.Accepted(reply);
        }
        if (reply.isRefusal()) {
            usable = usable && reply.code() != 421;
            return new Attempt.Refused(Attempt.Stage.END, reply);
        }
        usable = false;
        return new Attempt.Unknown("the reply to the mail was " + reply.code() + ", which means nothing there");
    }

    private Attempt refused(Attempt.Stage stage, SmtpReply reply) {
        if (!reply.isRefusal()) {
            usable = false;
            return new Attempt.Broken("the reply to " + stage + " was " + reply.code() + ", which means nothing there");
        }
        if (reply.code() == 421 || stage == Attempt.Stage.DATA) {
            usable = false;
        } else {
            reset();
        }
        return new Attempt.Refused(stage, reply);
    }

    private void reset() {
        try {
            usable = usable && command("RSET").isDone();
        } catch (IOException e) {
            usable = false;
        }
    }

    private SmtpReply command(String line) throws IOException {
        wire.writeLine(line);
        return wire.read(config.replyTimeout());
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT);
        return e.getMessage() == null || !e.getClass().equals(IOException.class)
                ? "connection lost (" + kind + ")"
                : e.getMessage();
    }

    /** Says goodbye without waiting for an answer. */
    @Override
    public void close() {
        try {
            if (usable) {
                wire.writeLine("QUIT");
            }
        } catch (IOException e) {
            usable = false;
        }
        wire.close();
    }
}
