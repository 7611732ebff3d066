package io.tarn.server.demo;

import io.tarn.engage.outcome.ReceivedMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The demo's mail server: takes every mail, on a port of this machine alone, and delivers none. It keeps the last ones in
 * memory for {@link DemoMailPages}. Safe to share between threads.
 */
public final class DemoMail implements AutoCloseable {
    static final int MAILS_MAX = 500;
    private static final int CONVERSATIONS_MAX = 64;
    private static final int WAITING_MAX = 100;

    private final ServerSocket door;
    private final InstantSource clock;
    private final Consumer<String> watcher;
    private final Semaphore free = new Semaphore(CONVERSATIONS_MAX);
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Deque<Kept> mails = new ArrayDeque<>();
    private long taken;

    /**
     * A mail that was taken.
     *
     * @param number counts all that were taken, from 1
     * @param to whom the envelope names
     */
    public record Kept(long number, Instant at, String to, ReceivedMail mail) {
        /** Without what it says and whom it is for. */
        @Override
        public String toString() {
            return "Kept[" + number + " at " + at + "]";
        }
    }

    private DemoMail(ServerSocket door, InstantSource clock, Consumer<String> watcher) {
        this.door = door;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** Opens the server on a port of this machine; 0 chooses a free one. */
    public static DemoMail open(int port, InstantSource clock) {
        return open(port, clock, _ -> {});
    }

    /**
     * The same, with somebody who looks on.
     *
     * @param watcher is told at once whom a mail that was taken is for
     */
    public static DemoMail open(int port, InstantSource clock, Consumer<String> watcher) {
        try {
            ServerSocket door = new ServerSocket(port, WAITING_MAX, InetAddress.getLoopbackAddress());
            DemoMail mail = new DemoMail(door, clock, watcher);
            Thread.ofVirtual().name("demo-mail").start(mail::welcome);
            return mail;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The mails that are kept, the newest first. */
    public synchronized List<Kept> mails() {
        return new ArrayList<>(mails);
    }

    /** How many were taken, those included that are not kept any more. */
    public synchronized long taken() {
        return taken;
    }

    /** A mail by its number, while it is kept. */
    public synchronized Optional<Kept> find(long number) {
        return mails.stream().filter(one -> one.number() == number).findFirst();
    }

    private synchronized void keep(String to, ReceivedMail mail) {
        watcher.accept(to);
        taken++;
        mails.addFirst(new Kept(taken, clock.instant(), to, mail));
        if (mails.size() > MAILS_MAX) {
            mails.removeLast();
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                free.acquire();
                Socket client = door.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException closed) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            new DemoMailTalk(client, this::keep).hold();
        } catch (IOException left) {
            // Who hangs up in the middle has sent nothing.
            return;
        } finally {
            clients.remove(client);
            free.release();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
