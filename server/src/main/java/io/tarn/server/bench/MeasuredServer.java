package io.tarn.server.bench;

import io.tarn.server.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A server in a process of its own, run as this process is; ends with it. */
final class MeasuredServer implements AutoCloseable {
    static final String LOOPBACK = "127.0.0.1";

    private final Process process;
    private final String said;
    private final int port;
    private final String adminKey;

    private MeasuredServer(Process process, String said, int port, String adminKey) {
        this.process = process;
        this.said = said;
        this.port = port;
        this.adminKey = adminKey;
    }

    /** Starts a program, and waits for its first line. */
    static MeasuredServer start(List<String> mainAndArguments) throws IOException {
        Process process = run(mainAndArguments);
        return new MeasuredServer(process, firstLine(process), 0, "");
    }

    /** Serves a home on a free port. */
    static MeasuredServer serve(String mainClass, Home home) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process =
                run(List.of(mainClass, "serve", "--home", home.root().toString(), "--port", Integer.toString(port)));
        String said = firstLine(process);
        if (!said.endsWith(":" + port)) {
            process.destroy();
            throw new IOException("the server said '" + said + "' instead of its address");
        }
        String key = Optional.ofNullable(System.getenv("TARN_ADMIN_KEY"))
                .orElse(Files.readString(home.root().resolve("admin.key")).strip());
        return new MeasuredServer(process, said, port, key);
    }

    private static Process run(List<String> mainAndArguments) throws IOException {
        return new ProcessBuilder(ChildProcess.command(mainAndArguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the measured process did not start");
        }
        return line;
    }

    Process process() {
        return process;
    }

    /** Its first line. */
    String said() {
        return said;
    }

    int port() {
        return port;
    }

    String adminKey() {
        return adminKey;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
