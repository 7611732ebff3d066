package io.tarn.server.bench;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalStorageConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Producers that each append a batch, wait until it is durable and append the next. */
final class LogLoad {
    private static final int PRODUCERS = 32;
    private static final int BATCH = 20;
    private static final int JSON_LENGTH = 430;
    private static final int READ = 2000;

    private final Duration length;

    LogLoad(Duration length) {
        this.length = length;
    }

    void run(Path home, StorageBench.Printer printer) {
        try (EventLog log = LocalEventLog.open(home, LocalStorageConfig.defaults())) {
            append(log, Duration.ofSeconds(3));
            printer.print(append(log, length));
            printer.print(read(log));
        }
    }

    private StorageBench.Figure append(EventLog log, Duration duration) {
        long cpu = StorageBench.cpuNanos();
        long start = System.nanoTime();
        long first = log.nextOffset();
        List<long[]> waits = new ArrayList<>();
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            String producer = "p" + i;
            producers.add(Thread.ofPlatform().start(() -> {
                long[] own = produce(log, producer, start + duration.toNanos());
                synchronized (waits) {
                    waits.add(own);
                }
            }));
        }
        producers.forEach(LogLoad::join);
        long[] all = waits.stream().flatMapToLong(LongStream::of).toArray();
        return new StorageBench.Figure(
                "log: events made durable",
                log.nextOffset() - first,
                System.nanoTime() - start,
                StorageBench.cpuNanos() - cpu,
                all);
    }

    private static long[] produce(EventLog log, String producer, long end) {
        LongStream.Builder waits = LongStream.builder();
        String json =
                "{" + "\"event\":\"Product Viewed\",\"price\":12.5,".repeat(12).substring(0, JSON_LENGTH) + "}";
        SourceName source = new SourceName("web");
        for (long number = 0; System.nanoTime() < end; number += BATCH) {
            long begin = System.nanoTime();
            List<LogEntry> batch = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                EventKey key = new EventKey(source, producer + "-0000-0000-0000-" + begin + "-" + (number + i));
                batch.add(new LogEntry.Received(new RawEvent(key, Instant.EPOCH, RawEvent.Origin.LIVE, false, json)));
            }
            log.append(batch).join();
            waits.add(System.nanoTime() - begin);
        }
        return waits.build().toArray();
    }

    private static StorageBench.Figure read(EventLog log) {
        LongStream.Builder waits = LongStream.builder();
        long cpu = StorageBench.cpuNanos();
        long start = System.nanoTime();
        long count = 0;
        for (long from = log.firstOffset(); from < log.nextOffset(); ) {
            long begin = System.nanoTime();
            int entries = log.read(from, READ).size();
            waits.add(System.nanoTime() - begin);
            from += entries;
            count += entries;
        }
        return new StorageBench.Figure(
                "log: events read, 2,000 at once",
                count,
                System.nanoTime() - start,
                StorageBench.cpuNanos() - cpu,
                waits.build().toArray());
    }

    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("The bench was interrupted.", e);
        }
    }
}
