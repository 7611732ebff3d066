package io.tarn.server.cli;

import io.tarn.lake.Lake;
import io.tarn.lake.TableState;
import io.tarn.lake.TableVersion;
import io.tarn.lake.table.TableName;
import io.tarn.server.House;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the lake's files. */
@Command(name = "lake", mixinStandardHelpOptions = true, header = "Look after the tables: history, compact, vacuum.")
final class LakeCommand {
    private static final int HOURS_DEFAULT = 168;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "history", mixinStandardHelpOptions = true, header = "List a table's versions, newest first.")
    int history(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "TABLE", description = "A table, such as gold.customers.") String table) {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing())) {
            for (TableVersion version : house.lake().history(TableName.of(table))) {
                out.printf(Locale.ROOT, "%6d  %s  %s%n", version.version(), version.committedAt(), version.operation());
            }
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(name = "compact", mixinStandardHelpOptions = true, header = "Rewrite small files into large ones.")
    int compact(@Mixin HomeOption home) {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing())) {
            Lake lake = house.lake();
            for (TableState table : lake.tables()) {
                long version = lake.compact(table.name());
                if (version != table.version()) {
                    out.println(table.name() + " compacted, version " + version);
                }
            }
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(
            name = "vacuum",
            mixinStandardHelpOptions = true,
            header = "Delete files that no version younger than an age needs; time travel ends there.")
    int vacuum(
            @Mixin HomeOption home,
            @Option(
                            names = "--older-than-hours",
                            paramLabel = "N",
                            defaultValue = "" + HOURS_DEFAULT,
                            description = "The age (default: ${DEFAULT-VALUE}, a week).")
                    int hours) {
        PrintWriter out = spec.commandLine().getOut();
        try (House house = House.open(home.home().existing())) {
            Lake lake = house.lake();
            for (TableState table : lake.tables()) {
                out.println(
                        table.name() + ": " + lake.vacuum(table.name(), Duration.ofHours(hours)) + " files deleted");
            }
        }
        out.flush();
        return ExitCode.DONE.number();
    }
}
