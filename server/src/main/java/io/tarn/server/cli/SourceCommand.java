package io.tarn.server.cli;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.CommandAudit;
import io.tarn.server.CommandAudit.Done;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.config.Project;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares where data about customers lies. */
@Command(
        name = "source",
        mixinStandardHelpOptions = true,
        header = "Add, list, approve or remove sources.",
        subcommands = {})
final class SourceCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            header = "Declare a source; 'tarn unify' lands it.",
            description = {
                "PLACE is a CSV, JSON, JSON lines or Parquet file, plain or gzipped; a folder or a glob of such files",
                "that may grow; a Delta table, read where it lies; or a jdbc: address with -o table=schema.table."
            })
    int add(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "NAME", description = "What to call it, such as crm.") String name,
            @Parameters(index = "1", paramLabel = "PLACE", description = "Where it lies.") String place,
            @Option(names = "--key", paramLabel = "COLUMN", description = "The column that names a record.") @Nullable
                    String key,
            @Option(
                            names = "--observed-at",
                            paramLabel = "COLUMN",
                            description = "The column that says when the source last saw the record.")
                    @Nullable
                    String observedAt,
            @Option(
                            names = "--priority",
                            paramLabel = "N",
                            defaultValue = "" + SourceDefinition.PRIORITY_DEFAULT,
                            description = "Which source is believed first: the lower (default: ${DEFAULT-VALUE}).")
                    int priority,
            @Option(
                            names = "--region",
                            paramLabel = "CC",
                            description = "The country by which telephone numbers without one are read, such as DE.")
                    @Nullable
                    String region,
            @Option(
                            names = "--format",
                            paramLabel = "FORM",
                            defaultValue = SourceDefinition.DETECTED,
                            description = "csv, json, parquet, delta or jdbc; found by looking when not given.")
                    String format,
            @Option(
                            names = {"-o", "--option"},
                            paramLabel = "NAME=VALUE",
                            description = "What detection got wrong or cannot know, such as delimiter=;")
                    @Nullable
                    Map<String, String> options) {
        SourceDefinition source = new SourceDefinition(
                new SourceName(name.toLowerCase(Locale.ROOT)),
                absolute(place),
                format,
                options == null ? Map.of() : options,
                Optional.ofNullable(key),
                Optional.ofNullable(observedAt),
                priority,
                Optional.ofNullable(region).map(code -> code.toUpperCase(Locale.ROOT)),
                List.of(),
                List.of());
        Home prepared = home.home();
        Project project = new Project(prepared.project());
        if (project.find(source.name()).isPresent()) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "There is a source '" + name + "' already, defined in '" + project.file(source.name())
                            + "'. Edit that file, remove the source first, or choose another name.");
        }
        int fresh = House.looksAt(source);
        prepared.prepare();
        project.save(source);
        new CommandAudit(prepared).record(Done.of("source.add", "source:" + source.name()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Source " + source.name() + " added: " + source.place()
                + (fresh > 1 ? " (" + fresh + " files)" : "") + ".");
        out.println("Its definition is " + project.file(source.name()) + ".");
        out.println("Next: tarn unify" + homeHint(prepared));
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, header = "List the sources.")
    int list(@Mixin HomeOption home) {
        PrintWriter out = spec.commandLine().getOut();
        List<SourceDefinition> sources = new Project(home.home().existing().project()).sources();
        for (SourceDefinition source : sources) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %-8s %s%s%n",
                    source.name(),
                    source.format(),
                    source.place(),
                    source.columns().isEmpty() ? "" : "  (" + source.columns().size() + " columns mapped)");
        }
        if (sources.isEmpty()) {
            out.println("No source yet. Add one with: tarn source add NAME PLACE");
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            header = "Forget a source's definition; what it landed stays in bronze, the next run leaves it out.")
    int remove(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "NAME", description = "The source.") String name) {
        Home place = home.home().existing();
        Project project = new Project(place.project());
        SourceDefinition source = project.load(new SourceName(name));
        project.remove(source.name());
        new CommandAudit(place).record(Done.of("source.remove", "source:" + source.name()));
        spec.commandLine().getOut().println("Source " + name + " removed. Its bronze table is left as it is.");
        return ExitCode.DONE.number();
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            header = "Apply what the profile agent proposed for a source.")
    int approve(
            @Mixin HomeOption home,
            @Parameters(index = "0", paramLabel = "NAME", description = "The source.") String name) {
        Home place = home.home().existing();
        Path applied = new Project(place.project()).approve(new SourceName(name));
        new CommandAudit(place).record(Done.of("source.approve", "source:" + name));
        spec.commandLine().getOut().println("Applied: " + applied + ". Next: tarn unify");
        return ExitCode.DONE.number();
    }

    private static String homeHint(Home home) {
        return home.root().equals(Path.of("tarn-home").toAbsolutePath().normalize()) ? "" : " --home " + home.root();
    }

    /** A path is kept absolute, so that the source is found from wherever a command is typed. */
    private static String absolute(String place) {
        boolean address = place.startsWith("jdbc:") || place.startsWith("file:");
        if (address) {
            return place;
        }
        boolean glob = place.indexOf('*') >= 0 || place.indexOf('?') >= 0 || place.indexOf('[') >= 0;
        if (glob && !Files.exists(Path.of(place))) {
            return Path.of("").toAbsolutePath().resolve(place).toString();
        }
        return Path.of(place).toAbsolutePath().normalize().toString();
    }
}
