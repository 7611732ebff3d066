package io.tarn.server;

import io.tarn.agents.language.RuleBook;
import io.tarn.agents.profile.ProfileAgent;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.tag.MappingProposer;
import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.Lake;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.run.Runs;
import io.tarn.loop.tombstone.TombstoneKey;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.config.TarnConfig;
import io.tarn.server.config.TarnConfigReader;
import io.tarn.storage.Registry;
import io.tarn.storage.local.SqliteRegistry;
import java.time.InstantSource;
import java.util.function.Function;

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

    /** Proposes what columns mean; works without a language model. */
    MappingProposer proposer() {
        return new ProfileAgent(new RuleBook());
    }

    /**
     * Hands over who was forgotten here, for as long as the work with it lasts; a home in which nobody was is not
     * changed.
     */
    <T> T withTombstones(Function<Tombstones, T> work) {
        if (!home.hasRegistry()) {
            return work.apply(Tombstones.NONE);
        }
        try (Registry registry = SqliteRegistry.open(home.root())) {
            return work.apply(
                    registry.tombstoneCount() == 0
                            ? Tombstones.NONE
                            : new Tombstones(registry, TombstoneKey.open(home.forgetKey())));
        }
    }

    public InstantSource clock() {
        return InstantSource.system();
    }

    /** Looks at a source's place before it is declared; returns how many files or tables lie there. */
    public static int looksAt(SourceDefinition source) {
        return new DeclaredSources(System.getenv())
                .open(source)
                .arrivals(LandedFiles.NONE)
                .fresh()
                .size();
    }

    @Override
    public void close() {
        lake.close();
    }
}
