package io.tarn.server.cli;

import io.tarn.loop.gold.GoldOrder.Approval;
import io.tarn.loop.gold.GoldOrder.Rerun;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.Unification;
import io.tarn.server.Unified;
import io.tarn.server.report.Disclosure;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the road from raw tables to the Gold Customer Table. */
@Command(
        name = "unify",
        mixinStandardHelpOptions = true,
        header = "Land the sources, prepare their records, find who is who, and build the gold tables.",
        description = {
            "What the profile agent proposes for new sources and new columns is applied and written to project/sources/;",
            "with --require-approval it is written to project/proposals/ and the run stops with exit code 1.",
            "'@|bold tarn plan|@' shows beforehand what it would change. Identity tests in project/tests/ run at the end."
        })
final class UnifyCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--require-approval", description = "Stop when the profile agent proposes something.")
    private boolean requireApproval;

    @Option(names = "--again", description = "Do all the work even when nothing has changed.")
    private boolean again;

    @Option(
            names = "--retrain",
            description = "Do all the work, and train a new match model. Otherwise the last one serves until a fifth of"
                    + " its records are new or changed.")
    private boolean retrain;

    @Option(names = "--reveal", description = "Show personal values in the report.")
    private boolean reveal;

    @Option(names = "--json", description = "Answer as JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CommandAudit.Done done(Unified unified) {
        String run = switch (unified) {
            case Unified.Completed completed ->
                "run:" + completed.outcome().run().id();
            case Unified.Unchanged unchanged -> "run:" + unchanged.last().id();
            case Unified.AwaitingApproval _, Unified.Refused _ -> "";
        };
        String approval = requireApproval ? "approval" : "";
        return new CommandAudit.Done(
                "unify", Optional.empty(), run, reveal ? (approval + " reveal").strip() : approval);
    }

    private Rerun rerun() {
        if (retrain) {
            return Rerun.RETRAINED;
        }
        return again ? Rerun.ALWAYS : Rerun.WHEN_CHANGED;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(home.home().existing().prepare())) {
            Unification unification =
                    new Unification(house, progress, reveal ? Disclosure.REVEALED : Disclosure.MASKED);
            Unified unified = unification.run(requireApproval ? Approval.REQUIRED : Approval.NOT_NEEDED, rerun());
            CommandAudit.record(house, done(unified));
            out.println(json ? UnifiedText.json(unified) : UnifiedText.lines(unified));
            if (!json && !UnifiedText.tests(unified).isEmpty()) {
                new TestText(out, reveal).print(UnifiedText.tests(unified));
            }
            out.flush();
            return unified instanceof Unified.AwaitingApproval || unified instanceof Unified.Refused
                    ? ExitCode.FAULT_IN_INPUT.number()
                    : ExitCode.DONE.number();
        }
    }
}
