package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.sample.CrowdedTown;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How safe identity resolution is in a town of shared devices, households, twins and e-mail addresses of nobody. */
public final class TownBench {
    private final ChildProcess child;
    private final PrintWriter out;

    public TownBench(String mainClass, PrintWriter out) {
        this.child = new ChildProcess(mainClass);
        this.out = out;
    }

    /** Measures one town. */
    public void run(long seed) {
        try (Measured road = new Measured(child)) {
            Path csv = road.home().resolve("town.csv");
            Path truth = road.home().resolve("town.truth.csv");
            new CrowdedTown(seed).write(csv, truth);
            road.addSource("town", csv);
            Measured.Unified unified = road.unify();
            JsonNode pairs = road.evaluate(truth).path("pairwise");
            TownMeasures found =
                    TownMeasures.of(truth, rows(road, TownMeasures.PROFILES), rows(road, TownMeasures.LINKS));
            out.printf(
                    Locale.ROOT,
                    "town %d: %,d records in %.1f s; precision %.4f, recall %.4f, F1 %.4f%n",
                    seed,
                    unified.answer().path("accepted").asLong(),
                    unified.seconds(),
                    pairs.path("precision").asDouble(),
                    pairs.path("recall").asDouble(),
                    pairs.path("f1").asDouble());
            out.printf(
                    Locale.ROOT,
                    "automatic band: %,d links, precision %.4f%n",
                    found.links(),
                    found.automaticPrecision());
            out.printf(
                    Locale.ROOT,
                    "profiles of two persons or more: %d; records too many in one: at most %d; the largest profile"
                            + " has %d records, the largest person %d%n",
                    found.mixed(),
                    found.excessMax(),
                    found.largest(),
                    found.largestTrue());
            out.printf(
                    Locale.ROOT,
                    "not kept apart: %d of %d households of four, %d of %d pairs of twins%n",
                    found.householdsMixed(),
                    CrowdedTown.HOUSEHOLDS,
                    found.twinsMixed(),
                    CrowdedTown.TWINS);
            out.flush();
        }
    }

    private static List<String> rows(Measured road, String sql) {
        return road.sql(sql).lines().skip(1).toList();
    }
}
