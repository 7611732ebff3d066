package io.tarn.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.message.MessageTemplate;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.TemplateName;
import io.tarn.wire.audience.AudienceDefinitionCodec;
import io.tarn.wire.campaign.CampaignCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/campaigns.md} shows is what runs. */
final class CampaignsPageTest {
    private static final Path PAGE = Path.of("../docs/campaigns.md");
    private static final Pattern SAMPLE = Pattern.compile("```yaml\n(?:# (\\S+)\n)?(.*?)```", Pattern.DOTALL);
    private static final String BASE = """
            name: base
            goal: {event: Order Completed}
            trigger: {enters: newcomers}
            steps:
            - {name: hello, channel: email, template: hello}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writesWhatThePageTakesForGranted() {
        Project project = new Project(folder);
        for (String audience : List.of("newcomers", "open_ticket", "reachable_shoppers", "at_risk")) {
            project.save(AudienceDefinitionCodec.read("name: " + audience + "\nwhere: everyone\n", audience));
        }
        for (String template : List.of("hello", "receipt", "cart_coupon", "cart_last_call")) {
            project.save(new MessageTemplate(template, "Hello", "<p>Hello</p>", Optional.empty()));
        }
    }

    @Test
    void whatIsAFileMakesAProjectThatIsWhole() throws IOException {
        writeFiles();

        Definitions definitions = Definitions.read(new Project(folder));

        assertThat(definitions.campaigns())
                .extracting(campaign -> campaign.name().value())
                .containsExactly("abandoned_cart", "receipt", "welcome");
        assertThat(definitions.guardrails().caps()).hasSize(2);
        assertThat(definitions.compiled()).containsKey(new TemplateName("cart_reminder"));
    }

    private void writeFiles() throws IOException {
        Matcher samples = SAMPLE.matcher(Files.readString(PAGE));
        while (samples.find()) {
            if (samples.group(1) != null) {
                Path file = folder.resolve(samples.group(1));
                Files.createDirectories(file.getParent());
                Files.writeString(file, samples.group(2));
            }
        }
    }

    @Test
    void whatIsAPartOfACampaignFitsIntoOne() throws IOException {
        Matcher samples = SAMPLE.matcher(Files.readString(PAGE));
        int parts = 0;
        while (samples.find()) {
            String part = samples.group(2);
            if (samples.group(1) == null) {
                String key = part.substring(0, part.indexOf(':') + 1);
                String rest = key.equals("steps:")
                        ? BASE.substring(0, BASE.indexOf(key))
                        : BASE.replaceAll("(?m)^" + key + ".*\n", "");
                Campaign campaign = CampaignCodec.read(rest + part, "the page");
                assertThat(CampaignCodec.read(CampaignCodec.write(campaign), "again"))
                        .isEqualTo(campaign);
                parts++;
            }
        }

        assertThat(parts).isEqualTo(4);
    }

    @Test
    void showsWhatIsSaidOfFaults() throws IOException {
        writeFiles();
        Path campaign = folder.resolve("campaigns/abandoned_cart.yaml");
        Files.writeString(campaign, Files.readString(campaign).replace("cart_reminder", "cart_remindr"));
        Files.delete(folder.resolve("audiences/reachable_shoppers.yaml"));
        Files.delete(folder.resolve("audiences/at_risk.yaml"));
        String page = Files.readString(PAGE);
        int begin = page.indexOf("The definitions of the project");
        String shown = page.substring(begin, page.indexOf("\n```", begin));

        assertThatThrownBy(() -> Definitions.read(new Project(folder)))
                .hasMessage(shown.replace("- campaigns/", "- " + folder + "/campaigns/"));
    }
}
