package io.tarn.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.House;
import io.tarn.server.campaign.CampaignJson;
import io.tarn.server.campaign.CampaignText;
import io.tarn.server.campaign.LakeCampaigns;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists campaigns and measures what they bring, by the lake, whether or not a server runs on the home. */
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        header = "List campaigns, and measure what they bring.",
        description = "A campaign is declared in the project: campaigns/NAME.yaml. docs/campaigns.md has the keys.",
        synopsisSubcommandLabel = "list|lift")
final class CampaignCommand implements Runnable {
    private static final int DAYS_MAX = 3_660;
    private static final JsonMapper MAPPER = new JsonMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            header = "Show every campaign, whether it runs, and what it did lately.")
    int list(
            @Mixin HomeOption home,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "7",
                            description = "Count so many days (default: ${DEFAULT-VALUE}).")
                    int days,
            @Option(names = "--json", description = "Answer as JSON, for programs.") boolean json) {
        if (days < 1 || days > DAYS_MAX) {
            throw new TarnException(ErrorCode.WRONG_USAGE, "--days takes 1 to " + DAYS_MAX + ".");
        }
        Duration period = Duration.ofDays(days);
        try (House house = House.open(home.home().existing())) {
            return said(json, CampaignJson.list(campaigns(house).list(period), period), CampaignText::list);
        }
    }

    @Command(
            name = "lift",
            mixinStandardHelpOptions = true,
            header = "Say what a campaign brings: its persons against the control group.")
    int lift(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "NAME", description = "A campaign.") String name,
            @Option(names = "--json", description = "Answer as JSON, for programs.") boolean json) {
        try (House house = House.open(home.home().existing())) {
            return said(json, CampaignJson.lift(campaigns(house).lift(name)), CampaignText::lift);
        }
    }

    private static LakeCampaigns campaigns(House house) {
        return new LakeCampaigns(house.lake(), house.home().project(), InstantSource.system());
    }

    private int said(boolean asJson, String json, BiConsumer<CampaignText, JsonNode> words) {
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            out.println(json);
        } else {
            try {
                words.accept(new CampaignText(out), MAPPER.readTree(json));
            } catch (JsonProcessingException failure) {
                throw new TarnException(ErrorCode.INVARIANT_BROKEN, "What was just written cannot be read.", failure);
            }
        }
        out.flush();
        return ExitCode.DONE.number();
    }
}
