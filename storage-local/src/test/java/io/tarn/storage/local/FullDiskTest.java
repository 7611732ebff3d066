package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import io.tarn.storage.EventLog.Logged;
import io.tarn.testing.TestingBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk is refused and loses nothing; for the log it is over by itself once there is space. */
class FullDiskTest {
    private static final LocalStorageConfig TO_THE_LAST_BYTE =
            LocalStorageConfig.defaults().withSpaceBytesMin(0).withMemoryBytesMax(4 << 20, 4 << 20);

    @Test
    void stopsBeforeTheDiskIsFull(@TempDir Path home) {
        LocalStorageConfig config = LocalStorageConfig.defaults().withSpaceBytesMin(Long.MAX_VALUE);
        try (LocalEventLog log = LocalEventLog.open(home, config);
                LocalProfileStore store = LocalProfileStore.open(home, config)) {
            assertThatThrownBy(() -> log.append(List.of(entry("a"))).join())
                    .cause()
                    .hasMessage("The disk of the log at " + home.resolve("log")
                            + " is full: free some space. What was accepted is safe, and writing goes on by itself"
                            + " then.");
            assertThatThrownBy(() -> store.commit(TestingBatch.upTo(1).toBatch()))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
            assertThat(log.nextOffset()).isZero();
            assertThat(store.offset()).isZero();
        }
    }

    /** Needs the right to mount a small disk; where that is missing, nothing is shown. */
    @Test
    void goesOnWhenThereIsSpaceAgain(@TempDir Path disk) throws Exception {
        String mount = "mount -t tmpfs -o size=32m tarn " + disk;
        assumeTrue(run(List.of("unshare", "-m", "sh", "-c", mount)) == 0);

        List<String> program = ChildProcess.command(Filler.class, disk.toString());
        String quoted =
                String.join(" ", program.stream().map(word -> "'" + word + "'").toList());

        assertThat(run(List.of("unshare", "-m", "sh", "-c", mount + " && exec " + quoted)))
                .isZero();
    }

    /** Fills a disk, makes room and fills it again; ends well only when all promises were kept. */
    static final class Filler {
        private Filler() {}

        static void main(String[] arguments) throws IOException {
            Path home = Path.of(arguments[0]);
            Path ballast = home.resolve("ballast");
            Files.write(ballast, new byte[12 << 20]);
            fillLog(home, ballast);
            Files.write(ballast, new byte[4 << 20]);
            fillStore(home, ballast);
        }

        private static void fillLog(Path home, Path ballast) throws IOException {
            List<LogEntry> kept = new ArrayList<>();
            try (LocalEventLog log = LocalEventLog.open(home, TO_THE_LAST_BYTE)) {
                appendUntilFull(log, kept);
                appendUntilFull(log, kept);
                require(
                        log.read(0, Integer.MAX_VALUE).stream()
                                .map(Logged::entry)
                                .toList(),
                        kept,
                        "read from a full disk");
                Files.delete(ballast);
                for (int i = 0; i < 20; i++) {
                    append(log, kept, i).ifPresent(fault -> {
                        throw fault;
                    });
                }
                require(
                        log.read(0, Integer.MAX_VALUE).stream()
                                .map(Logged::entry)
                                .toList(),
                        kept,
                        "read after");
                log.trim(log.nextOffset());
            }
            try (LocalEventLog log = LocalEventLog.open(home, TO_THE_LAST_BYTE)) {
                require(log.nextOffset(), (long) kept.size(), "next offset");
            }
        }

        private static void fillStore(Path home, Path ballast) throws IOException {
            long number = 0;
            long kept;
            try (LocalProfileStore store = LocalProfileStore.open(home, TO_THE_LAST_BYTE)) {
                boolean full = false;
                while (!full) {
                    try {
                        store.commit(TestingBatch.upTo(number + 1)
                                .definition("noise", "n" + number, noise(number))
                                .toBatch());
                        number++;
                    } catch (TarnException e) {
                        require(e.code(), ErrorCode.STORAGE_FULL, "code");
                        full = true;
                    }
                }
                require(store.definitions("noise").size(), (int) number, "definitions on a full disk");
                Files.delete(ballast);
                require(refusal(store, number), ErrorCode.STORAGE_UNAVAILABLE, "code after a failed write");
            }
            try (LocalProfileStore store = LocalProfileStore.open(home, TO_THE_LAST_BYTE)) {
                kept = store.offset();
                require(kept <= number, true, "offset that is in the log");
                require(store.definitions("noise").size(), (int) kept, "definitions of a store opened again");
                store.commit(TestingBatch.upTo(kept + 1)
                        .definition("noise", "last", "text")
                        .toBatch());
            }
            try (LocalProfileStore store = LocalProfileStore.open(home, TO_THE_LAST_BYTE)) {
                require(store.offset(), kept + 1, "offset of a store that was closed");
            }
        }

        private static ErrorCode refusal(LocalProfileStore store, long number) {
            try {
                store.commit(TestingBatch.upTo(number + 1).toBatch());
                throw new IllegalStateException("A store went on without what it could not write.");
            } catch (TarnException e) {
                return e.code();
            }
        }

        private static void appendUntilFull(LocalEventLog log, List<LogEntry> kept) {
            Optional<TarnException> fault = append(log, kept, kept.size());
            while (fault.isEmpty()) {
                fault = append(log, kept, kept.size());
            }
            require(fault.get().code(), ErrorCode.STORAGE_FULL, "code");
            require(log.nextOffset(), (long) kept.size(), "next offset of a full disk");
        }

        private static Optional<TarnException> append(LocalEventLog log, List<LogEntry> kept, int seed) {
            LogEntry entry = entry(noise(seed));
            try {
                long offset = log.append(List.of(entry)).join();
                require(offset, (long) kept.size(), "offset");
                kept.add(entry);
                return Optional.empty();
            } catch (CompletionException e) {
                return Optional.of((TarnException) Objects.requireNonNull(e.getCause()));
            }
        }

        private static void require(Object found, Object expected, String what) {
            if (!found.equals(expected)) {
                throw new IllegalStateException(what + " is not as expected");
            }
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException _) {
            return -1;
        }
    }

    private static LogEntry entry(String text) {
        return new LogEntry.Defined(Instant.EPOCH, "noise", "name", text);
    }

    private static String noise(long seed) {
        byte[] bytes = new byte[50_000];
        new Random(seed).nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
