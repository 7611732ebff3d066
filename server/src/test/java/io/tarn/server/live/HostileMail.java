package io.tarn.server.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server that counts how often it took each message over, and is hostile at random: it hangs up when a mail is
 * whole, having taken it or not, asks to come back later, or takes its time. Safe to share between threads.
 */
final class HostileMail implements AutoCloseable {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?i)message-id: <(m[0-9a-v]{25})@.*");
    private static final int WAITING_MAX = 100;
    private static final long SLOW_MILLIS = 150;

    private final ServerSocket door;
    private final Random chance;
    private final Map<String, Integer> taken = new HashMap<>();
    private long takenAll;
    /** Once so many were taken over, whoever brings another mail waits at its beginning. */
    private long holdFrom = Long.MAX_VALUE;

    private long lastNanos = System.nanoTime();

    HostileMail(long seed) throws IOException {
        door = new ServerSocket(0, WAITING_MAX, InetAddress.getLoopbackAddress());
        chance = new Random(seed);
        Thread.ofVirtual().name("hostile-mail").start(this::welcome);
    }

    private enum Manner {
        KIND,
        SLOW,
        /** Takes the mail and hangs up before it says so. */
        TAKES_IN_SILENCE,
        /** Hangs up without having taken the mail. */
        DROPS,
        ASKS_TO_COME_BACK,
        REFUSES
    }

    int port() {
        return door.getLocalPort();
    }

    /** How often each message was taken over, by its id. */
    synchronized Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    synchronized long takenAll() {
        return takenAll;
    }

    /** When the last mail was taken, by {@link System#nanoTime()}. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    /** Waits until so many were taken over, or none for a while. */
    synchronized void await(long count, Duration quiet) throws InterruptedException {
        long since = takenAll;
        long waitingNanos = System.nanoTime();
        while (takenAll < count) {
            wait(Math.max(1, quiet.toMillis()));
            if (takenAll > since) {
                since = takenAll;
                waitingNanos = System.nanoTime();
            } else if (System.nanoTime() - waitingNanos >= quiet.toNanos()) {
                return;
            }
        }
    }

    /** Lets senders wait at the beginning of their mails once so many were taken over; {@link #goOn} ends it. */
    synchronized void holdFrom(long count) {
        holdFrom = count;
    }

    synchronized void goOn() {
        holdFrom(Long.MAX_VALUE);
        notifyAll();
    }

    private synchronized void begin() throws IOException {
        try {
            while (takenAll >= holdFrom) {
                wait();
            }
        } catch (InterruptedException _) {
            throw new IOException("Interrupted.");
        }
    }

    private synchronized Manner draw() {
        int number = chance.nextInt(100);
        if (number < 82) {
            return Manner.KIND;
        }
        return switch (number % 6) {
            case 0 -> Manner.TAKES_IN_SILENCE;
            case 1 -> Manner.DROPS;
            case 2 -> Manner.ASKS_TO_COME_BACK;
            case 3 -> Manner.REFUSES;
            default -> Manner.SLOW;
        };
    }

    private synchronized void take(String id) {
        taken.merge(id, 1, Integer::sum);
        takenAll++;
        lastNanos = System.nanoTime();
        notifyAll();
    }

    /** Lets time pass as a busy server does; nothing in the test depends on how much. */
    private synchronized void dawdle() throws IOException {
        long endNanos = System.nanoTime() + Duration.ofMillis(SLOW_MILLIS).toNanos();
        try {
            for (long left = SLOW_MILLIS; left > 0; left = (endNanos - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException _) {
            throw new IOException("Interrupted.");
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            say(out, "220 hostile");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("DATA")) {
                    say(out, "354 go on");
                    if (!isAnswered(in, out)) {
                        return;
                    }
                } else {
                    if (line.startsWith("MAIL")) {
                        begin();
                    }
                    say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
                }
            }
        } catch (IOException _) {
            // Whoever is killed hangs up in the middle.
        }
    }

    /** Reads a mail and does with it what chance says; false when it hangs up. */
    private boolean isAnswered(BufferedReader in, OutputStream out) throws IOException {
        String id = "";
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            Matcher matcher = MESSAGE_ID.matcher(line);
            id = id.isEmpty() && matcher.matches() ? matcher.group(1) : id;
        }
        switch (draw()) {
            case KIND -> {
                take(id);
                say(out, "250 taken");
            }
            case SLOW -> {
                dawdle();
                take(id);
                say(out, "250 taken at last");
            }
            case TAKES_IN_SILENCE -> {
                take(id);
                return false;
            }
            case DROPS -> {
                return false;
            }
            case ASKS_TO_COME_BACK -> say(out, "451 4.7.1 come back later");
            case REFUSES -> say(out, "554 5.7.1 never");
        }
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
