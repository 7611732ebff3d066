package io.tarn.server.bench;

import io.tarn.server.TemporaryFolder;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How much the log and the profile store carry on the disk of this machine, each alone. */
public final class StorageBench {
    private final PrintWriter out;
    private final Duration length;

    public StorageBench(PrintWriter out, Duration length) {
        this.out = out;
        this.length = length;
    }

    /** Measures the log, then the store with so many profiles. */
    public void run(int profiles) {
        out.printf(Locale.ROOT, "%-34s %12s %10s %10s %12s%n", "part", "a second", "p50 µs", "p99 µs", "CPU µs each");
        measured(home -> new LogLoad(length).run(home, this::print));
        measured(home -> new StoreLoad(length, profiles).run(home, this::print));
    }

    /** Something that measures itself in a folder of its own. */
    private interface Load {
        void run(Path home);
    }

    /** Takes a figure. */
    interface Printer {
        void print(Figure figure);
    }

    /**
     * What one part did.
     *
     * @param count how many things were done
     * @param nanosEach how long each wait took
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Figure(String part, long count, long wallNanos, long cpuNanos, long[] nanosEach) {}

    /** The processor time of this process so far. */
    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private void measured(Load load) {
        try (TemporaryFolder folder = TemporaryFolder.open("tarn-bench")) {
            load.run(folder.path());
        }
    }

    private void print(Figure figure) {
        long[] waits = figure.nanosEach().clone();
        Arrays.sort(waits);
        out.printf(
                Locale.ROOT,
                "%-34s %,12.0f %,10.0f %,10.0f %,12.1f%n",
                figure.part(),
                figure.count() * 1e9 / figure.wallNanos(),
                quantile(waits, 0.5) / 1e3,
                quantile(waits, 0.99) / 1e3,
                figure.cpuNanos() / 1e3 / Math.max(1, figure.count()));
        out.flush();
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)];
    }
}
