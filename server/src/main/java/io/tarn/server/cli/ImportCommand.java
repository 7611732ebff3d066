package io.tarn.server.cli;

import io.tarn.loop.history.HistoryDoor;
import io.tarn.loop.history.HistoryImported;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.WebhookMapping;
import io.tarn.server.CommandAudit;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.Importing;
import io.tarn.server.RunningServer;
import io.tarn.server.figures.Figures;
import io.tarn.server.http.HistoryJson;
import io.tarn.wire.source.WebhookMappingCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings in what was collected before Tarn. */
@Command(name = "import", mixinStandardHelpOptions = true, header = "Bring in events of the past: an archive, a table.")
final class ImportCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "events",
            mixinStandardHelpOptions = true,
            header = "Import events with their own times; they never trigger a message.",
            description = {
                "One event a line, as the tracking API takes them: a Segment archive, packed with gzip or not.",
                "With --mapping: lines of other JSON, CSV and Parquet, in the form of webhooks/NAME.yaml.",
                "May be cut off and repeated: nothing is taken twice. A bad line is listed and stops nothing."
            })
    int events(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "PLACE", description = "A file, or a folder with files.") Path place,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "NAME",
                            description = "The event source; that of live events, so that what overlaps counts once.")
                    String source,
            @Option(names = "--mapping", paramLabel = "FILE", description = "What lines or columns mean, in YAML.")
                    @Nullable
                    Path mapping,
            @Option(names = "--json", description = "Answer as JSON, for programs.") boolean json) {
        Home at = home.home().prepare();
        SourceName name = SourceName.ofEvents(source);
        Path list = at.root()
                .resolve("imports")
                .resolve(name + "-"
                        + Instant.now().toString().replaceAll("[^0-9]", "").substring(0, 14) + ".csv");
        Importing order =
                new Importing(place, name, Optional.ofNullable(mapping).map(ImportCommand::mapping));
        try (RefusedFile refused = new RefusedFile(list);
                ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(at)) {
            Optional<RunningServer> server = RunningServer.find(at);
            HistoryImported imported;
            if (server.isPresent()) {
                try (ServerCall call = new ServerCall(server.get())) {
                    imported = order.through(door(call), house, refused, progress);
                }
            } else {
                imported = order.here(house, refused, progress);
                CommandAudit.record(house, CommandAudit.Done.of("history.import", "source:" + name));
            }
            progress.close();
            print(imported, refused, json);
        }
        return ExitCode.DONE.number();
    }

    private static HistoryDoor door(ServerCall call) {
        return (source, lines) -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream(HistoryDoor.BYTES_MAX);
            for (byte[] line : lines) {
                body.writeBytes(line);
                body.write('\n');
            }
            return HistoryJson.read(call.post(
                    "/v1/history?source=" + URLEncoder.encode(source.value(), StandardCharsets.UTF_8),
                    body.toByteArray()));
        };
    }

    private static WebhookMapping mapping(Path file) {
        try {
            return WebhookMappingCodec.read(Files.readString(file), file.toString());
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND, "The mapping '" + file + "' cannot be read. Check its name.", failure);
        }
    }

    private void print(HistoryImported imported, RefusedFile refused, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println("{\"files\":" + imported.files() + ",\"lines\":" + imported.lines() + ",\"accepted\":"
                    + imported.accepted() + ",\"known\":" + imported.known() + ",\"forgotten\":"
                    + imported.forgotten() + ",\"refused\":" + imported.refused() + "}");
        } else {
            refused.first().forEach(out::println);
            out.println(Figures.count(imported.lines(), "line", "lines") + " of "
                    + Figures.count(imported.files(), "file", "files") + ": " + imported.accepted() + " imported, "
                    + imported.known() + " known already, " + imported.refused() + " refused"
                    + (imported.forgotten() > 0 ? ", " + imported.forgotten() + " of forgotten persons dropped" : "")
                    + ".");
        }
        out.flush();
        refused.file()
                .ifPresent(file -> spec.commandLine()
                        .getErr()
                        .println("note: every refused line, with its reason, is in " + file
                                + "; mend them and import the same place again"));
    }
}
