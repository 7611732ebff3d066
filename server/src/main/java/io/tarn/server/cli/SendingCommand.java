package io.tarn.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.Home;
import io.tarn.server.RunningServer;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops all messages at once, and lets them go again. */
@Command(
        name = "sending",
        mixinStandardHelpOptions = true,
        header = "Stop all messages at once, or let them go again.",
        description = {
            "The server that runs on the home obeys within a second and remembers it when it is started again.",
            "Messages that are queued meanwhile wait; what is decided meanwhile is not sent."
        },
        synopsisSubcommandLabel = "stop|resume|status")
final class SendingCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, header = "Stop all sending.")
    int stop(@Mixin HomeOption home) {
        return turn(home, "stopped");
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, header = "Let sending go on.")
    int resume(@Mixin HomeOption home) {
        return turn(home, "running");
    }

    @Command(name = "status", mixinStandardHelpOptions = true, header = "Say whether messages leave.")
    int status(@Mixin HomeOption home) {
        try (ServerCall call = new ServerCall(server(home))) {
            return say(call.get("/v1/sending"));
        }
    }

    private int turn(HomeOption home, String wanted) {
        try (ServerCall call = new ServerCall(server(home))) {
            return say(call.post("/v1/sending", "{\"sending\":\"" + wanted + "\"}"));
        }
    }

    private static RunningServer server(HomeOption home) {
        Home place = home.home().existing();
        return RunningServer.find(place)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.NOT_FOUND,
                        "No server runs on " + place.root()
                                + ", so nothing is being sent. Start one with: tarn serve"));
    }

    private int say(JsonNode state) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "Sending is %s. Since the server started: %,d delivered, %,d failed, %,d put off, %,d uncertain.%n",
                state.path("sending").asText(),
                state.path("delivered").asLong(),
                state.path("failed").asLong(),
                state.path("deferred").asLong(),
                state.path("uncertain").asLong());
        if (state.has("fault")) {
            out.println(
                    "What keeps messages from leaving: " + state.path("fault").asText());
        }
        out.flush();
        return ExitCode.DONE.number();
    }
}
