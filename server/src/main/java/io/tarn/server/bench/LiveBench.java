package io.tarn.server.bench;

import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import io.tarn.server.Home;
import io.tarn.server.config.Project;
import io.tarn.storage.local.PlainAppend;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Drives a server, in a process of its own, from this one: events by Zipf's law over many persons, 500 bytes each, one
 * in ten an identify, with ten computed traits and some audiences; then single events until they are seen, and reads.
 */
public final class LiveBench {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TICKS_PER_SECOND = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration SIDE = Duration.ofSeconds(5);
    private static final Duration SHORTER_MAX = Duration.ofMinutes(1);
    private static final int MEMORY_SAMPLES = 10;
    /** What is written after a load, such as large files of small ones, is done by then. */
    private static final Duration REST = Duration.ofMinutes(1);

    private final PrintWriter out;
    private final String mainClass;
    private final int persons;
    private final int audiences;
    private final Duration length;

    /**
     * How much there is to do.
     *
     * @param length of what is to be sustained; other parts take no more than a minute
     */
    public record Load(int persons, int audiences, Duration length) {}

    public LiveBench(PrintWriter out, String mainClass, Load load) {
        this.out = out;
        this.mainClass = mainClass;
        this.persons = load.persons();
        this.audiences = load.audiences();
        this.length = load.length();
    }

    /** Measures in a home that must be empty. */
    public void run(Path folder) {
        BenchHome prepared = BenchHome.prepare(folder);
        Home home = prepared.home();
        traits().forEach(new Project(home.project())::save);
        BenchAudiences.write(home, audiences);
        BenchHome.drive(() -> {
            print(
                    "plain RocksDB append, synced",
                    PlainAppend.run(home.root().resolve("tmp").resolve("plain"), LiveLoad.LINKS, LiveLoad.BATCH, SIDE),
                    "events/s",
                    Map.of());
            echo();
            measure(prepared);
        });
    }

    private static List<ComputedTrait> traits() {
        List<ComputedTrait> traits = new ArrayList<>();
        Optional<String> none = Optional.empty();
        Optional<String> price = Optional.of("price");
        Optional<String> item = Optional.of("item");
        Optional<Duration> ever = Optional.empty();
        Optional<Duration> month = Optional.of(Duration.ofDays(30));
        traits.add(trait(Function.COUNT, none, ever));
        traits.add(trait(Function.COUNT, none, month));
        traits.add(trait(Function.SUM, price, ever));
        traits.add(trait(Function.SUM, price, month));
        traits.add(trait(Function.AVERAGE, price, ever));
        traits.add(trait(Function.MAX, price, ever));
        traits.add(trait(Function.MIN, price, ever));
        traits.add(trait(Function.FIRST, item, ever));
        traits.add(trait(Function.LAST, item, ever));
        traits.add(trait(Function.MOST_FREQUENT, item, ever));
        return traits;
    }

    private static ComputedTrait trait(Function function, Optional<String> property, Optional<Duration> window) {
        String name = function.word() + (window.isPresent() ? "_30d" : "");
        return new ComputedTrait(name, "Product Viewed", List.of(), function, property, window);
    }

    private void measure(BenchHome home) throws IOException, InterruptedException {
        try (MeasuredServer measured = MeasuredServer.serve(mainClass, home.home())) {
            Process server = measured.process();
            LiveLoad load = new LiveLoad(
                    MeasuredServer.LOOPBACK, measured.port(), home.writer(), "Bearer " + measured.adminKey(), persons);
            idle(server, "idle, empty");
            fill(load);
            accepted(load);
            sustained(load, server);
            visible(load);
            load.awaitLanded();
            reads(load);
            Thread.sleep(REST);
            idle(server, "idle, a minute after the load");
        }
    }

    /** The same batches at a server that only sends them back. */
    private void echo() throws IOException, InterruptedException {
        try (MeasuredServer echo = MeasuredServer.start(List.of(EchoServer.class.getName()))) {
            LiveLoad load =
                    new LiveLoad(MeasuredServer.LOOPBACK, Integer.parseInt(echo.said()), "none", "none", persons);
            load.send(SIDE, 0);
            long begin = System.nanoTime();
            LiveLoad.Sent sent = load.send(SIDE, 0);
            print(
                    "bare HTTP echo of the same batches",
                    sent.events() * NANOS_PER_SECOND / (System.nanoTime() - begin),
                    "events/s",
                    Map.of());
        }
    }

    private void fill(LiveLoad load) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        load.identifyAll();
        load.awaitDrained();
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        print("profiles made", persons / seconds, "/s", Map.of("profiles", persons));
    }

    /** What is taken when nothing waits for it to be worked on. */
    private void accepted(LiveLoad load) throws IOException, InterruptedException {
        load.sustain(WARM_UP);
        load.awaitDrained();
        long begin = System.nanoTime();
        LiveLoad.Sent sent = load.send(SIDE, 0);
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        print("events accepted, at most", sent.events() / seconds, "/s", Map.of("refused batches", sent.refused()));
        load.awaitDrained();
        load.awaitLanded();
    }

    /** What the whole way carries for long: durable, on profiles and in the lake. */
    private void sustained(LiveLoad load, Process server) throws IOException, InterruptedException {
        double cpu = cpuSeconds(server);
        long begin = System.nanoTime();
        LiveLoad.Sent sent;
        List<Long> memory = new ArrayList<>();
        try (ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor()) {
            long pause = length.toMillis() / MEMORY_SAMPLES;
            var _ = sampling.scheduleAtFixedRate(
                    () -> memory.add(Math.round(residentMegabytes(server))), pause / 2, pause, TimeUnit.MILLISECONDS);
            sent = load.sustain(length);
            sampling.shutdownNow();
        }
        load.awaitDrained();
        double resolving = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        load.awaitLanded();
        double landing = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        print("events resolved", sent.events() / resolving, "/s", Map.of("refused batches", sent.refused()));
        print("events in the lake", sent.events() / landing, "/s", Map.of());
        print("server CPU an event", (cpuSeconds(server) - cpu) * 1e6 / sent.events(), "µs", Map.of());
        print("answer to a batch of 20, p50", sent.quantile(0.5) / 1e6, "ms", Map.of());
        print("answer to a batch of 20, p99", sent.quantile(0.99) / 1e6, "ms", Map.of());
        print("resident memory", residentMegabytes(server), "MB", Map.of("over time", memory));
        load.rate(sent.events() / landing);
    }

    /** Other requests than before: the server compiles what answers them, which takes the processor from it for a while. */
    private void visible(LiveLoad load) throws IOException, InterruptedException {
        load.visible(WARM_UP);
        long[] nanos = load.visible(shorter());
        print("event to visible, p50", LiveLoad.quantile(nanos, 0.5) / 1e6, "ms", Map.of("events", nanos.length));
        print("event to visible, p99", LiveLoad.quantile(nanos, 0.99) / 1e6, "ms", Map.of());
    }

    private void reads(LiveLoad load) throws IOException, InterruptedException {
        long[] nanos = load.reads(shorter());
        print("profile reads", nanos.length / (shorter().toNanos() / NANOS_PER_SECOND), "/s", Map.of());
        print("profile read, p50", LiveLoad.quantile(nanos, 0.5) / 1e6, "ms", Map.of());
        print("profile read, p99", LiveLoad.quantile(nanos, 0.99) / 1e6, "ms", Map.of());
    }

    /** Single events and reads show in a minute what they are. */
    private Duration shorter() {
        return length.compareTo(SHORTER_MAX) < 0 ? length : SHORTER_MAX;
    }

    private void idle(Process server, String name) throws IOException, InterruptedException {
        double cpu = cpuSeconds(server);
        long begin = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(5));
        double share = (cpuSeconds(server) - cpu) / ((System.nanoTime() - begin) / NANOS_PER_SECOND);
        print(name + ": CPU", 100 * share, "% of a core", Map.of());
        print(name + ": resident memory", residentMegabytes(server), "MB", Map.of());
    }

    private void print(String part, double value, String unit, Map<String, ?> more) {
        out.printf(Locale.ROOT, "%-36s %,14.2f %-12s%s%n", part, value, unit, more.isEmpty() ? "" : more);
        out.flush();
    }

    private static double cpuSeconds(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }

    private static double residentMegabytes(Process process) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
                }
            }
            return 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
