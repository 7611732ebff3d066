package io.tarn.server.cli;

import io.tarn.lake.delta.DuckDbDialect;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.SparkDialect;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.view.LakeView;
import io.tarn.lake.view.LiveView;
import io.tarn.lake.view.MembersView;
import io.tarn.server.Home;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the definitions of views for engines that read the lake without Tarn. */
@Command(name = "view", mixinStandardHelpOptions = true, header = "Print the live view for DuckDB, Spark, Databricks.")
final class ViewCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** An engine that reads the lake. */
    enum Engine {
        duckdb(DuckDbDialect.INSTANCE),
        spark(SparkDialect.INSTANCE),
        databricks(SparkDialect.INSTANCE);

        @SuppressWarnings("ImmutableEnumChecker") // Dialects hold nothing.
        private final Dialect dialect;

        Engine(Dialect dialect) {
            this.dialect = dialect;
        }
    }

    @Command(
            name = "live",
            mixinStandardHelpOptions = true,
            header = "Every customer as known now: gold.customers with the newest gold.profile_changes.",
            description = "'tarn sql' knows it already, as gold.live_customers.")
    int live(@Mixin Where where) {
        return print(where, LiveView.VIEW);
    }

    @Command(
            name = "members",
            mixinStandardHelpOptions = true,
            header = "Who is in which audience now: the newest rows of gold.audience_changes.",
            description = "'tarn sql' knows it already, as gold.audience_members.")
    int members(@Mixin Where where) {
        return print(where, MembersView.VIEW);
    }

    private int print(Where where, LakeView view) {
        PrintWriter out = spec.commandLine().getOut();
        Dialect dialect = where.engine.dialect;
        Home place = where.home.home();
        Function<TableContract, Optional<String>> called = contract -> Optional.of(
                where.byPath
                        ? dialect.deltaTable(place.lake()
                                .resolve(contract.name().schema())
                                .resolve(contract.name().name()))
                        : contract.name().toString());
        out.println("CREATE OR REPLACE VIEW " + view.name() + " AS\n" + view.query(dialect, called) + ";");
        out.flush();
        return ExitCode.DONE.number();
    }

    /** For which engine, over which tables. */
    static final class Where {
        @Mixin
        HomeOption home = new HomeOption();

        @Option(
                names = "--dialect",
                defaultValue = "duckdb",
                paramLabel = "ENGINE",
                description = "duckdb, spark or databricks (default: ${DEFAULT-VALUE}).")
        Engine engine = Engine.duckdb;

        @Option(
                names = "--by-path",
                description = "Name the tables by where they lie, for engines that do not know them by name.")
        boolean byPath;
    }
}
