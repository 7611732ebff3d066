package io.tarn.server.cli;

import io.tarn.loop.retain.RetainReceipt;
import io.tarn.loop.retain.RetainReceipt.Place;
import io.tarn.server.CommandAudit;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.Retention;
import io.tarn.server.RunningServer;
import io.tarn.server.http.RetentionJson;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes out of tables what is older than they are to keep. */
@Command(
        name = "retain",
        mixinStandardHelpOptions = true,
        header = "Take rows out of tables that are older than tarn.yaml lets them be.",
        description = {
            "retention: in project/tarn.yaml says how long: silver.events: 400 days. A server does it daily.",
            "Older versions of those tables go too: their time travel ends here."
        })
final class RetainCommand implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--dry-run", description = "Say what would go, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Answer as JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Home place = home.home().existing();
        Optional<RunningServer> server = RunningServer.find(place);
        RetainReceipt receipt = server.isPresent() ? called(server.get()) : here(place);
        if (json) {
            out.println(RetentionJson.write(receipt));
        } else if (receipt.places().isEmpty()) {
            out.println("Nothing has an age at which it goes: add 'retention:' to project/tarn.yaml.");
        } else {
            receipt.places().forEach(one -> out.println(line(one)));
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    private RetainReceipt called(RunningServer server) {
        try (ServerCall call = new ServerCall(server)) {
            return RetentionJson.read(call.post("/v1/retain", "{\"dry_run\":" + dryRun + "}"));
        }
    }

    private RetainReceipt here(Home place) {
        try (ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(place)) {
            RetainReceipt receipt = dryRun ? Retention.preview(house, progress) : Retention.run(house, progress);
            CommandAudit.record(house, new CommandAudit.Done("retain", Optional.empty(), "", dryRun ? "dry_run" : ""));
            return receipt;
        }
    }

    private String line(Place place) {
        String what = place.name().equals(RetainReceipt.LOG) ? "entries" : "rows";
        String files = place.files() > 0 ? String.format(Locale.ROOT, ", %,d files", place.files()) : "";
        return String.format(
                Locale.ROOT,
                "%-26s %,d %s%s before %s %s",
                place.name(),
                place.rows(),
                what,
                files,
                place.before(),
                dryRun ? "would go" : "gone");
    }
}
