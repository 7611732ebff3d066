package io.tarn.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.server.launcher.TestingCheckout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code ./tarn}, seen from the outside. */
class LauncherTest {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // Laid out before each test.
    private TestingCheckout checkout;

    @BeforeAll
    static void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash, which is not here");
    }

    @BeforeEach
    void layOut() throws IOException {
        checkout = new TestingCheckout(folder);
    }

    @AfterEach
    void close() throws IOException {
        checkout.close();
    }

    @Test
    void fetchesAJdkOnceAndKeepsIt() throws Exception {
        checkout.serveJdk("25.0.9");

        Run first = checkout.run("unify", "--home", "my home");
        checkout.goOffline();
        Run second = checkout.run("sql", "SELECT '*' AS \"x y\"");

        assertThat(first.error()).contains("no JDK 25 here: fetching one from http://");
        assertThat(first.out()).isEqualTo("unify\n--home\nmy home\n");
        assertThat(second.out()).isEqualTo("sql\nSELECT '*' AS \"x y\"\n");
        assertThat(second.error()).isEmpty();
        assertThat(checkout.downloads()).isEqualTo(1);
    }

    @Test
    void refusesAnArchiveWithAnotherChecksum() throws Exception {
        checkout.serveJdk("25.0.9");
        checkout.serve("/jdk.tar.gz.sha256.txt", "0".repeat(64) + "  jdk.tar.gz\n");

        Run run = checkout.run("--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.error()).contains("is refused: its SHA-256 is ").contains(", not " + "0".repeat(64));
        assertThat(TestingCheckout.filesOf(folder.resolve("cache"))).isEmpty();
    }

    @Test
    void refusesAnArchiveOfWhichNoChecksumIsKnown() throws Exception {
        checkout.serveJdk("25.0.9");
        checkout.withdraw("/jdk.tar.gz.sha256.txt");

        Run run = checkout.run("--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("put it into jdk.tar.gz.sha256.txt beside it, or into TARN_JDK_SHA256.");
    }

    @Test
    void refusesAnArchiveThatHoldsAnOlderJdk() throws Exception {
        checkout.serveJdk("21.0.2");

        Run run = checkout.run("--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("holds no JDK 25 for this machine. Set TARN_JDK_URL to one that does.");
    }

    @Test
    void saysWhatToInstallWhenNothingCanBeFetched() throws Exception {
        Run run = checkout.run("demo");

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
        checkout.serveJdk("25.0.9");
        Path old = checkout.makeJdk("old jdk", "17.0.15");

        Run run = checkout.run(Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin"), "--version");

        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(checkout.downloads()).isEqualTo(1);
    }

    @Test
    void takesANewEnoughJavaOnThePathBehindALink() throws Exception {
        Path jdk = checkout.makeJdk("new jdk", "26");
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("java"), jdk.resolve("bin/java"));

        Run run = checkout.run(Map.of("PATH", links + ":/usr/bin:/bin"), "--version");

        assertThat(run.error()).isEmpty();
        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(checkout.downloads()).isEqualTo(0);
    }

    @Test
    void refusesATarnJavaHomeThatHoldsNoJdk() throws Exception {
        Run run = checkout.run(Map.of("TARN_JAVA_HOME", folder.toString()), "--version");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.error())
                .isEqualTo("tarn: TARN_JAVA_HOME is '" + folder
                        + "', which holds no JDK 25 or newer: point it at one, or unset it.\n");
    }

    @Test
    void fetchesOnceForTwoLaunchersAtOnce() throws Exception {
        checkout.serveJdk("25.0.9");

        Process one = checkout.start(Map.of(), checkout.root().resolve("tarn"), "one");
        Process two = checkout.start(Map.of(), checkout.root().resolve("tarn"), "two");

        assertThat(TestingCheckout.finish(one).out()).isEqualTo("one\n");
        assertThat(TestingCheckout.finish(two).out()).isEqualTo("two\n");
        assertThat(checkout.downloads()).isEqualTo(1);
    }

    @Test
    void takesALockFromALauncherThatIsGone() throws Exception {
        checkout.serveJdk("25.0.9");
        Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        gone.waitFor();
        Files.writeString(
                Files.createDirectories(folder.resolve("cache/jdk.lock")).resolve("pid"), String.valueOf(gone.pid()));

        assertThat(checkout.run("--version").out()).isEqualTo("--version\n");
    }

    @Test
    void runsThroughALinkFromAnotherFolder() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        Path link = Files.createSymbolicLink(
                folder.resolve("tarn link"), checkout.root().resolve("tarn"));

        Run run = TestingCheckout.finish(checkout.start(Map.of("TARN_JAVA_HOME", jdk.toString()), link, "--help"));

        assertThat(run.out()).isEqualTo("--help\n");
    }

    @Test
    void worksWhereNoHomeCanBeWrittenTo() throws Exception {
        checkout.serveJdk("25.0.9");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));

        Run run = checkout.run(
                Map.of("HOME", "/proc/none", "TARN_CACHE", "/proc/none", "TMPDIR", temporary.toString()), "--version");

        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(TestingCheckout.filesOf(temporary)).isNotEmpty();
    }

    @Test
    void buildsWhatIsMissingAndKeepsStandardOutputClean() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        Files.delete(checkout.root().resolve("server/target/tarn/.built"));
        TestingCheckout.script(
                checkout.root().resolve("mvnw"),
                "mkdir -p server/target/tarn; echo built > server/target/tarn/tarn.jar; echo noise");

        Run first = checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");
        Run second = checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");

        assertThat(first.out()).isEqualTo("--version\n");
        assertThat(first.error()).isEqualTo("tarn: building what is new (the first time takes a few minutes) ...\n");
        assertThat(second.error()).isEmpty();
    }

    @Test
    void showsWhyABuildFailed() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        Files.delete(checkout.root().resolve("server/target/tarn/.built"));
        TestingCheckout.script(checkout.root().resolve("mvnw"), "echo '[ERROR] no such plugin'; exit 1");

        Run run = checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("[ERROR] no such plugin").contains("The build failed, as told above.");
    }

    @Test
    void endsTheGateWithOneLineThatCounts() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        Path reports = Files.createDirectories(checkout.root().resolve("unify/target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-old.xml"), "<testsuite tests=\"50\" errors=\"0\" skipped=\"0\" failures=\"0\">");
        Files.setLastModifiedTime(reports.resolve("TEST-old.xml"), FileTime.fromMillis(0));
        TestingCheckout.script(checkout.root().resolve("mvnw"), """
                cat > unify/target/surefire-reports/TEST-a.xml <<'XML'
                <?xml version="1.0"?>
                <testsuite xmlns:x="http://x" name="a" time="0.1" tests="5" errors="1" skipped="1" failures="1">
                  <testcase name="tests=&quot;9"/>
                </testsuite>
                XML
                echo '[INFO] Tests run: 5, Failures: 1, Errors: 1, Skipped: 1 -- in a'
                exit 1
                """);

        Run run = checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString()), "test");

        assertThat(run.out()).isEqualTo("2 passed, 2 failed\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("Tests run: 5, Failures: 1");
    }
}
