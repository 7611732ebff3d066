package io.tarn.server;

import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.run.Run;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.GoldRun;
import io.tarn.loop.gold.LandStage;
import io.tarn.loop.gold.PrepareStage;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.MatchReport;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.config.Project;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.Footprint;
import io.tarn.server.report.MatchingFacts;
import io.tarn.server.report.RunFacts;
import io.tarn.server.report.RunReport;
import io.tarn.server.report.RunReports;
import io.tarn.server.report.SourceFound;
import io.tarn.server.report.html.HtmlReport;
import io.tarn.unify.identity.IdentifierLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gold run as a command orders it: definitions are read, the run is made, its report and new definitions written. */
public final class Unification {
    private final House house;
    private final Progress progress;
    private final Disclosure disclosure;
    private final String title;

    public Unification(House house, Progress progress, Disclosure disclosure) {
        this(house, progress, disclosure, title(house));
    }

    /** @param title what the report calls the data */
    public Unification(House house, Progress progress, Disclosure disclosure, String title) {
        this.title = title;
        this.house = house;
        this.progress = progress;
        this.disclosure = disclosure;
    }

    private static String title(House house) {
        Path name = house.home().root().getFileName();
        return name == null ? "Tarn" : name.toString();
    }

    public Unified run(GoldOrder.Approval approval, GoldOrder.Rerun rerun) {
        Project project = new Project(house.home().project());
        List<SourceDefinition> sources = project.sources();
        if (sources.isEmpty()) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "The home '" + house.home().root()
                            + "' has no source yet. Add one with: tarn source add NAME PLACE --home "
                            + house.home().root());
        }
        project.writeDefaults();
        AppliedProposals definitions = new AppliedProposals(project);
        GoldOrder order = new GoldOrder(
                sources,
                project.identity(),
                project.survivorship(),
                IdentifierLimits.defaults(),
                approval,
                rerun,
                definitions,
                new GoldOrder.Tests(project.identityTests(), house.config().identityTests()),
                GoldOrder.Asked.NOBODY,
                TarnRelease.version());
        GoldOutcome outcome = house.withAsked(
                order.identity().matcher(),
                House.Asking.EVERYBODY,
                asked -> house.withTombstones(tombstones -> new GoldRun(
                                house.lake(),
                                landing(),
                                new PrepareStage(house.proposer(), tombstones),
                                house.clock(),
                                progress)
                        .run(order.asking(asked))));
        return switch (outcome) {
            case GoldOutcome.Completed completed -> completed(definitions.applied(), completed);
            case GoldOutcome.Unchanged unchanged ->
                new Unified.Unchanged(unchanged.last(), new IdentityTests(house).run());
            case GoldOutcome.Refused refused -> new Unified.Refused(refused.tests(), definitions.applied());
            case GoldOutcome.AwaitingApproval awaiting -> awaiting(project, awaiting);
        };
    }

    /** The landing of this home, with its connectors. */
    public LandStage landing() {
        return new LandStage(
                house.lake(),
                new DeclaredSources(System.getenv()),
                house.home().root().resolve("tmp").resolve("landing"),
                house.clock(),
                progress);
    }

    private Unified completed(List<Path> applied, GoldOutcome.Completed outcome) {
        progress.stage("Writing the report");
        RunReport report = RunReports.of(facts(outcome), house.lake());
        Path page = house.home().reports().resolve(outcome.run().id() + ".html");
        write(page, HtmlReport.render(report));
        return new Unified.Completed(outcome, report, page, applied);
    }

    private RunFacts facts(GoldOutcome.Completed outcome) {
        Run run = outcome.run();
        MatchReport report = outcome.resolved().matching();
        return new RunFacts(
                new RunReport.Run(
                        run.id(),
                        title,
                        run.startedAt(),
                        Duration.between(run.startedAt(), run.finishedAt()),
                        run.tarnVersion()),
                disclosure,
                outcome.prepared().sources().stream()
                        .map(source -> new SourceFound(source.definition(), source.proposal(), added(source)))
                        .toList(),
                report.candidates() == 0
                        ? Optional.empty()
                        : Optional.of(MatchingFacts.of(outcome.resolved().model(), report, outcome.reviewed())),
                MatchingFacts.unlinkable(report),
                GoldRun.STAGES.stream()
                        .map(stage -> new Footprint.Stage(
                                stage, Duration.ofMillis(run.stageMillis().getOrDefault(stage, 0L)), Optional.empty()))
                        .toList(),
                outcome.tablesBefore(),
                copies(outcome),
                outcome.previous().map(Run::id));
    }

    private static List<String> added(PreparedSource source) {
        return source.added().stream().map(ColumnMapping::label).toList();
    }

    /** Where personal data lies beside the lake's tables. */
    private List<Footprint.Copy> copies(GoldOutcome.Completed outcome) {
        List<Footprint.Copy> copies = new ArrayList<>();
        for (PreparedSource source : outcome.prepared().sources()) {
            long personal = source.definition().columns().size();
            copies.add(new Footprint.Copy(
                    source.definition().place(),
                    Footprint.CopyKind.SOURCE_FILE,
                    personal,
                    Optional.of(source.landed()),
                    "Yours; Tarn reads it and changes nothing"));
        }
        copies.add(new Footprint.Copy(
                house.home().reports().toString(),
                Footprint.CopyKind.REPORT,
                0,
                Optional.empty(),
                disclosure == Disclosure.REVEALED ? "This report shows values" : "Values are masked"));
        return copies;
    }

    private static Unified awaiting(Project project, GoldOutcome.AwaitingApproval awaiting) {
        List<Path> proposals = new ArrayList<>();
        for (PreparedSource source : awaiting.prepared().sources()) {
            if (source.proposal().isPresent()) {
                project.propose(source);
                proposals.add(project.proposal(source.definition().name()));
            }
        }
        return new Unified.AwaitingApproval(proposals);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), "report", ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The run is complete, but its report '" + file + "' cannot be written: " + failure
                            + ". Check the folder's permissions and free space; 'tarn unify --again' writes it anew.",
                    failure);
        }
    }
}
