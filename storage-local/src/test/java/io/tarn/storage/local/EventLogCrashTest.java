package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog.Logged;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose process is killed keeps all that it acknowledged, once and in order. */
class EventLogCrashTest {
    private static final int KILLS = 10;
    private static final int WRITERS = 4;
    private static final int ENTRIES = 3;

    /** Appends from several threads and prints what was acknowledged: writer, number and offset. */
    static final class Writer {
        private Writer() {}

        static void main(String[] arguments) {
            LocalEventLog log = LocalEventLog.open(Path.of(arguments[0]), LocalStorageConfig.defaults());
            for (int i = 0; i < WRITERS; i++) {
                String writer = arguments[1] + "." + i;
                Thread.ofPlatform().start(() -> write(log, writer));
            }
        }

        private static void write(LocalEventLog log, String writer) {
            for (int number = 0; ; number += ENTRIES) {
                List<LogEntry> entries = new ArrayList<>();
                for (int i = number; i < number + ENTRIES; i++) {
                    entries.add(entry(writer, i));
                }
                long offset = log.append(entries).join();
                System.out.println(writer + " " + number + " " + offset + ChildProcess.END);
            }
        }
    }

    @Test
    void keepsWhatItAcknowledged(@TempDir Path home) {
        Map<Long, LogEntry> acknowledged = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            for (String line : ChildProcess.kill(Writer.class, 50 + 37 * kill, home.toString(), "run" + kill)) {
                String[] words = line.split(" ", -1);
                for (int i = 0; i < ENTRIES; i++) {
                    acknowledged.put(Long.parseLong(words[2]) + i, entry(words[0], Integer.parseInt(words[1]) + i));
                }
            }
            try (LocalEventLog log = LocalEventLog.open(home, LocalStorageConfig.defaults())) {
                assertWholeAndInOrder(log.read(0, Integer.MAX_VALUE), log.nextOffset(), acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS * 50);
    }

    private static void assertWholeAndInOrder(List<Logged> logged, long nextOffset, Map<Long, LogEntry> acknowledged) {
        assertThat(logged).hasSize((int) nextOffset);
        Map<String, Integer> next = new HashMap<>();
        for (int i = 0; i < logged.size(); i++) {
            assertThat(logged.get(i).offset()).isEqualTo(i);
            LogEntry.Defined entry = (LogEntry.Defined) logged.get(i).entry();
            int number = Integer.parseInt(entry.name());
            assertThat(number).isEqualTo(next.getOrDefault(entry.kind(), 0));
            next.put(entry.kind(), number + 1);
        }
        next.values().forEach(count -> assertThat(count % ENTRIES).isZero());
        acknowledged.forEach((offset, entry) ->
                assertThat(logged.get(offset.intValue()).entry()).isEqualTo(entry));
    }

    private static LogEntry entry(String writer, int number) {
        return new LogEntry.Defined(Instant.EPOCH, writer, "" + number, "text");
    }
}
