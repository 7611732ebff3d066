package io.tarn.server;

import io.tarn.agents.language.RuleBook;
import io.tarn.agents.pair.PairAgent;
import io.tarn.agents.pair.PairAgentConfig;
import io.tarn.agents.pair.ReviewBudget;
import io.tarn.agents.profile.ProfileAgent;
import io.tarn.collect.source.LandedFiles;
import io.tarn.collect.tag.MappingProposer;
import io.tarn.connectors.chat.ChatCompletions;
import io.tarn.connectors.matcher.HttpPairMatcher;
import io.tarn.connectors.matcher.OnnxPairMatcher;
import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.Lake;
import io.tarn.lake.delta.DeltaLake;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.run.Runs;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.tombstone.TombstoneKey;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.config.LanguageModelConfig;
import io.tarn.server.config.SecretReference;
import io.tarn.server.config.TarnConfig;
import io.tarn.server.config.TarnConfigReader;
import io.tarn.storage.Registry;
import io.tarn.storage.local.SqliteRegistry;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairReviewer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Who is asked about pairs in a run. */
    enum Asking {
        EVERYBODY,
        /** A language model is asked nothing new; what it answered before counts. */
        NO_LANGUAGE_MODEL
    }

    /**
     * Hands over who is asked about pairs, for as long as the work with them lasts: nobody, unless the configuration names
     * a language model or the rules a matcher.
     */
    <T> T withAsked(Optional<OwnMatcher> matcher, Asking asking, Function<GoldOrder.Asked, T> work) {
        try (Opened opened = new Opened()) {
            Optional<PairMatcher> own = matcher.map(declared -> opened.matcher(declared, this));
            PairReviewer reviewer = config.languageModel()
                    .map(model -> asking == Asking.EVERYBODY
                            ? new PairAgent(opened.chat(model, this), asked(model))
                            : PairReviewer.remembering(new PairAgent(new RuleBook(), asked(model))))
                    .orElse(PairReviewer.NONE);
            return work.apply(new GoldOrder.Asked(reviewer, own));
        }
    }

    private Optional<String> secret(Optional<SecretReference> reference) {
        return reference.map(secret -> secret.load(home.root(), System.getenv()));
    }

    /** The ways out that were opened, to be closed together. */
    private static final class Opened implements AutoCloseable {
        private final List<Runnable> closing = new ArrayList<>();

        ChatCompletions chat(LanguageModelConfig model, House house) {
            ChatCompletions chat =
                    new ChatCompletions(model.endpoint(), model.model(), house.secret(model.key()), model.timeout());
            closing.add(chat::close);
            return chat;
        }

        PairMatcher matcher(OwnMatcher declared, House house) {
            return switch (declared.place()) {
                case OwnMatcher.Endpoint place -> {
                    HttpPairMatcher endpoint = new HttpPairMatcher(
                            place, house.secret(place.secret().flatMap(SecretReference::parse)));
                    closing.add(endpoint::close);
                    yield endpoint;
                }
                case OwnMatcher.OnnxModel(Path file, List<ComparisonKind> features) -> {
                    OnnxPairMatcher model =
                            OnnxPairMatcher.open(house.home.root().resolve(file), features);
                    closing.add(model::close);
                    yield model;
                }
            };
        }

        @Override
        public void close() {
            closing.forEach(Runnable::run);
        }
    }

    private static PairAgentConfig asked(LanguageModelConfig model) {
        ReviewBudget budget = new ReviewBudget(
                model.pairsMax(), model.tokensMax(), model.costMax(), model.inputPrice(), model.outputPrice());
        return PairAgentConfig.of(model.model(), budget)
                .withholding(model.withheld(), model.confidenceMin())
                .bounded(model.inFlightMax(), model.answerTokensMax());
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
