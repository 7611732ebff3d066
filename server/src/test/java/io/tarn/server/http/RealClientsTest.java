package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.model.event.RawEvent;
import io.tarn.server.config.HttpConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The clients of npm as their users start them. Runs where {@code npm ci} was run in src/test/clients. */
final class RealClientsTest {
    private static final Path CLIENTS = Path.of("src", "test", "clients").toAbsolutePath();

    @Test
    void arriveOnceEach() throws Exception {
        assumeTrue(Files.isDirectory(CLIENTS.resolve("node_modules")), "npm ci was not run in src/test/clients");
        TestingRooms rooms = new TestingRooms(HttpConfig.defaults());
        try (TestingServer server = new TestingServer(rooms.rooms())) {
            Process node = new ProcessBuilder(
                            "node", "clients.mjs", "http://127.0.0.1:" + server.port(), TestingRooms.WEB)
                    .directory(CLIENTS.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEqualTo("segment\nrudder\njitsu\n");
        }

        assertThat(rooms.taken).hasSize(11);
        assertThat(rooms.taken).extracting(event -> event.key().messageId()).doesNotHaveDuplicates();
        assertThat(rooms.taken).extracting(RawEvent::origin).containsOnly(RawEvent.Origin.LIVE);
        assertThat(rooms.taken).noneMatch(event -> event.json().contains(TestingRooms.WEB));
    }
}
