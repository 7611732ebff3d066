package io.tarn.connectors.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** Connections that wait for the next mail, so many at most. Safe for many threads. */
final class SmtpPool implements Closeable {
    private final SmtpOpening opening;
    private final Semaphore free;
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();
    private boolean closed;

    SmtpPool(SmtpOpening opening, int connectionsMax) {
        this.opening = opening;
        this.free = new Semaphore(connectionsMax, true);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use {
        Attempt send(SmtpConnection connection);
    }

    /**
     * Does something with a connection, waiting for one to be free. One that lay idle may have died meanwhile: then,
     * when
     * nothing was at stake yet, it is done once more with a new one.
     */
    Attempt use(Use use) throws IOException, InterruptedException {
        free.acquire();
        try {
            SmtpConnection waiting = idle();
            if (waiting != null) {
                Attempt attempt = sent(waiting, use);
                if (!(attempt instanceof Attempt.Broken) || waiting.mails() <= 1) {
                    return attempt;
                }
            }
            return sent(opening.open(), use);
        } finally {
            free.release();
        }
    }

    private Attempt sent(SmtpConnection connection, Use use) {
        boolean kept = false;
        try {
            Attempt attempt = use.send(connection);
            kept = connection.isUsable() && keep(connection);
            return attempt;
        } finally {
            if (!kept) {
                connection.close();
            }
        }
    }

    private synchronized boolean keep(SmtpConnection connection) {
        if (!closed) {
            idle.push(connection);
        }
        return !closed;
    }

    private synchronized @org.jspecify.annotations.Nullable SmtpConnection idle() {
        while (!idle.isEmpty()) {
            SmtpConnection connection = idle.pop();
            if (connection.isUsable()) {
                return connection;
            }
            connection.close();
        }
        return null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(SmtpConnection::close);
        idle.clear();
    }
}
