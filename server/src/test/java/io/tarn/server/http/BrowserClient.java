package io.tarn.server.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Segment's client for browsers in a page that Chromium shows. The page is of another origin than the server is. */
final class BrowserClient {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private BrowserClient() {}

    /** Sends each event by itself; what is answered ends the browser. */
    static AutoCloseable alone(String name, String address) throws IOException, InterruptedException {
        return show(name, address, "");
    }

    /** Sends events in batches; what is answered ends the browser. */
    static AutoCloseable batching(String name, String address) throws IOException, InterruptedException {
        return show(name, address, "&batching");
    }

    private static AutoCloseable show(String name, String address, String more)
            throws IOException, InterruptedException {
        Path clients = NodeClients.folder();
        Optional<String> browser =
                NAMES.stream().filter(BrowserClient::isOnPath).findFirst();
        if (browser.isEmpty()) {
            NodeClients.missing("A page is not shown: none of " + NAMES + " is on the path.");
        }
        HttpServer pages = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), clients, OutputLevel.NONE);
        pages.start();
        Path scratch = Files.createDirectories(clients.resolveSibling("browser"));
        List<String> command = new ArrayList<>(List.of(browser.orElseThrow()));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + emptied(scratch.resolve(name)));
        command.add("http://127.0.0.1:" + pages.getAddress().getPort() + "/page.html?name=" + name + "&key=key-" + name
                + "&address=" + URLEncoder.encode(address, StandardCharsets.UTF_8) + more);
        Process chromium = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve(name + ".log").toFile())
                .start();
        return () -> {
            chromium.descendants().forEach(ProcessHandle::destroyForcibly);
            chromium.destroyForcibly().waitFor();
            pages.stop(0);
        };
    }

    /** The client keeps what it could not send: nothing of an earlier run may come along. */
    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectory(folder);
    }

    private static boolean isOnPath(String name) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
