package io.tarn.server.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.tarn.model.error.TarnException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/** The command {@code tarn} and its subcommands. */
@Command(
        name = "tarn",
        mixinStandardHelpOptions = true,
        versionProvider = TarnVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Tarn: a customer data platform that lives inside the lakehouse.",
        description = "Start with '@|bold tarn demo|@', or '@|bold tarn try FILE|@' on a file of your own.",
        subcommands = {
            TryCommand.class,
            DemoCommand.class,
            SourceCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            UnifyCommand.class,
            SqlCommand.class,
            TablesCommand.class,
            ViewCommand.class,
            ExplainCommand.class,
            ModelCommand.class,
            LinkCommand.class,
            SplitCommand.class,
            ReviewCommand.class,
            AudienceCommand.class,
            CampaignCommand.class,
            SimulateCommand.class,
            SendingCommand.class,
            IdentityCommand.class,
            EvaluateCommand.class,
            RejectedCommand.class,
            ImportCommand.class,
            QuarantineCommand.class,
            ForgetCommand.class,
            RetainCommand.class,
            LakeCommand.class,
            ServeCommand.class,
            TailCommand.class,
            KeyCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
@QuarkusMain
public final class Tarn {
    private Tarn() {}

    public static void main(String[] arguments) {
        // Quarkus logs through this; it must be said before anything logs, and nothing else here minds.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs one command line; returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new Tarn());
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setExecutionStrategy(new CommandLine.RunLast());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            report(command.getErr(), failure);
            return ExitCode.of(failure).number();
        });
        line.setParameterExceptionHandler(Tarn::wrongUse);
        return line.execute(arguments);
    }

    private static void report(PrintWriter err, Exception failure) {
        if (failure instanceof TarnException known) {
            err.println("tarn: " + known.getMessage());
            return;
        }
        err.println("tarn: a defect of ours stopped this command. Please report it with what follows.");
        failure.printStackTrace(err);
    }

    private static int wrongUse(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("tarn: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USE.number();
    }
}
