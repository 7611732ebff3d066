package io.tarn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.loop.Progress;
import io.tarn.server.Declarations;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.Rulebook;
import io.tarn.server.RunningServer;
import io.tarn.server.config.Project;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets the server go by the definitions as they lie in the project now. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        header = "Let the running server go by the definitions as they are now, without a restart.",
        description = {
            "Computed traits, audiences, campaigns, templates, guardrails, identifiers, identity rules, the tracking plan",
            "and webhooks are taken over together, or not at all when one of them has a fault. What is new is counted from",
            "the lake; nobody gets a message because of it. Events are taken all the while.",
            "tarn.yaml is read when the server starts; sources and survivorship are read by 'tarn unify'."
        })
final class ApplyCommand implements Callable<Integer> {
    private static final double MILLIS_PER_SECOND = 1000;

    @Mixin
    private HomeOption home = new HomeOption();

    @Option(names = "--dry-run", description = "Name what would be taken over, and change nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Home there = home.home().existing();
        Optional<RunningServer> server = RunningServer.find(there);
        if (server.isPresent()) {
            apply(server.get(), out);
        } else {
            check(there, out);
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    private void apply(RunningServer server, PrintWriter out) {
        try (ServerCall call = new ServerCall(server)) {
            if (dryRun) {
                changes(call.get("/v1/definitions").path("pending"), out);
                return;
            }
            JsonNode answer = call.post("/v1/definitions/apply", "{}");
            changes(answer.path("applied"), out);
            answer.path("remarks").forEach(remark -> out.println("Note: " + remark.asText()));
            if (!answer.path("applied").isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "The server goes by them now. Profiles stood still for %.1f s; no event was lost.%n",
                        answer.path("milliseconds").asLong() / MILLIS_PER_SECOND);
            }
        }
    }

    private static void changes(JsonNode changes, PrintWriter out) {
        if (changes.isEmpty()) {
            out.println("Nothing changed: the server goes by the definitions as they are.");
        }
        for (JsonNode change : changes) {
            out.printf(
                    Locale.ROOT,
                    "%-8s %-14s %s%n",
                    change.path("change").asText(),
                    change.path("kind").asText(),
                    change.path("name").asText());
        }
    }

    /** Where no server runs, all are read, so that a fault is told now and not at the next start. */
    private void check(Home there, PrintWriter out) {
        Declarations.read(new Project(there.project()));
        List<String> remarks = new ArrayList<>();
        try (House house = House.open(there)) {
            Rulebook.read(house, Progress.keeping(remarks));
        }
        remarks.forEach(remark -> out.println("Note: " + remark));
        out.println(
                "No server runs on this home. The definitions are without fault; the next 'tarn serve' goes by them.");
    }
}
