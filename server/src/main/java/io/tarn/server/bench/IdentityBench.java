package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How right identity resolution is on labelled sets, without any configuration: for each {@code NAME.csv} beside a
 * {@code NAME.truth.csv} the three commands that a user would type.
 */
public final class IdentityBench {
    private static final String TRUTH = ".truth.csv";
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final ChildProcess child;
    private final Optional<Peers> peers;
    private final PrintWriter out;

    /** @param peers other tools to run on each set after Tarn; empty for Tarn alone */
    public IdentityBench(String mainClass, Optional<Peers> peers, PrintWriter out) {
        this.child = new ChildProcess(mainClass);
        this.peers = peers;
        this.out = out;
    }

    /** Measures every labelled set of a folder, or those named. */
    public void run(Path folder, List<String> names) {
        List<String> sets = names.isEmpty() ? sets(folder) : names;
        if (sets.isEmpty()) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "There is no labelled set in '" + folder + "': put NAME.csv with a column record_id beside"
                            + " NAME.truth.csv with record_id and entity_id, or name another folder with --data.");
        }
        out.printf(
                Locale.ROOT,
                "%-18s %8s %9s %9s %9s %9s %9s %9s %8s %8s%n",
                "set",
                "records",
                "precision",
                "recall",
                "F1",
                "B3 prec",
                "B3 rec",
                "B3 F1",
                "seconds",
                "MB");
        List<Peers.Peer> installed = peers.map(Peers::installed).orElse(List.of());
        for (String set : sets) {
            measure(folder, set);
            peers.ifPresent(beside -> installed.forEach(peer -> measure(beside, peer, folder, set)));
        }
        out.flush();
    }

    private void measure(Peers beside, Peers.Peer peer, Path folder, String set) {
        for (JsonNode found : beside.identity(peer, folder.resolve(set + ".csv"), folder.resolve(set + TRUTH))) {
            String mode = found.has("threshold") ? " " + found.path("threshold").asText() : "";
            out.printf(
                    Locale.ROOT,
                    "%-18s %8s %9.4f %9.4f %9.4f %9s %9s %9s %8.1f %8.0f%n",
                    "  " + peer.title + mode,
                    "",
                    found.path("precision").asDouble(),
                    found.path("recall").asDouble(),
                    found.path("f1").asDouble(),
                    "",
                    "",
                    "",
                    found.path("seconds").asDouble(),
                    found.path("peak_mb").asDouble());
            out.flush();
        }
    }

    private void measure(Path folder, String set) {
        try (Measured road = new Measured(child)) {
            road.addSource("x", folder.resolve(set + ".csv"));
            Measured.Unified unified = road.unify();
            JsonNode truth = road.evaluate(folder.resolve(set + TRUTH));
            JsonNode pairs = truth.path("pairwise");
            JsonNode b3 = truth.path("b3");
            out.printf(
                    Locale.ROOT,
                    "%-18s %,8d %9.4f %9.4f %9.4f %9.4f %9.4f %9.4f %8.1f %8.0f%n",
                    set,
                    unified.answer().path("accepted").asLong(),
                    pairs.path("precision").asDouble(),
                    pairs.path("recall").asDouble(),
                    pairs.path("f1").asDouble(),
                    b3.path("precision").asDouble(),
                    b3.path("recall").asDouble(),
                    b3.path("f1").asDouble(),
                    unified.seconds(),
                    unified.answer().path("peak_memory_bytes").asLong() / BYTES_PER_MEGABYTE);
            out.flush();
        }
    }

    private static List<String> sets(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = new ArrayList<>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(TRUTH))
                    .map(name -> name.substring(0, name.length() - TRUTH.length()))
                    .filter(name -> Files.exists(folder.resolve(name + ".csv")))
                    .sorted()
                    .forEach(names::add);
            return names;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
