package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.sample.GeneratedRecords;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long the road from a generated CSV to gold takes, by stage, with memory, and how right the answer is. */
public final class GoldBench {
    private static final long SEED = 7;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double PERCENT = 100;
    private static final long LATER_SHARE = 100;

    private static final List<String> LINKING = List.of("number records", "match", "cluster");

    private final ChildProcess child;
    private final Optional<Peers> peers;
    private final PrintWriter out;

    /** @param peers other tools to link the same records beside Tarn; empty for Tarn alone */
    public GoldBench(String mainClass, Optional<Peers> peers, PrintWriter out) {
        this.child = new ChildProcess(mainClass);
        this.peers = peers;
        this.out = out;
    }

    /**
     * Measures three runs on one home: the first, one in which nothing has changed, and one with 1 % new records.
     *
     * @param rounds how often Tarn and Splink link the first records in turn, where Splink is installed
     */
    public void run(long rows, int rounds) {
        try (Measured road = new Measured(child)) {
            Path arriving = road.home().resolve("arriving");
            Path truth = road.home().resolve("truth.csv");
            Path later = arrive(rows, road.home(), arriving, truth);
            road.addSource("generated", arriving);
            Measured.Unified first = road.unify();
            print("first run, " + String.format(Locale.ROOT, "%,d", rows) + " records", first, first);
            peers.filter(beside -> beside.isInstalled(Peers.Peer.SPLINK))
                    .ifPresent(beside -> inTurn(beside, arriving.resolve("first.csv"), linking(first), rounds));
            print("second run, nothing changed", road.unify(), first);
            move(later, arriving.resolve("later.csv"));
            print("third run, 1 % new records", road.unify(), first);
            JsonNode pairs = road.evaluate(truth).path("pairwise");
            out.printf(
                    Locale.ROOT,
                    "precision %.4f, recall %.4f, F1 %.4f%n",
                    pairs.path("precision").asDouble(),
                    pairs.path("recall").asDouble(),
                    pairs.path("f1").asDouble());
            out.flush();
        }
    }

    /** Links the same records by Tarn and by Splink in turn; the first time of Tarn is known. */
    private void inTurn(Peers beside, Path records, double first, int rounds) {
        List<Double> own = new ArrayList<>(List.of(first));
        List<Double> others = new ArrayList<>();
        while (others.size() < rounds) {
            if (own.size() == others.size()) {
                own.add(linked(records));
            }
            beside.link(records)
                    .ifPresent(found -> others.add(found.path("seconds").asDouble()));
            if (own.size() > others.size()) {
                out.println("Splink is installed, but ended with a fault on these records.");
                return;
            }
        }
        out.printf(
                Locale.ROOT,
                "linking in turn with Splink, medians of %d: %.1f s against %.1f s, %.2f times as long (%s against %s)%n",
                rounds,
                median(own),
                median(others),
                median(own) / median(others),
                own,
                others);
        out.flush();
    }

    private double linked(Path records) {
        try (Measured road = new Measured(child)) {
            road.addSource("generated", records);
            return linking(road.unify());
        }
    }

    /** Seconds from numbered records to clusters: what Splink does as well. */
    private static double linking(Measured.Unified unified) {
        return LINKING.stream()
                        .mapToLong(stage -> unified.answer()
                                .path("stage_millis")
                                .path(stage)
                                .asLong())
                        .sum()
                / MILLIS_PER_SECOND;
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    /** Writes the records that are there from the first, and answers with the file of those that come later. */
    private static Path arrive(long rows, Path folder, Path arriving, Path truth) {
        Path all = folder.resolve("records.csv");
        Path later = folder.resolve("later.csv");
        new GeneratedRecords(SEED, rows + Math.max(1, rows / LATER_SHARE)).write(all, truth);
        try {
            Files.createDirectories(arriving);
            try (BufferedReader lines = Files.newBufferedReader(all);
                    BufferedWriter first = Files.newBufferedWriter(arriving.resolve("first.csv"));
                    BufferedWriter second = Files.newBufferedWriter(later)) {
                String header = lines.readLine() + "\n";
                first.write(header);
                second.write(header);
                long row = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    (row++ < rows ? first : second).append(line).append('\n');
                }
            }
            Files.delete(all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return later;
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void print(String title, Measured.Unified unified, Measured.Unified first) {
        JsonNode answer = unified.answer();
        double cpu = answer.path("cpu_millis").asLong() / MILLIS_PER_SECOND;
        double firstCpu = first.answer().path("cpu_millis").asLong() / MILLIS_PER_SECOND;
        out.printf(
                Locale.ROOT,
                "%s: %.1f s in all (%.1f %% of the first), %.1f s of processor time (%.1f %%), at most %.0f MB%n",
                title,
                unified.seconds(),
                PERCENT * unified.seconds() / first.seconds(),
                cpu,
                PERCENT * cpu / firstCpu,
                answer.path("peak_memory_bytes").asLong() / BYTES_PER_MEGABYTE);
        if (answer.path("state").asText().equals("completed")) {
            answer.path("stage_millis")
                    .properties()
                    .forEach(stage -> out.printf(
                            Locale.ROOT,
                            "  %-28s %8.2f s %6.1f %%%n",
                            stage.getKey(),
                            stage.getValue().asLong() / MILLIS_PER_SECOND,
                            PERCENT
                                    * stage.getValue().asDouble()
                                    / Math.max(
                                            1,
                                            first.answer()
                                                    .path("stage_millis")
                                                    .path(stage.getKey())
                                                    .asLong())));
        }
        out.flush();
    }
}
