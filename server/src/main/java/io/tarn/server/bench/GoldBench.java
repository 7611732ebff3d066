package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.sample.GeneratedRecords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** How long the road from a generated CSV to gold takes, by stage, with memory, and how right the answer is. */
public final class GoldBench {
    private static final long SEED = 7;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final ChildProcess child;
    private final PrintWriter out;

    public GoldBench(String mainClass, PrintWriter out) {
        this.child = new ChildProcess(mainClass);
        this.out = out;
    }

    /**
     * Measures one road.
     *
     * @param again whether to run a second time on the unchanged home
     */
    public void run(long rows, Again again) {
        try (Measured road = new Measured(child)) {
            Path csv = road.home().resolve("records.csv");
            Path truth = road.home().resolve("truth.csv");
            new GeneratedRecords(SEED, rows).write(csv, truth);
            road.addSource("generated", csv);
            Measured.Unified first = road.unify();
            print("first run, " + String.format(Locale.ROOT, "%,d", rows) + " records", first);
            JsonNode pairs = road.evaluate(truth).path("pairwise");
            out.printf(
                    Locale.ROOT,
                    "precision %.4f, recall %.4f, F1 %.4f%n",
                    pairs.path("precision").asDouble(),
                    pairs.path("recall").asDouble(),
                    pairs.path("f1").asDouble());
            if (again == Again.UNCHANGED) {
                print("second run, nothing changed", road.unify());
            }
            out.flush();
        }
    }

    /** Whether a bench runs a second time. */
    public enum Again {
        NOT,
        UNCHANGED
    }

    private void print(String title, Measured.Unified unified) {
        JsonNode answer = unified.answer();
        out.printf(
                Locale.ROOT,
                "%s: %.1f s in all, at most %.0f MB%n",
                title,
                unified.seconds(),
                answer.path("peak_memory_bytes").asLong() / BYTES_PER_MEGABYTE);
        answer.path("stage_millis")
                .properties()
                .forEach(stage -> out.printf(
                        Locale.ROOT,
                        "  %-28s %8.2f s%n",
                        stage.getKey(),
                        stage.getValue().asLong() / MILLIS_PER_SECOND));
        out.flush();
    }
}
