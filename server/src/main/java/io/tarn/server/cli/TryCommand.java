package io.tarn.server.cli;

import io.tarn.loop.gold.GoldOrder.Approval;
import io.tarn.loop.gold.GoldOrder.Rerun;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.TemporaryFolder;
import io.tarn.server.Unification;
import io.tarn.server.Unified;
import io.tarn.server.config.Project;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.TextSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what Tarn makes of files that somebody has at hand, and keeps nothing but the report. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        header = "See what Tarn makes of a file of yours; nothing is kept but a report.",
        description = "Each file is a source. Values are masked unless you say --reveal.")
final class TryCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV, JSON, JSON lines or Parquet files.")
    private List<Path> files = List.of();

    @Option(names = "--key", paramLabel = "COLUMN", description = "The column that names a record, in every file.")
    private @Nullable String key;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "tarn-try.html",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path page = Path.of("tarn-try.html");

    @Option(names = "--reveal", description = "Show personal values.")
    private boolean reveal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (TemporaryFolder folder = TemporaryFolder.open("tarn-try-")) {
            Home home = new Home(folder.path()).prepare();
            declare(new Project(home.project()));
            try (ConsoleProgress progress = ConsoleProgress.standard();
                    House house = House.open(home)) {
                Unified unified = new Unification(
                                house, progress, reveal ? Disclosure.REVEALED : Disclosure.MASKED, title())
                        .run(Approval.NOT_NEEDED, Rerun.ALWAYS);
                if (unified instanceof Unified.Completed completed) {
                    keep(completed.page());
                    progress.close();
                    PrintWriter out = spec.commandLine().getOut();
                    TextSummary.lines(completed.report(), page.toString()).forEach(out::println);
                    out.flush();
                }
            }
        }
        return ExitCode.DONE.number();
    }

    private String title() {
        return files.stream().map(file -> String.valueOf(file.getFileName())).collect(Collectors.joining(", "));
    }

    private void declare(Project project) {
        Set<String> taken = new HashSet<>();
        for (Path file : files) {
            SourceDefinition source = SourceDefinition.of(
                    new SourceName(unique(file, taken)),
                    file.toAbsolutePath().normalize().toString());
            source = Optional.ofNullable(key).map(source::withKey).orElse(source);
            House.looksAt(source);
            project.save(source);
        }
    }

    /** A source's name made of a file's. */
    private static String unique(Path file, Set<String> taken) {
        String text = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = text.indexOf('.', 1);
        String plain = Normalizer.normalize(dot < 0 ? text : text.substring(0, dot), Normalizer.Form.NFKD)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[^a-z]+|_+$", "");
        String base = plain.isEmpty() ? "file" : plain.substring(0, Math.min(plain.length(), 40));
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "_" + number;
        }
        return name;
    }

    private void keep(Path made) {
        try {
            Files.copy(made, page, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The report cannot be written to '" + page + "': " + failure
                            + ". Name another place with --report.",
                    failure);
        }
    }
}
