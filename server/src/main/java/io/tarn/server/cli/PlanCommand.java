package io.tarn.server.cli;

import io.tarn.loop.gold.TestResult;
import io.tarn.loop.plan.Plan;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.CommandAudit;
import io.tarn.server.House;
import io.tarn.server.Planned;
import io.tarn.server.Planning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows in people what the definitions and rows as they lie now would change, and changes nothing. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        header = "Show in people what the next 'tarn unify' would change; nothing is written.",
        description = {
            "Sources that were added, tags and rules that were edited, identity.yaml and new rows are unified on a",
            "copy of the lake that shares its files, and the outcome is compared with the last run: who would merge,",
            "split, be new or vanish, and by what; who would grow beyond sense; what becomes of the identity tests."
        })
final class PlanCommand implements Callable<Integer> {
    private static final int DETAIL_MAX = 100;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--detail",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many examples of each kind of change to show, 0 to 100 (default: ${DEFAULT-VALUE}).")
    private int detail = 3;

    @Option(names = "--check", description = "End with exit code 1 when something would change or a test would fail.")
    private boolean check;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "Measure the profiles, before and after, against a CSV of record_id and entity_id.")
    private @Nullable Path truth;

    @Option(names = "--reveal", description = "Show personal values in examples; written into the audit.")
    private boolean reveal;

    @Option(names = "--json", description = "Answer as JSON, for programs.")
    private boolean json;

    @Option(
            names = "--markdown",
            description = "Answer as Markdown, to be posted as a comment of a pull request; values stay masked.")
    private boolean markdown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (detail < 0 || detail > DETAIL_MAX) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE, "--detail is " + detail + ": use 0 to " + DETAIL_MAX + " examples.");
        }
        if (markdown && (json || reveal)) {
            throw new TarnException(
                    ErrorCode.WRONG_USAGE,
                    "--markdown is for comments that many read: leave " + (json ? "--json" : "--reveal") + " out.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Planned planned;
        try (ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(home.home().existing().prepare())) {
            planned = new Planning(house, progress).plan(new Planning.Request(detail, Optional.ofNullable(truth)));
            if (reveal) {
                CommandAudit.record(house, new CommandAudit.Done("plan.reveal", Optional.empty(), "", "plain"));
            }
        }
        if (markdown) {
            out.println(PlanMarkdown.of(planned));
        } else if (json) {
            out.println(new PlanJson(reveal).of(planned));
        } else {
            new PlanText(out, reveal).print(planned);
        }
        out.flush();
        return check && isOther(planned) ? ExitCode.FAULT_IN_INPUT.number() : ExitCode.DONE.number();
    }

    private static boolean isOther(Planned planned) {
        return switch (planned) {
            case Planned.Unchanged unchanged -> TestResult.anyFails(unchanged.tests());
            case Planned.Changes changes ->
                changes.plan().changes()
                        || TestResult.anyFails(changes.plan().tests().stream()
                                .map(Plan.PlannedTest::after)
                                .toList());
        };
    }
}
