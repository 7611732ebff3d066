package io.tarn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link EventLog} promises. */
public abstract class EventLogContract {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.008Z");
    private static final String SECRET = "zq7WvXk2mN9pLr4TsY6b";

    /**
     * Opens the log that lies at a place; tests open one place several times.
     *
     * @param entriesMax how many entries may wait
     */
    protected abstract EventLog open(Path home, int entriesMax);

    private EventLog open(Path home) {
        return open(home, 10_000);
    }

    @Test
    void beginsEmpty(@TempDir Path home) {
        try (EventLog log = open(home)) {
            assertThat(log.firstOffset()).isZero();
            assertThat(log.nextOffset()).isZero();
            assertThat(log.read(0, 10)).isEmpty();
        }
    }

    @Test
    void numbersEntriesFromNought(@TempDir Path home) {
        try (EventLog log = open(home)) {
            long first = log.append(List.of(entry("a"), entry("b"))).join();
            long second = log.append(List.of(entry("c"))).join();

            assertThat(first).isZero();
            assertThat(second).isEqualTo(2);
            assertThat(log.nextOffset()).isEqualTo(3);
            assertThat(log.read(0, 10))
                    .containsExactly(new Logged(0, entry("a")), new Logged(1, entry("b")), new Logged(2, entry("c")));
        }
    }

    @Test
    void readsAtMostWhatIsAskedFor(@TempDir Path home) {
        try (EventLog log = open(home)) {
            log.append(List.of(entry("a"), entry("b"), entry("c"))).join();

            assertThat(log.read(1, 1)).containsExactly(new Logged(1, entry("b")));
            assertThat(log.read(3, 10)).isEmpty();
            assertThat(log.read(99, 10)).isEmpty();
            assertThat(log.read(0, 0)).isEmpty();
        }
    }

    @Test
    void keepsEntriesOfEveryKind(@TempDir Path home) {
        ProfileId ann = ProfileId.derive("web", "ann", 0);
        List<LogEntry> entries = List.of(
                entry("a"),
                new LogEntry.Tick(AT.plusNanos(1)),
                new LogEntry.Defined(AT, "traits", "orders", ""),
                new LogEntry.Published(AT, "run", List.of()),
                new LogEntry.Quarantined(
                        AT, "run", List.of(new Identifier(IdentifierType.EMAIL, "info@example.org")), List.of()),
                new LogEntry.Judged(AT, ann, ann, LogEntry.Verdict.SAME, "person:eve"),
                new LogEntry.Forgotten(AT, List.of(ann), List.of("ff")));
        try (EventLog log = open(home)) {
            log.append(entries).join();
        }

        try (EventLog log = open(home)) {
            assertThat(log.read(0, 10)).extracting(Logged::entry).containsExactlyElementsOf(entries);
            assertThat(log.append(List.of(entry("b"))).join()).isEqualTo(entries.size());
        }
    }

    @Test
    void refusesMoreThanMayWait(@TempDir Path home) {
        try (EventLog log = open(home, 2)) {
            CompletableFuture<Long> refused = log.append(List.of(entry("a"), entry("b"), entry("c")));

            assertThat(refused).isCompletedExceptionally();
            assertThatThrownBy(refused::join)
                    .hasCauseInstanceOf(TarnException.class)
                    .cause()
                    .extracting(cause -> ((TarnException) cause).code())
                    .isEqualTo(ErrorCode.LIMIT_REACHED);
            assertThat(log.append(List.of(entry("d"), entry("e"))).join()).isZero();
            assertThat(log.read(0, 10)).hasSize(2);
        }
    }

    @Test
    void refusesEntriesOnceItIsClosed(@TempDir Path home) {
        EventLog log = open(home);
        log.close();

        assertThat(log.append(List.of(entry("a")))).isCompletedExceptionally();
    }

    @Test
    void keepsTheOrderOfEachCaller(@TempDir Path home) throws Exception {
        int callers = 8;
        int appends = 200;
        try (EventLog log = open(home);
                ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<List<CompletableFuture<Long>>>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                String name = "caller" + caller;
                running.add(threads.submit(() -> IntStream.range(0, appends)
                        .mapToObj(i -> log.append(List.of(entry(name + ":" + 2 * i), entry(name + ":" + (2 * i + 1)))))
                        .toList()));
            }
            for (int caller = 0; caller < callers; caller++) {
                List<CompletableFuture<Long>> offsets = running.get(caller).get();
                long last = -1;
                for (int i = 0; i < appends; i++) {
                    long offset = offsets.get(i).join();
                    assertThat(offset).isGreaterThan(last);
                    last = offset;
                    assertThat(log.read(offset, 2))
                            .extracting(Logged::entry)
                            .containsExactly(
                                    entry("caller" + caller + ":" + 2 * i),
                                    entry("caller" + caller + ":" + (2 * i + 1)));
                }
            }
            assertThat(log.nextOffset()).isEqualTo(2L * callers * appends);
            assertThat(log.read(0, Integer.MAX_VALUE))
                    .extracting(Logged::offset)
                    .isEqualTo(IntStream.range(0, 2 * callers * appends)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void awaitsAnEntry(@TempDir Path home) throws Exception {
        try (EventLog log = open(home);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            assertThat(log.await(0, Duration.ZERO)).isFalse();
            assertThat(log.await(0, Duration.ofMillis(2))).isFalse();

            Future<Boolean> waiting = threads.submit(() -> log.await(1, Duration.ofSeconds(60)));
            log.append(List.of(entry("a"))).join();
            log.append(List.of(entry("b"))).join();

            assertThat(waiting.get()).isTrue();
            assertThat(log.await(1, Duration.ZERO)).isTrue();
            assertThat(log.await(2, Duration.ZERO)).isFalse();
        }
    }

    @Test
    void dropsEntriesBelowAnOffset(@TempDir Path home) {
        try (EventLog log = open(home)) {
            log.append(List.of(entry("a"), entry(SECRET), entry("c"))).join();

            log.trim(2);
            log.trim(1);

            assertThat(log.firstOffset()).isEqualTo(2);
            assertThat(log.nextOffset()).isEqualTo(3);
            assertThat(log.read(0, 10)).containsExactly(new Logged(2, entry("c")));
        }
    }

    @Test
    void goesOnCountingWhenAllWasDropped(@TempDir Path home) {
        try (EventLog log = open(home)) {
            log.append(List.of(entry("a"), entry("b"))).join();
            log.trim(99);
        }

        try (EventLog log = open(home)) {
            assertThat(log.firstOffset()).isEqualTo(2);
            assertThat(log.nextOffset()).isEqualTo(2);
            assertThat(log.append(List.of(entry("c"))).join()).isEqualTo(2);
            assertThat(log.read(0, 10)).containsExactly(new Logged(2, entry("c")));
        }
    }

    @Test
    void rewritesEntriesInPlaceAndLeavesNoByteOfTheOld(@TempDir Path home) {
        UnaryOperator<LogEntry> forgetting = entry -> entry.equals(entry(SECRET)) ? entry("forgotten") : entry;
        try (EventLog log = open(home)) {
            log.append(IntStream.range(0, 500)
                            .mapToObj(i -> entry("before" + i))
                            .toList())
                    .join();
            log.append(List.of(entry(SECRET), entry("after"), entry(SECRET))).join();
        }
        try (EventLog log = open(home)) {
            log.append(List.of(entry(SECRET), entry("last"))).join();

            assertThat(log.rewrite(forgetting)).isEqualTo(3);

            assertThat(TestingFiles.holding(home, SECRET)).isEmpty();
            assertThat(log.read(500, 10))
                    .containsExactly(
                            new Logged(500, entry("forgotten")),
                            new Logged(501, entry("after")),
                            new Logged(502, entry("forgotten")),
                            new Logged(503, entry("forgotten")),
                            new Logged(504, entry("last")));
            assertThat(log.rewrite(forgetting)).isZero();
            assertThat(log.append(List.of(entry("next"))).join()).isEqualTo(505);
        }
        try (EventLog log = open(home)) {
            assertThat(log.read(0, 1)).containsExactly(new Logged(0, entry("before0")));
            assertThat(log.nextOffset()).isEqualTo(506);
        }
    }

    @Test
    void takesEntriesWhileOthersAreRewritten(@TempDir Path home) throws Exception {
        try (EventLog log = open(home);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            log.append(List.of(entry(SECRET))).join();

            Future<Integer> appending = threads.submit(() -> {
                for (int i = 0; i < 200; i++) {
                    log.append(List.of(entry("i" + i))).join();
                }
                return 200;
            });
            long replaced = log.rewrite(entry -> entry.equals(entry(SECRET)) ? entry("forgotten") : entry);

            assertThat(appending.get()).isEqualTo(200);
            assertThat(replaced).isEqualTo(1);
            assertThat(log.read(0, 1000))
                    .hasSize(201)
                    .extracting(Logged::entry)
                    .startsWith(entry("forgotten"), entry("i0"))
                    .endsWith(entry("i199"));
        }
    }

    /** An event that carries a text. */
    private static LogEntry entry(String text) {
        return new LogEntry.Received(new RawEvent(
                new EventKey(new SourceName("web"), text),
                AT,
                RawEvent.Origin.LIVE,
                false,
                "{\"event\":\"" + text + "\"}"));
    }
}
