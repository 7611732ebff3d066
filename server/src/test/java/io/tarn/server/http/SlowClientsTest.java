package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.server.config.HttpConfig;
import io.tarn.server.http.TestingServer.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte now and then, or never read, cost others nothing and end in time. */
@Timeout(120)
final class SlowClientsTest {
    private static final int SLOW = 1_000;
    private static final Duration WAIT_MAX = Duration.ofSeconds(4);
    private static final int DEAF = 20;
    private static final int BATCHES = 12;
    private static final int BATCH = 400;
    private static final long BYTES_MAX = 64L << 20;
    private static final String TRACK = "POST /v1/track HTTP/1.1\nAuthorization: Bearer " + TestingRooms.WEB;
    private static final String EVENT = "{\"event\":\"A\",\"userId\":\"u\"}";

    @Test
    void answersOthersWhileAThousandSendAByteASecond() throws Exception {
        TestingRooms rooms = new TestingRooms(HttpConfig.defaults().withBody(1 << 20, WAIT_MAX));
        try (TestingServer server = new TestingServer(rooms.rooms());
                Dripping dripping = new Dripping(server.port(), SLOW)) {
            long before = usedBytes();
            List<Long> millis = new ArrayList<>();
            while (dripping.open() > 0) {
                dripping.step();
                long start = System.nanoTime();
                Reply reply = server.send(TRACK, EVENT);
                millis.add((System.nanoTime() - start) / 1_000_000);
                assertThat(reply.body()).isEqualTo("{\"success\":true}");
            }

            millis.sort(Long::compare);
            assertThat(millis).hasSizeGreaterThan(100);
            assertThat(millis.get(millis.size() * 99 / 100))
                    .as("p99 in milliseconds")
                    .isLessThan(1_000);
            assertThat(dripping.ends())
                    .hasSize(SLOW)
                    .allSatisfy(end -> assertThat(end)
                            .startsWith("HTTP/1.1 408 ")
                            .endsWith(
                                    "{\"success\":false,\"error\":\"too_slow\",\"message\":\"The body did not arrive within 4"
                                            + " seconds. Send it again.\"}"));
            assertThat(usedBytes() - before).as("bytes kept").isLessThan(BYTES_MAX);
            assertThat(rooms.taken).hasSize(millis.size());
        }
    }

    @Test
    void dropsListenersThatNeverReadAndKeepsTheOthers(@TempDir Path folder) throws Exception {
        List<Socket> deaf = new ArrayList<>();
        try (TestingHome home = new TestingHome(folder, List.of("web"));
                TestingServer server = new TestingServer(home.rooms());
                Socket hearing = listen(server)) {
            for (int i = 0; i < DEAF; i++) {
                deaf.add(listen(server));
            }
            BufferedReader changes =
                    new BufferedReader(new InputStreamReader(hearing.getInputStream(), StandardCharsets.UTF_8));
            long before = usedBytes();
            for (int batch = 0; batch < BATCHES; batch++) {
                assertThat(server.send("POST /v1/batch HTTP/1.1\nAuthorization: Bearer key-web", batch(batch))
                                .body())
                        .isEqualTo("{\"success\":true}");
                for (int heard = 0; heard < BATCH; ) {
                    heard += changes.readLine().startsWith("data: ") ? 1 : 0;
                }
            }

            assertThat(usedBytes() - before).as("bytes kept").isLessThan(BYTES_MAX);
            for (Socket socket : deaf) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains(": dropped, because 1000 changes waited to be read; connect again, and read faster");
                socket.close();
            }
        }
    }

    private static Socket listen(TestingServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET /v1/changes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                + TestingHome.ADMIN + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        StringBuilder greeting = new StringBuilder();
        while (greeting.indexOf(": changes follow\n\n") < 0) {
            greeting.append((char) socket.getInputStream().read());
        }
        return socket;
    }

    /** Events that change a trait of some size each. */
    private static String batch(int number) {
        StringBuilder batch = new StringBuilder("{\"batch\":[");
        for (int i = 0; i < BATCH; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"identify\",\"userId\":\"u")
                    .append(i % 20)
                    .append("\",\"messageId\":\"")
                    .append(number * BATCH + i)
                    .append("\",\"traits\":{\"note\":\"")
                    .append(number * BATCH + i)
                    .append("n".repeat(1_900))
                    .append("\"}}");
        }
        return batch.append("]}").toString();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Connections that send a byte of a body a second, and what they were told in the end. One thread. */
    private static final class Dripping implements AutoCloseable {
        private static final long BETWEEN_NANOS = 1_000_000_000;

        private final Selector selector = Selector.open();
        private final List<String> ends = new ArrayList<>();
        private final ByteBuffer heard = ByteBuffer.allocate(4_096);
        private long next;

        @SuppressWarnings("UnnecessaryStringBuilder") // What comes back is added to it.
        Dripping(int port, int many) throws IOException {
            byte[] head = (TRACK.replace("\n", "\r\n") + "\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < many; i++) {
                SocketChannel channel =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.write(ByteBuffer.wrap(head));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new StringBuilder());
            }
        }

        int open() {
            return selector.keys().size();
        }

        List<String> ends() {
            return ends;
        }

        /** Sends a byte each when a second is over, and takes note of what came back. */
        void step() throws IOException {
            if (System.nanoTime() >= next) {
                next = System.nanoTime() + BETWEEN_NANOS;
                for (SelectionKey key : selector.keys()) {
                    drip((SocketChannel) key.channel());
                }
            }
            selector.selectNow(this::hear);
            selector.selectNow();
        }

        private static void drip(SocketChannel channel) {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {'{'}));
            } catch (IOException _) {
                // It was cut off; what it was told is read yet.
            }
        }

        private void hear(SelectionKey key) {
            StringBuilder said = (StringBuilder) key.attachment();
            try {
                heard.clear();
                int read = ((SocketChannel) key.channel()).read(heard);
                if (read < 0) {
                    ends.add(said.toString());
                    key.channel().close();
                } else {
                    said.append(new String(heard.array(), 0, read, StandardCharsets.UTF_8));
                }
            } catch (IOException broken) {
                ends.add(said + " and then " + broken.getMessage());
                key.cancel();
            }
        }

        @Override
        public void close() throws IOException {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        }
    }
}
