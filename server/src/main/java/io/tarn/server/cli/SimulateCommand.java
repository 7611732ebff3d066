package io.tarn.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.CampaignName;
import io.tarn.server.CommandAudit;
import io.tarn.server.Home;
import io.tarn.server.House;
import io.tarn.server.RunningServer;
import io.tarn.server.Simulating;
import io.tarn.server.campaign.CampaignText;
import io.tarn.server.campaign.LakeCampaigns;
import io.tarn.server.campaign.SimulationJson;
import io.tarn.wire.view.Disclosure;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries a campaign on the profiles as they are, and sends nothing. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        header = "Try a campaign on the profiles as they are, and send nothing.",
        description = {
            "Says who would get its first message, when, and why; who would not, and why not.",
            "docs/campaigns.md says whom it takes as set off."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Mixin
    private HomeOption home = new HomeOption();

    @Parameters(paramLabel = "CAMPAIGN", description = "A campaign of the project: campaigns/CAMPAIGN.yaml.")
    private String campaign = "";

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "" + SimulationOrder.SAMPLES_DEFAULT,
            description = "Show so many persons with all reasons (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "Take those as set off who had the event within so many days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--reveal", description = "Show personal values as they are; written into the audit.")
    private boolean reveal;

    @Option(names = "--json", description = "Answer as JSON, for programs.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        SimulationOrder order = new SimulationOrder(
                new CampaignName(campaign),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                Duration.ofDays(days),
                samples,
                reveal ? Disclosure.PLAIN : Disclosure.MASKED);
        Home place = home.home().existing();
        Optional<RunningServer> server = RunningServer.find(place);
        JsonNode answer = server.isPresent() ? called(server.get()) : here(place, order);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer);
        } else {
            new CampaignText(out).simulated(answer);
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    private JsonNode called(RunningServer server) {
        String body = MAPPER.createObjectNode()
                .put("samples", samples)
                .put("days", days)
                .put("reveal", reveal)
                .toString();
        try (ServerCall call = new ServerCall(server)) {
            return call.post("/v1/campaigns/" + campaign + "/simulate", body);
        }
    }

    private JsonNode here(Home place, SimulationOrder order) {
        try (ConsoleProgress progress = ConsoleProgress.standard();
                House house = House.open(place)) {
            new LakeCampaigns(house.lake(), place.project(), InstantSource.system()).runnable(campaign);
            Simulated simulated = Simulating.simulate(house, order, progress);
            if (reveal) {
                CommandAudit.record(
                        house,
                        new CommandAudit.Done("campaign.simulate", Optional.empty(), "campaign:" + campaign, "plain"));
            }
            return MAPPER.readTree(SimulationJson.write(simulated));
        } catch (JsonProcessingException failure) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "What was just written cannot be read.", failure);
        }
    }
}
