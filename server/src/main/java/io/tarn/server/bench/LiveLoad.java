package io.tarn.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The traffic that a bench sends to a server. */
final class LiveLoad {
    static final int LINKS = 16;
    static final int BATCH = 20;
    private static final int OK = 200;
    private static final int READS_PER_SECOND = 2000;
    private static final double VISIBLE_SHARE = 0.8;
    /** Looking without a pause would take the processor from what is measured. */
    private static final long LOOK_NANOS_MIN = 1_000_000;

    /** The longer an event is not seen, the less it matters to the millisecond when it is: to a part of so many. */
    private static final int LOOKS_A_WAIT = 20;

    /** So many entries of the log may wait for their profile while a load is sustained, a second at the target rate. */
    private static final long BACKLOG_MAX = 20_000;

    /** So many may wait for the lake, ten seconds at that rate. */
    private static final long LAKE_LAG_MAX = 200_000;

    private static final Duration ASK_EVERY = Duration.ofMillis(50);

    private static final String FILLER = "x".repeat(220);
    private static final Pattern BACKLOG = Pattern.compile("\"backlog\":([0-9]+)");
    private static final Pattern LAKE_LAG = Pattern.compile("\"lake_lag\":([0-9]+)");

    private final String host;
    private final int port;
    private final String writer;
    private final String reader;
    private final int persons;
    private final AtomicLong messages = new AtomicLong();
    private double batchesPerSecond;

    LiveLoad(String host, int port, String writer, String reader, int persons) {
        this.host = host;
        this.port = port;
        this.writer = writer;
        this.reader = reader;
        this.persons = persons;
    }

    /** What was sent, and how long each batch waited for its answer. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sent(long events, long refused, long[] nanos) {
        double quantile(double share) {
            return LiveLoad.quantile(nanos, share);
        }
    }

    static double quantile(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }

    /** Holds later traffic to a share of a rate of events a second. */
    void rate(double eventsPerSecond) {
        batchesPerSecond = eventsPerSecond * VISIBLE_SHARE / BATCH;
    }

    /** Makes every person known. */
    void identifyAll() throws InterruptedException {
        AtomicLong next = new AtomicLong();
        onAllLinks((link, random) -> {
            LongStream.Builder nanos = LongStream.builder();
            for (long from = next.getAndAdd(BATCH); from < persons; from = next.getAndAdd(BATCH)) {
                List<String> events = new ArrayList<>();
                for (long person = from; person < Math.min(persons, from + BATCH); person++) {
                    events.add(identify(person));
                }
                post(link, events);
            }
            return new Sent(0, 0, nanos.build().toArray());
        });
    }

    /** Sends for a time: as fast as answers come, or so many batches a second. */
    Sent send(Duration length, double batches) throws InterruptedException {
        return send(length, batches, new Gate());
    }

    /** Sends for a time as fast as profiles and lake follow. */
    Sent sustain(Duration length) throws IOException, InterruptedException {
        Gate gate = new Gate();
        try (ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor();
                HttpLink link = new HttpLink(host, port)) {
            var _ = asking.scheduleWithFixedDelay(
                    () -> gate.set(isBehind(health(link))), 0, ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            Sent sent = send(length, 0, gate);
            asking.shutdownNow();
            return sent;
        }
    }

    private static boolean isBehind(String health) {
        return left(health, BACKLOG) > BACKLOG_MAX || left(health, LAKE_LAG) > LAKE_LAG_MAX;
    }

    private Sent send(Duration length, double batches, Gate gate) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        AtomicLong turn = new AtomicLong();
        return onAllLinks((link, random) -> {
            LongStream.Builder nanos = LongStream.builder();
            long events = 0;
            long refused = 0;
            while (System.nanoTime() < end) {
                if (batches > 0) {
                    sleepUntil(begin + (long) (turn.getAndIncrement() * 1e9 / batches));
                }
                if (!gate.pass(end)) {
                    break;
                }
                long sent = System.nanoTime();
                if (post(link, batch(random))) {
                    events += BATCH;
                } else {
                    refused++;
                }
                nanos.add(System.nanoTime() - sent);
            }
            return new Sent(events, refused, nanos.build().toArray());
        });
    }

    /** Sends single events beside the load and reads each until it is seen. */
    long[] visible(Duration length) throws IOException, InterruptedException {
        try (ExecutorService beside = Executors.newSingleThreadExecutor();
                HttpLink link = new HttpLink(host, port)) {
            Future<Sent> load = beside.submit(() -> send(length, batchesPerSecond));
            LongStream.Builder waits = LongStream.builder();
            SplittableRandom random = new SplittableRandom(5);
            for (int probe = 0; !load.isDone(); probe++) {
                long person = random.nextInt(persons);
                long begin = System.nanoTime();
                String mark = "probe-" + probe + "-" + begin;
                post(
                        link,
                        List.of("{\"type\":\"identify\",\"messageId\":\"" + mark + "\",\"userId\":\"user-" + person
                                + "\",\"traits\":{\"mark\":\"" + mark + "\"}}"));
                while (!link.get("/v1/profiles/user_id:user-" + person, reader)
                        .body()
                        .contains(mark)) {
                    long waited = System.nanoTime() - begin;
                    Thread.sleep(Duration.ofNanos(Math.max(LOOK_NANOS_MIN, waited / LOOKS_A_WAIT)));
                }
                waits.add(System.nanoTime() - begin);
                sleepUntil(begin + 20_000_000L);
            }
            return waits.build().toArray();
        }
    }

    /** Reads profiles at a steady rate. */
    long[] reads(Duration length) throws InterruptedException {
        return reads(length, READS_PER_SECOND, "");
    }

    /** Asks for something of profiles at a steady rate. */
    long[] reads(Duration length, int perSecond, String what) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        AtomicLong turn = new AtomicLong();
        return onAllLinks((link, random) -> {
                    LongStream.Builder nanos = LongStream.builder();
                    while (System.nanoTime() < end) {
                        sleepUntil(begin + turn.getAndIncrement() * 1_000_000_000L / perSecond);
                        long asked = System.nanoTime();
                        link.get("/v1/profiles/user_id:user-" + random.nextInt(persons) + what, reader);
                        nanos.add(System.nanoTime() - asked);
                    }
                    return new Sent(0, 0, nanos.build().toArray());
                })
                .nanos();
    }

    /** Waits until every event is on its profile. */
    void awaitDrained() throws IOException, InterruptedException {
        awaitNone(BACKLOG);
    }

    /** Waits until every event is in the lake. */
    void awaitLanded() throws IOException, InterruptedException {
        awaitNone(LAKE_LAG);
    }

    private void awaitNone(Pattern left) throws IOException, InterruptedException {
        try (HttpLink link = new HttpLink(host, port)) {
            while (left(health(link), left) > 0) {
                Thread.sleep(ASK_EVERY);
            }
        }
    }

    /** What health says of something that is left to do. */
    private static long left(String health, Pattern what) {
        Matcher found = what.matcher(health);
        return found.find() ? Long.parseLong(found.group(1)) : Long.MAX_VALUE;
    }

    private String health(HttpLink link) {
        try {
            return link.get("/health", reader).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> batch(SplittableRandom random) {
        List<String> events = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            long person = zipf(random);
            events.add(random.nextInt(10) == 0 ? identify(person) : viewed(person, random));
        }
        return events;
    }

    /** Persons by a law of power with the exponent 1: the first is met most often. */
    private long zipf(SplittableRandom random) {
        return Math.min(persons - 1, (long) Math.pow(persons, random.nextDouble()) - 1);
    }

    private String identify(long person) {
        return "{\"type\":\"identify\",\"messageId\":\"m" + messages.getAndIncrement() + "\",\"anonymousId\":\"device-"
                + person + "\",\"userId\":\"user-" + person + "\",\"traits\":{\"email\":\"user" + person
                + "@example.com\",\"firstName\":\"Ann\",\"plan\":\"free\"},\"context\":{\"filler\":\"" + FILLER
                + "\"}}";
    }

    private String viewed(long person, SplittableRandom random) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"m" + messages.getAndIncrement()
                + "\",\"anonymousId\":\"device-" + person + "\",\"properties\":{\"price\":" + random.nextInt(100) + "."
                + (10 + random.nextInt(90)) + ",\"item\":\"item-" + random.nextInt(50)
                + "\",\"category\":\"tea\"},\"context\":{\"filler\":\"" + FILLER + "\"}}";
    }

    private boolean post(HttpLink link, List<String> events) throws IOException {
        return link.post("/v1/batch", writer, "{\"batch\":[" + String.join(",", events) + "]}")
                        .status()
                == OK;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }

    private Sent onAllLinks(Work work) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(LINKS)) {
            List<Future<Sent>> futures = new ArrayList<>();
            for (int i = 0; i < LINKS; i++) {
                SplittableRandom random = new SplittableRandom(i);
                futures.add(threads.submit(() -> {
                    try (HttpLink link = new HttpLink(host, port)) {
                        return work.on(link, random);
                    }
                }));
            }
            long events = 0;
            long refused = 0;
            LongStream nanos = LongStream.empty();
            for (Future<Sent> future : futures) {
                Sent sent = future.get();
                events += sent.events();
                refused += sent.refused();
                nanos = LongStream.concat(nanos, Arrays.stream(sent.nanos()));
            }
            return new Sent(events, refused, nanos.toArray());
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The load could not be sent.", failure.getCause());
        }
    }

    /** Where all links wait while what they send to is behind. Looking again and again would take the processor from it. */
    private static final class Gate {
        private boolean isBehind;

        synchronized void set(boolean behind) {
            isBehind = behind;
            notifyAll();
        }

        /** Whether it opened before an end, by {@link System#nanoTime()}. */
        synchronized boolean pass(long end) throws InterruptedException {
            for (long left = end - System.nanoTime(); isBehind && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return !isBehind;
        }
    }

    /** What one connection does. */
    @FunctionalInterface
    private interface Work {
        Sent on(HttpLink link, SplittableRandom random) throws IOException, InterruptedException;
    }
}
