package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The clients of npm, installed into this module's target folder from whatever registry npm is set up for. Where that
 * cannot be, a test is skipped and says why; in continuous integration it fails, for a gap must show there.
 */
final class NodeClients {
    private static final Path FILES = Path.of("src", "test", "clients").toAbsolutePath();
    private static final Path FOLDER = Path.of("target", "clients").toAbsolutePath();
    private static final List<String> INSTALL = List.of(
            "npm", "install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    private static final int NODE_MIN = 20;
    private static final long INSTALL_MINUTES_MAX = 5;

    private static Optional<String> fault = Optional.empty();
    private static boolean ready;

    private NodeClients() {}

    /** How a process ended, and all that it said. */
    private record Ended(int code, String said) {}

    /** The folder with the clients in it. */
    static Path folder() throws IOException, InterruptedException {
        Optional<String> missing = install();
        if (missing.isPresent()) {
            missing(missing.get());
        }
        return FOLDER;
    }

    /** Runs one of them to its end, which must be a good one; nothing is left to end then. */
    static AutoCloseable start(String client, String address) throws IOException, InterruptedException {
        Ended ended = run(folder(), 2, "node", "clients.mjs", client, address, "key-" + client);

        assertThat(ended).as(client).isEqualTo(new Ended(0, ""));
        return () -> {};
    }

    /** Skips a test for what this machine lacks, or fails it in continuous integration. */
    static void missing(String why) {
        if ("true".equals(System.getenv("CI"))) {
            fail(why);
        }
        Assumptions.abort(why);
    }

    private static synchronized Optional<String> install() throws IOException, InterruptedException {
        if (!ready) {
            fault = tryInstall();
            ready = true;
        }
        return fault;
    }

    private static Optional<String> tryInstall() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        boolean changed = !sameLock();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Optional<String> node = said("node", "--version");
        if (node.isEmpty() || said("npm", "--version").isEmpty()) {
            return Optional.of("Real clients are not run: there is no node with npm on the path.");
        }
        if (Integer.parseInt(node.get().replaceAll("^v|\\..*", "")) < NODE_MIN) {
            return Optional.of("Real clients are not run: they need node " + NODE_MIN + " or newer, and here is "
                    + node.get() + ".");
        }
        if (!changed) {
            return Optional.empty();
        }
        Ended ended = run(FOLDER, INSTALL_MINUTES_MAX, INSTALL.toArray(String[]::new));
        if (ended.code() != 0) {
            return Optional.of("Real clients are not run: npm could not install them.\n" + ended.said());
        }
        Files.copy(FILES.resolve("package-lock.json"), FOLDER.resolve("installed.json"));
        return Optional.empty();
    }

    /** Whether what is installed is what the lock file names; what is not is taken away. */
    private static boolean sameLock() throws IOException {
        Path installed = FOLDER.resolve("installed.json");
        if (!Files.exists(installed)) {
            return false;
        }
        if (Files.mismatch(installed, FILES.resolve("package-lock.json")) < 0) {
            return true;
        }
        Files.delete(installed);
        return false;
    }

    private static Optional<String> said(String... command) throws InterruptedException {
        try {
            Ended ended = run(FOLDER, 1, command);
            return ended.code() == 0 ? Optional.of(ended.said().strip()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Ended run(Path folder, long minutesMax, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("client", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(minutesMax, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
        }
    }
}
