package io.tarn.server.cli;

import io.tarn.loop.gold.LandStage;
import io.tarn.loop.gold.Replayed;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.House;
import io.tarn.server.Unification;
import io.tarn.server.config.Project;
import io.tarn.server.report.Disclosure;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives out rows that could not be read, and takes them back mended. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        header = "Export rows that could not be read, and replay them mended.",
        description = "All that was not accepted, with reasons: tarn sql \"SELECT * FROM silver.rejected\"")
final class RejectedCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            header = "Write a source's unreadable rows to a CSV with its columns, to be filled in.")
    int export(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.") String name,
            @Parameters(index = "1", paramLabel = "FILE", description = "The CSV to write.") Path file) {
        try (House house = House.open(home.home().existing())) {
            landing(house).exportUnreadable(source(house, name), file);
            spec.commandLine()
                    .getOut()
                    .println("Written to " + file + ". Fill the columns in, then: tarn rejected replay " + name + " "
                            + file);
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            header = "Land mended rows; the rows that they mend are no longer rejected.")
    int replay(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "SOURCE", description = "The source.") String name,
            @Parameters(index = "1", paramLabel = "FILE", description = "The mended rows.") Path file) {
        try (House house = House.open(home.home().existing())) {
            Replayed replayed = landing(house).replay(source(house, name), file);
            spec.commandLine()
                    .getOut()
                    .println(replayed.mended() + " rows mended, " + replayed.remaining()
                            + " still unreadable. Next: tarn unify");
        }
        return ExitCode.DONE.number();
    }

    private static LandStage landing(House house) {
        return new Unification(house, ConsoleProgress.standard(), Disclosure.MASKED).landing();
    }

    private static SourceDefinition source(House house, String name) {
        return new Project(house.home().project()).load(new SourceName(name));
    }
}
