package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageFaultsTest {
    private static final LocalStorageConfig CONFIG = LocalStorageConfig.defaults();

    @Test
    void saysWhoHoldsAHome(@TempDir Path home) {
        try (LocalEventLog _ = LocalEventLog.open(home, CONFIG)) {
            assertThatThrownBy(() -> LocalEventLog.open(home, CONFIG))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOCKED))
                    .hasMessage("The log at " + home.resolve("log") + " is in use by process "
                            + ProcessHandle.current().pid()
                            + ": only one server may work on a home. Stop that one, or choose another home with"
                            + " --home.");
        }
    }

    @Test
    void saysThatAStoreIsDamaged(@TempDir Path home) throws IOException {
        LocalProfileStore.open(home, CONFIG).close();
        try (Stream<Path> files = Files.list(home.resolve("store"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("MANIFEST"))
                    .toList()) {
                Files.write(file, "not a manifest at all, but as long as one".getBytes(StandardCharsets.US_ASCII));
            }
        }

        assertThatThrownBy(() -> LocalProfileStore.open(home, CONFIG))
                .isInstanceOfSatisfying(
                        TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE))
                .hasMessage("The store at " + home.resolve("store")
                        + " is damaged, as was found while opening: stop the server and delete the folder; it is built"
                        + " again from the lake and the log.");
    }

    @Test
    void saysThatARegistryIsDamagedOrNewer(@TempDir Path home) throws Exception {
        Path file = home.resolve("registry.db");
        SqliteRegistry.open(home).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> SqliteRegistry.open(home))
                .hasMessage("The registry at " + file + " has schema 99, and this release knows up to 1: start the"
                        + " release that wrote it, or a newer one.");

        Files.write(file, "this is no database".repeat(200).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> SqliteRegistry.open(home))
                .hasMessage("The registry at " + file + " is damaged: restore registry.db from a backup.");
    }

    @Test
    void refusesWorkOnceItIsClosed(@TempDir Path home) {
        LocalEventLog log = LocalEventLog.open(home, CONFIG);
        log.close();
        log.close();

        assertThatThrownBy(() ->
                        log.append(List.of(new LogEntry.Tick(Instant.EPOCH))).join())
                .cause()
                .hasMessage("The log is closed: the server is stopping, or its disk failed.");
    }

    @Test
    void holdsWhatIsNotForgotten(@TempDir Path home) throws IOException {
        String text = "zq7WvXk2mN9pLr4TsY6b";
        try (LocalEventLog log = LocalEventLog.open(home, CONFIG)) {
            log.append(List.of(new LogEntry.Defined(Instant.EPOCH, "kind", "name", text)))
                    .join();
            assertThat(holds(home, text)).isTrue();
            log.rewrite(entry -> entry);
            assertThat(holds(home, text)).isTrue();
        }
        LocalEventLog.open(home, CONFIG).close();
        assertThat(holds(home, text)).isTrue();
    }

    @Test
    void leavesNoNativeCodeBehind() throws IOException {
        RocksLibrary.load();

        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(Files::isDirectory)
                            .filter(one -> one.getFileName().toString().startsWith("tarn-rocksdb")))
                    .isEmpty();
        }
    }

    private static boolean holds(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
