package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableName;
import io.tarn.loop.LoopErrors;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.MatchStage.Matched;
import io.tarn.loop.review.LastModel;
import io.tarn.loop.review.VerdictBook;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.identity.EvidenceSource;
import io.tarn.unify.match.MatchScorer;
import io.tarn.unify.survivorship.GoldColumns;
import io.tarn.unify.verdict.Verdicts;
import io.tarn.wire.identity.MatchModelCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One pass from raw tables to the Gold Customer Table: land, prepare, match, cluster, build, and last of all the row in
 * {@code ops.runs} that makes it visible. Whoever reads through {@link Runs} sees all of it or nothing.
 *
 * <p>One run at a time for a home: a second one waits a little and then says who holds the lock. Confined to one thread.
 */
public final class GoldRun {
    /** The stages whose times a run records, in order. */
    public static final List<String> STAGES = List.of("land", "prepare", "number records", "match", "cluster", "gold");

    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(5);
    /** Of fewer records what was compared is too little to be worth a collection. */
    private static final int RECORDS_HELD_MIN = 100_000;

    private final Lake lake;
    private final Runs runs;
    private final LandStage landing;
    private final PrepareStage preparation;
    private final InstantSource clock;
    private final Progress progress;
    private final ForgottenLandings forgotten;
    private final StageTimes times;

    public GoldRun(Lake lake, LandStage landing, PrepareStage preparation, InstantSource clock, Progress progress) {
        this.lake = lake;
        this.runs = new Runs(lake);
        this.landing = landing;
        this.preparation = preparation;
        this.clock = clock;
        this.progress = progress;
        this.forgotten = new ForgottenLandings(lake);
        this.times = new StageTimes(clock);
    }

    /** Runs what is ordered, once. */
    public GoldOutcome run(GoldOrder order) {
        try (Lake.Lock lock = lake.lock(Runs.LOCK, "tarn unify", LOCK_WAIT_MAX)) {
            return locked(order);
        }
    }

    private GoldOutcome locked(GoldOrder order) {
        if (order.sources().stream().anyMatch(source -> source.name().equals(LiveRecords.SOURCE))) {
            throw LoopErrors.sourceNameReserved(LiveRecords.SOURCE);
        }
        Instant startedAt = clock.instant();
        List<TableState> before = lake.tables();
        runs.abandonIncomplete(Contracts.OWNED_BY_RUNS);
        runs.newestComplete(Runs.GOLD).ifPresent(forgotten::vacuum);
        List<Landed> landed = times.timed("land", () -> landing.land(order.sources()));
        String inputsHash = InputsHash.of(landed, lake, order.asked());
        Optional<Run> last = runs.newestComplete(Runs.GOLD);
        if (order.rerun() == GoldOrder.Rerun.WHEN_CHANGED && unchanged(last, order, landed, inputsHash)) {
            return new GoldOutcome.Unchanged(last.orElseThrow(), landed);
        }
        PrepareStage.Preparing preparing = ExtentChoice.preparing(order, last, records());
        Prepared prepared = times.timed("prepare", () -> prepare(order, landed, startedAt, preparing));
        prepared.sources().forEach(source -> RunNotes.added(source).forEach(progress::note));
        boolean proposed =
                prepared.sources().stream().anyMatch(source -> source.proposal().isPresent());
        if (order.approval() == GoldOrder.Approval.REQUIRED && proposed) {
            runs.abandonIncomplete(Contracts.OWNED_BY_RUNS);
            return new GoldOutcome.AwaitingApproval(prepared);
        }
        // What was left out has left bronze as well: the next run is to know these inputs again.
        String inputsLeft = prepared.forgotten().isEmpty() ? inputsHash : InputsHash.of(landed, lake, order.asked());
        return unify(order.knowing(prepared), new Begun(startedAt, inputsLeft, last, before), landed, prepared);
    }

    private Prepared prepare(
            GoldOrder order, List<Landed> landed, Instant startedAt, PrepareStage.Preparing preparing) {
        progress.stage("Preparing records");
        if (knowsLive()) {
            lake.create(EventTables.PROFILE_CHANGES);
            lake.create(IdentityTables.APART);
        }
        List.of(SilverTables.RECORDS, SilverTables.REJECTED, SilverTables.COLUMNS, BronzeTables.UNREADABLE)
                .forEach(lake::create);
        Map<SourceName, SourceDefinition> definitions =
                order.sources().stream().collect(Collectors.toMap(SourceDefinition::name, definition -> definition));
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            List<SourceInput> inputs = landed.stream()
                    .map(source -> new SourceInput(
                            Objects.requireNonNull(definitions.get(source.source())),
                            landing.relation(session, source)))
                    .toList();
            List<Statement> live = knowsLive() ? LiveRecords.load(session) : List.of();
            Prepared prepared = preparation.prepare(session, inputs, live, startedAt, preparing);
            forgotten.delete(session, prepared);
            prepared.forgotten().forEach((source, records) -> progress.note(ForgottenLandings.note(source, records)));
            return prepared;
        }
    }

    /** Whether a server has written live profiles here. */
    private boolean knowsLive() {
        return lake.find(EventTables.PROFILE_CHANGES.name()).isPresent();
    }

    private ClusterStage.Known known(LakeSession session, GoldOrder order) {
        ClusterStage.Live live = knowsLive() ? ClusterStage.Live.KNOWN : ClusterStage.Live.UNKNOWN;
        return new ClusterStage.Known(
                found(session), live, new ModelReview(lake, order.asked().reviewer(), clock, progress));
    }

    /** What people found, as it holds now. */
    private Verdicts found(LakeSession session) {
        return VerdictBook.isKept(lake) ? VerdictBook.read(session).verdicts() : Verdicts.NONE;
    }

    /** What was known when a run began. */
    private record Begun(Instant at, String inputsHash, Optional<Run> previous, List<TableState> tables) {}

    private GoldOutcome unify(GoldOrder order, Begun begun, List<Landed> landed, Prepared prepared) {
        String definitionsHash = order.definitions().settle(prepared);
        String runId = RunIds.at(begun.at(), definitionsHash, begun.inputsHash());
        lake.create(IdentityTables.MODELS);
        GoldColumns columns = GoldStage.prepare(lake, GoldTraits.of(prepared));
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            ExtentChoice.Facts facts = facts(session, order, begun, definitionsHash, prepared);
            Extent extent = ExtentChoice.choose(facts);
            ClusterStage.Known known = known(session, order);
            Resolved resolved = resolve(
                    new ResolveStage(session, order, clock), known, extent, ExtentChoice.teaches(facts, extent));
            MatchModel model = resolved.model();
            giveBack(resolved.records());
            progress.stage("Building gold");
            GoldInput input = new GoldInput(runId, begun.at(), columns, evidence(order, model), model.version());
            GoldBuilt built = times.timed("gold", () -> build(session, order, extent, input));
            keepModel(session, input, extent, model);
            List<TestResult> tests = tested(session, order);
            if (order.tests().refusal() == GoldOrder.Refusal.ON_FAILURE && TestResult.anyFails(tests)) {
                runs.abandonIncomplete(Contracts.OWNED_BY_RUNS);
                return new GoldOutcome.Refused(tests);
            }
            Optional<ModelReviewed> reviewed = known.review().reviewed();
            Run run = new Run(
                    runId,
                    Runs.GOLD,
                    begun.at(),
                    clock.instant(),
                    order.tarnVersion(),
                    definitionsHash,
                    begun.inputsHash(),
                    versions(),
                    RunCounts.of(prepared, built, ExtentChoice.counts(facts, extent), reviewed),
                    times.millis());
            runs.complete(run);
            forgotten.vacuum(run);
            return new GoldOutcome.Completed(
                    run, begun.previous(), begun.tables(), landed, prepared, extent, resolved, built, tests, reviewed);
        }
    }

    /** Matches and clusters; of what that took, the values of all records, nothing stays in memory. */
    private Resolved resolve(ResolveStage resolving, ClusterStage.Known known, Extent extent, boolean teaches) {
        progress.stage("Matching records");
        progress.note(RunNotes.extent(extent));
        Matched found = resolving.match(extent, known, times);
        Matched matched = teaches ? times.timed("match", () -> resolving.taught(found, known)) : found;
        progress.stage("Forming profiles");
        Clusters clusters = times.timed("cluster", () -> resolving.cluster(matched, known));
        return new Resolved(
                matched.table().size(), matched.model(), matched.linked().report(), clusters.report());
    }

    /** The collector would keep the room of what was compared; the engine, whose memory is another, needs it now. */
    private static void giveBack(int records) {
        if (records >= RECORDS_HELD_MIN) {
            System.gc();
        }
    }

    private static GoldBuilt build(LakeSession session, GoldOrder order, Extent extent, GoldInput input) {
        GoldStage stage = new GoldStage(order.survivorship(), order.limits(), step -> {});
        return stage.build(session, input, GoldWrites.of(session, extent));
    }

    private List<TestResult> tested(LakeSession session, GoldOrder order) {
        if (order.tests().tests().isEmpty()) {
            return List.of();
        }
        progress.stage("Testing identity");
        Explainer explainer = new Explainer(session, found(session), PairScoring.of(session, order.identity()));
        return new IdentityTesting(session, explainer).run(order.tests().tests());
    }

    private ExtentChoice.Facts facts(
            LakeSession session, GoldOrder order, Begun begun, String definitionsHash, Prepared prepared) {
        Optional<ExtentChoice.LastRun> last = begun.previous()
                .flatMap(run -> LastModel.read(session).map(model -> new ExtentChoice.LastRun(run, model)));
        return new ExtentChoice.Facts(
                order.rerun(),
                order.tarnVersion(),
                definitionsHash,
                order.identity().matcher().isPresent(),
                last,
                records(),
                prepared.changes(),
                last.flatMap(run -> prepared.changes()
                        .filter(RecordChanges::isListed)
                        .flatMap(changes -> KeptBlocks.serving(session, changes, run.model(), order.identity()))),
                VerdictBook.isKept(lake) ? VerdictBook.read(session).findings() : 0);
    }

    private long records() {
        return lake.find(SilverTables.RECORDS.name()).map(TableState::rows).orElse(0L);
    }

    private static EvidenceSource evidence(GoldOrder order, MatchModel model) {
        MatchScorer scorer = new MatchScorer(model, order.identity());
        return pattern -> scorer.steps(pattern).stream()
                .map(step -> new EvidenceSource.Evidence(step.comparison(), step.level(), step.weight()))
                .toList();
    }

    /** Keeps a model that was trained or taught now. */
    private static void keepModel(LakeSession session, GoldInput input, Extent extent, MatchModel model) {
        if (extent.kept().filter(model::equals).isPresent()) {
            return;
        }
        session.load(
                "trained_model",
                IdentityTables.MODELS.columns(),
                sink -> sink.row(
                        model.version(), input.runId(), input.startedAt(), new MatchModelCodec().write(model)));
        session.merge(
                IdentityTables.MODELS.name(), IdentityTables.MODELS.key(), Statement.of("SELECT * FROM trained_model"));
    }

    private Map<TableName, Long> versions() {
        Map<TableName, Long> versions = new TreeMap<>();
        for (TableState table : lake.tables()) {
            if (!table.name().schema().equals("ops") && !Contracts.OF_LIVE.contains(table.name())) {
                versions.put(table.name(), table.version());
            }
        }
        return versions;
    }

    private boolean unchanged(Optional<Run> last, GoldOrder order, List<Landed> landed, String inputsHash) {
        boolean inPlace = landed.stream().anyMatch(source -> source.inPlace().isPresent());
        return !inPlace
                && last.filter(run ->
                                run.definitionsHash().equals(order.definitions().hash())
                                        && run.inputsHash().equals(inputsHash)
                                        && run.tarnVersion().equals(order.tarnVersion()))
                        .isPresent();
    }
}
