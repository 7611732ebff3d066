package io.tarn.server.bench;

import io.tarn.server.Home;
import io.tarn.server.demo.DemoMail;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes from a failed payment to the mail at the mail server: the event over HTTP, the trait, the entry into
 * an audience, the decision, the mail by SMTP. The server runs in a process of its own; the mail server runs here, so one
 * clock tells both ends.
 */
public final class LoopBench {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Pattern NUMBER = Pattern.compile("p([0-9]+)@");

    private final PrintWriter out;
    private final String mainClass;
    private final int messages;
    private final int perSecond;

    /**
     * @param messages how many persons' payments fail
     * @param perSecond how many in a second
     */
    public LoopBench(PrintWriter out, String mainClass, int messages, int perSecond) {
        this.out = out;
        this.mainClass = mainClass;
        this.messages = messages;
        this.perSecond = perSecond;
    }

    /** Measures in a home that must be empty. */
    public void run(Path folder) {
        BenchHome home = BenchHome.prepare(folder);
        Map<Integer, Long> arrived = new ConcurrentHashMap<>();
        BenchHome.drive(() -> {
            try (DemoMail mail = DemoMail.open(0, InstantSource.system(), to -> arrive(to, arrived))) {
                define(home.home(), mail.port());
                measure(home, arrived);
            }
        });
    }

    private static void arrive(String to, Map<Integer, Long> arrived) {
        Matcher number = NUMBER.matcher(to);
        if (number.find()) {
            arrived.putIfAbsent(Integer.valueOf(number.group(1)), System.nanoTime());
        }
    }

    private static void define(Home home, int port) throws IOException {
        Map<String, String> files = Map.of(
                "tarn.yaml",
                """
                engage:
                  smtp-host: 127.0.0.1
                  smtp-port: %d
                  smtp-connections: 8
                  smtp-mails-per-second: 1000
                  from-address: a@example.com
                """.formatted(port),
                "traits/failures.yaml",
                """
                name: failures
                event: Payment Failed
                compute: count
                window: 1d
                """,
                "audiences/at_risk.yaml",
                """
                name: at_risk
                where: "failures >= 1 and not did 'Payment Succeeded' in last 1 day"
                """,
                "campaigns/help.yaml",
                """
                name: help
                goal: {event: Payment Succeeded}
                trigger: {enters: at_risk}
                steps:
                - {name: help, channel: email, template: help}
                """,
                "templates/help.yaml",
                """
                name: help
                subject: "Hello {{ profile.first_name }}"
                html: |
                  <p>Try again: <a href="https://shop.example.com/pay">pay {{ event.amount }}</a></p>
                """);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = home.project().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private void measure(BenchHome home, Map<Integer, Long> arrived) throws IOException, InterruptedException {
        try (MeasuredServer server = MeasuredServer.serve(mainClass, home.home());
                HttpClient client = HttpClient.newHttpClient()) {
            Sender sender = new Sender(client, server.port(), home.writer());
            int warm = Math.max(perSecond * 5, 200);
            for (int person = 0; person < warm + messages; person++) {
                sender.send(
                        "identify",
                        person,
                        "\"traits\":{\"email\":\"p" + person + "@example.org\",\"firstName\":\"P\"},"
                                + "\"context\":{\"consent\":{\"categoryPreferences\":{\"marketing\":true}}}");
            }
            fail(sender, 0, warm);
            await(arrived, warm);
            long[] sent = fail(sender, warm, messages);
            await(arrived, warm + messages);
            tell(sent, warm, arrived);
        }
    }

    private long[] fail(Sender sender, int from, int count) throws IOException, InterruptedException {
        long[] sent = new long[count];
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
            while (System.nanoTime() < due) {
                Thread.sleep(Duration.ofNanos(Math.max(1, due - System.nanoTime())));
            }
            sent[i] = System.nanoTime();
            sender.send("track", from + i, "\"event\":\"Payment Failed\",\"properties\":{\"amount\":12}");
        }
        return sent;
    }

    private static void await(Map<Integer, Long> arrived, int count) throws InterruptedException {
        long end = System.nanoTime() + WAIT_MAX.toNanos();
        while (arrived.size() < count && System.nanoTime() < end) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private void tell(long[] sent, int from, Map<Integer, Long> arrived) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < sent.length; i++) {
            Long at = arrived.get(from + i);
            if (at != null) {
                took.add(at - sent[i]);
            }
        }
        long[] sorted = took.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        print("failed payments sent", sent.length, "at " + perSecond + "/s");
        print("mails that arrived, each once", sorted.length, "");
        if (sorted.length > 0) {
            print("event sent to mail at its server, p50", LiveLoad.quantile(sorted, 0.5) / NANOS_PER_MILLI, "ms");
            print("event sent to mail at its server, p99", LiveLoad.quantile(sorted, 0.99) / NANOS_PER_MILLI, "ms");
            print("event sent to mail at its server, max", sorted[sorted.length - 1] / NANOS_PER_MILLI, "ms");
        }
    }

    private void print(String part, double value, String unit) {
        out.printf(Locale.ROOT, "%-40s %,12.2f %s%n", part, value, unit);
        out.flush();
    }

    /** Sends single events over HTTP. */
    private record Sender(HttpClient client, int port, String writer) {
        void send(String type, int person, String rest) throws IOException, InterruptedException {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + MeasuredServer.LOOPBACK + ":" + port + "/v1/" + type))
                            .header("Authorization", writer)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"userId\":\"u" + person + "\"," + rest + "}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the server answered " + answer.statusCode() + ": " + answer.body());
            }
        }
    }
}
