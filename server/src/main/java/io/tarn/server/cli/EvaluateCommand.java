package io.tarn.server.cli;

import io.tarn.lake.LakeSession;
import io.tarn.lake.table.Contracts;
import io.tarn.loop.gold.Evaluation;
import io.tarn.server.House;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how right the profiles are against a truth file. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        header = "Measure the profiles against the truth.",
        description = "Prints pairwise and B3 precision, recall and F1 as JSON.")
final class EvaluateCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FILE",
            description = "A CSV with record_id and entity_id, and source where keys repeat between sources.")
    private Path truth = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (House house = House.open(home.home().existing());
                LakeSession session = house.lake().open(house.runs().readPoint(Contracts.OWNED_BY_RUNS))) {
            spec.commandLine().getOut().println(Evaluation.json(Evaluation.against(session, truth)));
        }
        return ExitCode.DONE.number();
    }
}
