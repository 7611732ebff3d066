package io.tarn.server.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tarn.server.launcher.TestingCheckout.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher lays out and which options it gives, so that commands start quickly and find every file. */
class StartUpTest {
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
    void laysTheEnginesLibraryBesideItsJarOnce() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        checkout.makeEngine(jdk);

        Run run = checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");

        Path app = checkout.root().resolve("server/target/tarn");
        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(TestingCheckout.filesOf(app.resolve("lib")).stream()
                        .map(file -> file.getFileName().toString()))
                .contains("org.duckdb.duckdb_jdbc-1.jar")
                .filteredOn(file -> file.startsWith("libduckdb_java.so_") || file.startsWith("engine."))
                .hasSize(1);
        assertThat(Files.readString(app.resolve("lib/org.duckdb.duckdb_jdbc-1.jar")))
                .isEqualTo("classes\n");
        assertThat(run.error()).isEqualTo("tarn: building what is new (the first time takes a few minutes) ...\n");
    }

    @Test
    void leavesTheEnginesJarAsItIsWhereItCannotBeTakenApart() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        checkout.makeEngine(jdk);
        TestingCheckout.script(jdk.resolve("bin/jar"), "exit 1");

        Run run = checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString()), "--version");

        Path app = checkout.root().resolve("server/target/tarn");
        assertThat(run.out()).isEqualTo("--version\n");
        assertThat(Files.readString(app.resolve("lib/org.duckdb.duckdb_jdbc-1.jar")))
                .isEqualTo("whole\n");
        assertThat(app.resolve(".engine")).doesNotExist();
    }

    @Test
    void givesLongCommandsAndShortOnesTheirOwnOptions() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        TestingCheckout.script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        Map<String, String> environment = Map.of("TARN_JAVA_HOME", jdk.toString());

        assertThat(checkout.run(environment, "serve").out())
                .contains("-XX:+UseParallelGC\n")
                .contains("-XX:GCTimeRatio=19\n")
                .doesNotContain("TieredStopAtLevel");
        assertThat(checkout.run(environment, "sql").out())
                .contains("-XX:+UseSerialGC\n")
                .contains("-XX:TieredStopAtLevel=1\n");
        assertThat(checkout.run(Map.of("TARN_JAVA_HOME", jdk.toString(), "TARN_JAVA_OPTS", "-XX:+UseZGC"), "unify")
                        .out())
                .contains("-XX:+UseZGC\n")
                .doesNotContain("ParallelGC");
    }

    @Test
    void givesMemoryBackToTheEngineWhereFewProcessorsMatch() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        TestingCheckout.script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Map<String, String> environment =
                Map.of("TARN_JAVA_HOME", jdk.toString(), "PATH", tools + ":" + System.getenv("PATH"));

        TestingCheckout.script(tools.resolve("getconf"), "echo 2");
        assertThat(checkout.run(environment, "unify").out())
                .contains("-XX:+UseSerialGC\n")
                .contains("-XX:-ShrinkHeapInSteps\n")
                .contains("-XX:MaxRAMPercentage=40\n")
                .contains("-XX:NewSize=")
                .contains("-XX:MaxNewSize=")
                .doesNotContain("-Xms")
                .doesNotContain("ParallelGC")
                .doesNotContain("TieredStopAtLevel");
        Map<String, String> limited = new HashMap<>(environment);
        limited.put("TARN_JAVA_OPTS", "-Xmx128m");
        assertThat(checkout.run(limited, "unify").out())
                .contains("-XX:+UseSerialGC\n", "-Xmx128m\n")
                .doesNotContain("NewSize=");
        assertThat(checkout.run(environment, "bench", "live").out()).contains("-XX:+UseParallelGC\n");

        TestingCheckout.script(tools.resolve("getconf"), "echo 16");
        assertThat(checkout.run(environment, "unify").out())
                .contains("-XX:+UseParallelGC\n")
                .contains("-XX:MaxRAMPercentage=40\n")
                .doesNotContain("ShrinkHeapInSteps");
    }

    @Test
    void takesAStartUpArchiveOfThisBuildAndNoOlderOne() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        TestingCheckout.script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        Map<String, String> environment = Map.of("TARN_JAVA_HOME", jdk.toString());
        Path cache = Files.createDirectories(folder.resolve("cache"));
        String place = jdk.toString().replaceAll("[^0-9A-Za-z]", "_") + ".aot";
        Files.writeString(cache.resolve("classes-1234-" + place), "archive");

        assertThat(checkout.run(environment, "sql").out()).contains("-XX:AOTCache=" + cache + "/classes-1234-" + place);
        Files.writeString(checkout.root().resolve("server/target/tarn/.built"), "1235\n");
        assertThat(checkout.run(environment, "sql").out()).doesNotContain("AOTCache");
    }

    @Test
    void runsUnderUtf8WhereTheLocaleIsAnother() throws Exception {
        Path jdk = checkout.makeJdk("jdk", "25");
        TestingCheckout.script(jdk.resolve("bin/java"), "printf '%s\\n' \"${LC_ALL:-none}\"");
        String home = jdk.toString();

        assertThat(checkout.run(Map.of("TARN_JAVA_HOME", home, "LC_ALL", "POSIX"), "sql")
                        .out())
                .isEqualTo("C.UTF-8\n");
        assertThat(checkout.run(Map.of("TARN_JAVA_HOME", home), "sql").out()).isEqualTo("C.UTF-8\n");
        assertThat(checkout.run(Map.of("TARN_JAVA_HOME", home, "LANG", "C.UTF-8"), "sql")
                        .out())
                .isIn("none\n", "C.UTF-8\n");
    }
}
