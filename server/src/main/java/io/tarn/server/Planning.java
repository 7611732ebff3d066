package io.tarn.server;

import io.tarn.connectors.source.DeclaredSources;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.loop.Progress;
import io.tarn.loop.gold.Evaluation;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.GoldRun;
import io.tarn.loop.gold.LandStage;
import io.tarn.loop.gold.PrepareStage;
import io.tarn.loop.plan.Fork;
import io.tarn.loop.plan.Plan;
import io.tarn.loop.plan.Planner;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.audience.LakeAudiences;
import io.tarn.server.audience.ListedAudience;
import io.tarn.server.config.Project;
import io.tarn.unify.identity.IdentifierLimits;
import io.tarn.unify.measure.PartitionMeasures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as a command orders it: the next gold run is made on a fork of the home's lake with a copy of its definitions,
 * and compared with the last one. Neither the lake nor the project changes.
 */
public final class Planning {
    private final House house;
    private final Progress progress;

    public Planning(House house, Progress progress) {
        this.house = house;
        this.progress = progress;
    }

    /**
     * What is asked of a plan.
     *
     * @param examplesMax how many examples of each kind of change are gathered
     * @param truth a file to measure the profiles by
     */
    public record Request(int examplesMax, Optional<Path> truth) {}

    public Planned plan(Request request) {
        Home home = house.home();
        if (new Project(home.project()).sources().isEmpty()) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "The home '" + home.root() + "' has no source yet. Add one with: tarn source add NAME PLACE --home "
                            + home.root());
        }
        try (TemporaryFolder scratch = TemporaryFolder.in(home.root().resolve("tmp"), "plan")) {
            progress.stage("Forking the lake");
            try (Fork fork = Fork.of(house.lake(), scratch.path())) {
                Project project = new Project(fork.folder().resolve("project"));
                TemporaryFolder.copy(home.project(), fork.folder().resolve("project"));
                project.writeDefaults();
                GoldOrder order = order(project);
                String definitions = project.hash();
                return switch (run(fork, order)) {
                    case GoldOutcome.Completed completed -> {
                        progress.stage("Comparing");
                        Plan plan = new Planner(order, request.examplesMax()).compare(fork, completed);
                        yield new Planned.Changes(
                                plan,
                                completed
                                        .previous()
                                        .filter(run -> run.definitionsHash().equals(definitions))
                                        .isEmpty(),
                                completed.landed(),
                                audiences(fork, project),
                                request.truth().map(truth -> measured(fork, truth)));
                    }
                    case GoldOutcome.Unchanged unchanged ->
                        new Planned.Unchanged(unchanged.last(), new IdentityTests(fork.before(), project).run());
                    case GoldOutcome.AwaitingApproval _, GoldOutcome.Refused _ ->
                        throw new IllegalStateException("A run on a fork asks for nothing and refuses nothing.");
                };
            }
        }
    }

    private GoldOrder order(Project project) {
        List<SourceDefinition> sources = project.sources();
        return new GoldOrder(
                sources,
                project.identity(),
                project.survivorship(),
                IdentifierLimits.defaults(),
                GoldOrder.Approval.NOT_NEEDED,
                GoldOrder.Rerun.WHEN_CHANGED,
                new AppliedProposals(project),
                new GoldOrder.Tests(project.identityTests(), GoldOrder.Refusal.NEVER),
                GoldOrder.Asked.NOBODY,
                TarnRelease.version());
    }

    private GoldOutcome run(Fork fork, GoldOrder order) {
        LandStage landing = new LandStage(
                fork.after(),
                new DeclaredSources(System.getenv()),
                fork.folder().resolve("tmp").resolve("landing"),
                house.clock(),
                progress);
        return house.withAsked(
                order.identity().matcher(),
                House.Asking.NO_LANGUAGE_MODEL,
                asked -> house.withTombstones(tombstones -> new GoldRun(
                                fork.after(),
                                landing,
                                new PrepareStage(house.proposer(), tombstones),
                                house.clock(),
                                progress)
                        .run(order.asking(asked))));
    }

    /** Where live profiles are, audiences follow once the server has taken the run up: nothing is said of them. */
    private List<Planned.AudienceChange> audiences(Fork fork, Project project) {
        if (house.home().hasLog() || project.audiences().isEmpty()) {
            return List.of();
        }
        Map<String, Long> before = counted(fork.before(), fork);
        List<Planned.AudienceChange> changes = new ArrayList<>();
        counted(fork.after(), fork).forEach((name, after) -> {
            Long then = before.get(name);
            if (then != null) {
                changes.add(new Planned.AudienceChange(name, then, after));
            }
        });
        return changes;
    }

    private Map<String, Long> counted(Lake lake, Fork fork) {
        Map<String, Long> counts = new LinkedHashMap<>();
        List<ListedAudience> all = new LakeAudiences(
                        lake, fork.folder().resolve("project"), house.config().defaultRegion(), house.clock())
                .list();
        all.forEach(one -> one.members()
                .ifPresent(count -> counts.put(one.definition().name().value(), count)));
        return counts;
    }

    private static Planned.Measured measured(Fork fork, Path truth) {
        Optional<PartitionMeasures> before;
        try (LakeSession session = fork.before().open(new ReadPoint.Latest())) {
            before = Optional.of(Evaluation.against(session, truth));
        } catch (TarnException _) {
            // The file names records that the last run has not; what is wrong with the file itself is told below.
            before = Optional.empty();
        }
        try (LakeSession session = fork.after().open(new ReadPoint.Latest())) {
            return new Planned.Measured(before, Evaluation.against(session, truth));
        }
    }
}
