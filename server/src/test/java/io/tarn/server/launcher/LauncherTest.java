package io.tarn.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code ./tarn}, run in a made-up checkout with a made-up JDK that says what it was asked. */
class LauncherTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final int SECONDS_MAX = 60;

    private static final List<String> TOOLS = List.of(
            ("bash sh env readlink dirname mkdir id mktemp uname ls cat rm sleep sed head tr tar gzip mv find cksum touch"
                            + " grep awk tee curl wget sha256sum shasum perl")
                    .split(" "));

    /** The machine's tools behind links, without its java. */
    private static Path tools = Path.of("");

    @TempDir
    Path folder;

    private final AtomicInteger downloads = new AtomicInteger();
    private final Map<String, byte[]> served = new HashMap<>();
    private Path root = Path.of("");
    private HttpServer server = stopped();

    @BeforeAll
    static void linkTools() throws IOException {
        tools = Files.createTempDirectory("tarn-tools");
        for (String tool : TOOLS) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(place.resolve(tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), place.resolve(tool));
                }
            }
        }
    }

    @AfterAll
    static void unlinkTools() throws IOException {
        for (Path link : filesOf(tools)) {
            Files.delete(link);
        }
        Files.delete(tools);
    }

    @BeforeEach
    void layOut() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "the launcher needs bash, which is not here");
        root = Files.createDirectories(folder.resolve("a check-out"));
        Files.copy(
                Path.of("").toAbsolutePath().resolveSibling("tarn"),
                root.resolve("tarn"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path app = Files.createDirectories(root.resolve("server/target/tarn"));
        Files.writeString(app.resolve("tarn.jar"), "jar");
        Files.writeString(app.resolve(".built"), "1234\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = served.get(exchange.getRequestURI().getPath());
            if (exchange.getRequestURI().getPath().endsWith(".tar.gz")) {
                downloads.incrementAndGet();
            }
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body == null ? new byte[0] : body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesAJdkOnceAndKeepsIt() throws Exception {
        serveJdk("25.0.9");

        Run first = run("unify", "--home", "my home");
        server.stop(0);
        Run second = run("sql", "SELECT '*' AS \"x y\"");

        assertThat(first.error()).contains("no JDK 25 here: fetching one from http://");
        assertThat(first.out()).isEqualTo("unify\n--home\nmy home\n");
        assertThat(second.out()).isEqualTo("sql\nSELECT '*' AS \"x y\"\n");
        assertThat(second.error()).isEmpty();
        assertThat(downloads).hasValue(1);
    }

    @Test
    void refusesAnArchiveWithAnotherChecksum() throws Exception {
        serveJdk("25.0.9");
        served.put("/jdk.tar.gz.sha256.txt", ("0".repeat(64) + "  jdk.tar.gz\n").getBytes(StandardCharsets.UTF_8));

        Run run = run("--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.error()).contains("is refused: its SHA-256 is ").contains(", not " + "0".repeat(64));
        assertThat(filesOf(folder.resolve("cache"))).isEmpty();
    }

    @Test
    void refusesAnArchiveOfWhichNoChecksumIsKnown() throws Exception {
        serveJdk("25.0.9");
        served.remove("/jdk.tar.gz.sha256.txt");

        Run run = run("--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("put it into jdk.tar.gz.sha256.txt beside it, or into TARN_JDK_SHA256.");
    }

    @Test
    void refusesAnArchiveThatHoldsAnOlderJdk() throws Exception {
        serveJdk("21.0.2");

        Run run = run("--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("holds no JDK 25 for this machine. Set TARN_JDK_URL to one that does.");
    }

    @Test
    void saysWhatToInstallWhenNothingCanBeFetched() throws Exception {
        Run run = run("demo");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.error())
                .contains("The JDK could not be fetched from http://")
                .contains("Tarn needs a JDK 25 and found none")
                .contains("Install one:  ")
                .contains("set TARN_JAVA_HOME to it");
    }

    @Test
    void ignoresAnOlderJavaOnThePath() throws Exception {
        serveJdk("25.0.9");
        Path old = makeJdk("old jdk", "17.0.15");

        Run run = run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"), "--version");

        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(downloads).hasValue(1);
    }

    @Test
    void takesANewEnoughJavaOnThePathBehindALink() throws Exception {
        Path jdk = makeJdk("new jdk", "26");
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), jdk.resolve("bin/java"));

        Run run = run(Map.of("PATH", links + ":/usr/bin:/bin"), "--version");

        assertThat(run.error()).isEmpty();
        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(downloads).hasValue(0);
    }

    @Test
    void refusesATarnJavaHomeThatHoldsNoJdk() throws Exception {
        Run run = run(Map.of("TARN_JAVA_HOME", folder.toString()), "--version");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.error())
                .isEqualTo("tarn: TARN_JAVA_HOME is '" + folder
                        + "', which holds no JDK 25 or newer: point it at one, or unset it.\n");
    }

    @Test
    void fetchesOnceForTwoLaunchersAtOnce() throws Exception {
        serveJdk("25.0.9");

        Process one = start(Map.of(), root.resolve("tarn"), "one");
        Process two = start(Map.of(), root.resolve("tarn"), "two");

        assertThat(finish(one).out()).isEqualTo("one\n");
        assertThat(finish(two).out()).isEqualTo("two\n");
        assertThat(downloads).hasValue(1);
    }

    @Test
    void takesALockFromALauncherThatIsGone() throws Exception {
        serveJdk("25.0.9");
        Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        gone.waitFor();
        Files.writeString(
                Files.createDirectories(folder.resolve("cache/jdk.lock")).resolve("pid"), String.valueOf(gone.pid()));

        assertThat(run("--version").out()).isEqualTo("--version\n");
    }

    @Test
    void runsThroughALinkFromAnotherFolder() throws Exception {
        Path jdk = makeJdk("jdk", "25");
        Path link = Files.createSymbolicLink(folder.resolve("tarn link"), root.resolve("tarn"));

        Run run = finish(start(Map.of("TARN_JAVA_HOME", jdk.toString()), link, "--help"));

        assertThat(run.out()).isEqualTo("--help\n");
    }

    @Test
    void worksWhereNoHomeCanBeWrittenTo() throws Exception {
        serveJdk("25.0.9");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));

        Run run = run(
                Map.of("HOME", "/proc/none", "TARN_CACHE", "/proc/none", "TMPDIR", temporary.toString()), "--version");

        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(filesOf(temporary)).isNotEmpty();
    }

    @Test
    void buildsWhatIsMissingAndKeepsStandardOutputClean() throws Exception {
        Path jdk = makeJdk("jdk", "25");
        Files.delete(root.resolve("server/target/tarn/.built"));
        script(
                root.resolve("mvnw"),
                "mkdir -p server/target/tarn; echo built > server/target/tarn/tarn.jar; echo noise");

        Run first = run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");
        Run second = run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");

        assertThat(first.out()).isEqualTo("--version\n");
        assertThat(first.error()).isEqualTo("tarn: building what is new (the first time takes a few minutes) ...\n");
        assertThat(second.error()).isEmpty();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        Path jdk = makeJdk("jdk", "25");
        Files.delete(root.resolve("server/target/tarn/.built"));
        script(root.resolve("mvnw"), "echo '[ERROR] no such plugin'; exit 1");

        Run run = run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("[ERROR] no such plugin").contains("The build failed, as told above.");
    }

    @Test
    void endsTheGateWithOneLineThatCounts() throws Exception {
        Path jdk = makeJdk("jdk", "25");
        Path reports = Files.createDirectories(root.resolve("unify/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-old.xml"), "<testsuite tests=\"50\" errors=\"0\" skipped=\"0\" failures=\"0\">");
        Files.setLastModifiedTime(reports.resolve("TEST-old.xml"), java.nio.file.attribute.FileTime.fromMillis(0));
        script(root.resolve("mvnw"), """
                cat > unify/target/surefire-reports/TEST-a.xml <<'XML'
                <?xml version="1.0"?>
                <testsuite xmlns:x="http://x" name="a" time="0.1" tests="5" errors="1" skipped="1" failures="1">
                  <testcase name="tests=&quot;9"/>
                </testsuite>
                XML
                echo '[INFO] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1 -- in a'
                exit 1
                """);

        Run run = run(Map.of("TARN_JAVA_HOME", jdk.toString()), "test");

        assertThat(run.out()).isEqualTo("2 passed, 2 failed\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("Tests run: 5, Failures: 1");
    }

    private record Run(int code, String out, String error) {}

    private Run run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        return finish(start(environment, root.resolve("tarn"), arguments));
    }

    /** Starts the launcher with nothing of this machine but its tools, and no JDK but those of the test. */
    private Process start(Map<String, String> environment, Path launcher, String... arguments) throws IOException {
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

    private static Run finish(Process process) throws Exception {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, error);
    }

    /** A JDK whose java prints the arguments behind the jar, one a line. */
    private Path makeJdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        script(home.resolve("bin/java"), "while [ \"$1\" != -jar ]; do shift; done; shift 2; printf '%s\\n' \"$@\"");
        script(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private void serveJdk(String version) throws Exception {
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

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    private static HttpServer stopped() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
