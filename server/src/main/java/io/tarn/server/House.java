package io.tarn.server;

import io.tarn.lake.Lake;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.run.Runs;
import io.tarn.server.config.TarnConfig;
import io.tarn.server.config.TarnConfigReader;

/** The rooms of one Tarn, wired by hand from the foundation upward. */
public final class House implements AutoCloseable {
    private static final long BYTES_PER_MEGABYTE = 1L << 20;

    private final Home home;
    private final TarnConfig config;
    private final Lake lake;
    private final Runs runs;

    private House(Home home, TarnConfig config) {
        this.home = home;
        this.config = config;
        this.lake = DeltaLake.open(
                home.root(),
                DeltaLakeConfig.defaults()
                        .withMemoryBytesMax(config.memoryLimitMegabytes() * BYTES_PER_MEGABYTE)
                        .withThreads(config.threads()));
        this.runs = new Runs(lake);
    }

    /** Opens a home with the configuration that lies in its project. */
    public static House open(Home home) {
        return new House(home, TarnConfigReader.read(home.project().resolve("tarn.yaml")));
    }

    public Home home() {
        return home;
    }

    public TarnConfig config() {
        return config;
    }

    public Lake lake() {
        return lake;
    }

    public Runs runs() {
        return runs;
    }

    @Override
    public void close() {
        lake.close();
    }
}
