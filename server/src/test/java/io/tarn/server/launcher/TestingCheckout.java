package io.tarn.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A made-up checkout in which the launcher runs: with a made-up JDK that says what it was asked, a local server for
 * downloads, and of this machine nothing but its tools.
 */
final class TestingCheckout implements AutoCloseable {
    private static final int SECONDS_MAX = 60;
    private static final List<String> TOOLS = List.of(
            ("bash sh env readlink dirname mkdir id mktemp uname ls cat rm sleep sed head tr tar gzip mv find cksum touch"
                            + " grep awk tee curl wget sha256sum shasum perl locale")
                    .split(" "));

    private final Path folder;
    private final Path root;
    private final Path tools;
    private final HttpServer server;
    private final Map<String, byte[]> served = new HashMap<>();
    private final AtomicInteger downloads = new AtomicInteger();

    TestingCheckout(Path folder) throws IOException {
        this.folder = folder;
        root = Files.createDirectories(folder.resolve("a check-out"));
        Files.copy(
                Path.of("").toAbsolutePath().resolveSibling("tarn"),
                root.resolve("tarn"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path app = Files.createDirectories(root.resolve("server/target/tarn"));
        Files.writeString(app.resolve("tarn.jar"), "jar");
        Files.writeString(app.resolve(".built"), "1234\n");
        tools = linkTools();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] body = served.get(path);
            if (path.endsWith(".tar.gz")) {
                downloads.incrementAndGet();
            }
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body == null ? new byte[0] : body);
            }
        });
        server.start();
    }

    /** What a run of the launcher left: its exit code and all that it said. */
    record Run(int code, String out, String error) {}

    Path root() {
        return root;
    }

    int downloads() {
        return downloads.get();
    }

    void goOffline() {
        server.stop(0);
    }

    void serve(String path, String body) {
        served.put(path, body.getBytes(StandardCharsets.UTF_8));
    }

    void withdraw(String path) {
        served.remove(path);
    }

    Run run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    Run run(Map<String, String> environment, String... arguments) throws Exception {
        return finish(start(environment, root.resolve("tarn"), arguments));
    }

    /** Starts the launcher with nothing of this machine but its tools, and no JDK but those of the test. */
    Process start(Map<String, String> environment, Path launcher, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList());
        builder.directory(folder.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", tools.toString(),
                        "HOME", folder.toString(),
                        "TARN_CACHE", folder.resolve("cache").toString(),
                        "TARN_JDK_SEARCH", "off",
                        "TARN_JDK_URL",
                                "http://localhost:" + server.getAddress().getPort() + "/jdk.tar.gz"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run finish(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, error);
    }

    /** A JDK whose java prints the arguments behind the jar, one a line. */
    Path makeJdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), "while [ \"$1\" != -jar ]; do shift; done; shift 2; printf '%s\\n' \"$@\"");
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A build that leaves an engine's jar behind, and in the JDK a jar tool that takes it apart. */
    void makeEngine(Path jdk) throws IOException {
        Files.delete(root.resolve("server/target/tarn/.built"));
        script(
                root.resolve("mvnw"),
                "mkdir -p server/target/tarn/lib; cd server/target/tarn; echo jar > tarn.jar; echo whole > lib/org.duckdb.duckdb_jdbc-1.jar");
        script(jdk.resolve("bin/jar"), """
                case $1 in
                    -xf)
                        mkdir org
                        for machine in linux_amd64 linux_arm64 macos_amd64 macos_arm64; do
                            echo library > libduckdb_java.so_$machine
                        done ;;
                    -cfM) [ -d org ] && ! ls libduckdb_java.so_* 2> /dev/null && echo classes > "$2" ;;
                esac""");
    }

    void serveJdk(String version) throws Exception {
        makeJdk("served/jdk-25", version);
        Path archive = folder.resolve("jdk.tar.gz");
        Process tar = new ProcessBuilder(
                        "tar",
                        "-czf",
                        archive.toString(),
                        "-C",
                        folder.resolve("served").toString(),
                        "jdk-25")
                .start();
        assertThat(tar.waitFor()).isZero();
        byte[] bytes = Files.readAllBytes(archive);
        served.put("/jdk.tar.gz", bytes);
        served.put("/jdk.tar.gz.sha256.txt", (sha256(bytes) + "  jdk.tar.gz\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    /** The machine's tools behind links, without its java; apart from the folder, whose end must not touch them. */
    private static Path linkTools() throws IOException {
        Path tools = Files.createTempDirectory("tarn-tools");
        for (String tool : TOOLS) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(place.resolve(tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), place.resolve(tool));
                }
            }
        }
        return tools;
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        for (Path link : filesOf(tools)) {
            Files.delete(link);
        }
        Files.delete(tools);
    }
}
