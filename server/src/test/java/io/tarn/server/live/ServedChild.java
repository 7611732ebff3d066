package io.tarn.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code tarn serve} on a home, in a process of its own that can be killed. It is the server as it was built. */
final class ServedChild {
    private static final Path JAR = Path.of("target", "tarn", "tarn.jar").toAbsolutePath();

    private final Process process;
    private final String address;

    private ServedChild(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it, and returns once it answers. What it has to say goes to a file in the home. */
    static ServedChild start(Path home) throws IOException {
        assertThat(JAR).as("the server, which the phase 'package' builds").isRegularFile();
        Path said = home.resolve("child.err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        JAR.toString(),
                        "serve",
                        "--home",
                        home.toString(),
                        "--port",
                        Integer.toString(freePort()))
                .redirectError(ProcessBuilder.Redirect.appendTo(said.toFile()))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = out.readLine();
        assertThat(address)
                .as("what the server said: %s", Files.readString(said))
                .startsWith("http://");
        return new ServedChild(process, address);
    }

    String address() {
        return address;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
