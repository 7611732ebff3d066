package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.SimulationOrder;
import io.tarn.model.policy.CampaignName;
import io.tarn.server.campaign.CampaignJson;
import io.tarn.server.campaign.Campaigns;
import io.tarn.server.campaign.SimulationJson;
import io.tarn.wire.view.Disclosure;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Where campaigns are listed, measured and tried. Lake and store are asked on virtual threads. */
final class CampaignRoutes {
    private static final int DAYS_DEFAULT = 7;
    private static final int DAYS_MAX = 3_660;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Campaigns campaigns;
    private final Bodies bodies;
    private final Bearer bearer;
    private final AuditBook book;
    private final Replies replies;
    private final InstantSource clock;

    CampaignRoutes(LiveRooms rooms, Bodies bodies, Replies replies) {
        this.campaigns = rooms.campaigns();
        this.bodies = bodies;
        this.bearer = new Bearer(rooms);
        this.book = new AuditBook(rooms);
        this.replies = replies;
        this.clock = rooms.clock();
    }

    /** All that are declared, with what they did lately. */
    void list(RoutingContext context) {
        Duration period =
                Duration.ofDays(days(Optional.ofNullable(context.request().getParam("days"))));
        answer(context, _ -> CampaignJson.list(campaigns.list(period), period));
    }

    /** What one brings. */
    void lift(RoutingContext context) {
        answer(context, _ -> CampaignJson.lift(campaigns.lift(Address.part(context, "name"))));
    }

    /** What one would do now. */
    void simulate(RoutingContext context) {
        bodies.read(
                context,
                body -> answer(context, key -> {
                    SimulationOrder order = order(new CampaignName(Address.part(context, "name")), body, key);
                    Simulated simulated = campaigns.simulate(order);
                    book.operated(
                            key,
                            "campaign.simulate",
                            "campaign:" + order.campaign(),
                            order.disclosure() == Disclosure.PLAIN ? "plain" : "masked");
                    return SimulationJson.write(simulated);
                }));
    }

    private SimulationOrder order(CampaignName campaign, byte[] body, Caller key) {
        JsonNode root = root(body);
        boolean reveal = root.path("reveal").asBoolean() && key.seesAll();
        return new SimulationOrder(
                campaign,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Duration.ofDays(whole(root, "days", (int) SimulationOrder.LOOK_BACK_DEFAULT.toDays())),
                whole(root, "samples", SimulationOrder.SAMPLES_DEFAULT),
                reveal ? Disclosure.PLAIN : Disclosure.MASKED);
    }

    private static JsonNode root(byte[] body) {
        try {
            JsonNode root = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (IOException _) {
            // Refused below with all else that is no object.
        }
        throw Refusals.wrongInput(
                "The body is no JSON object. Send {\"samples\": 10, \"days\": 30, \"reveal\": false}, or nothing.");
    }

    private static int whole(JsonNode root, String name, int otherwise) {
        JsonNode said = root.path(name);
        if (said.isMissingNode() || said.isNull()) {
            return otherwise;
        }
        if (!said.isIntegralNumber() || !said.canConvertToInt()) {
            throw Refusals.wrongInput("'" + name + "' is a whole number.");
        }
        return said.intValue();
    }

    private void answer(RoutingContext context, Function<Caller, String> body) {
        replies.answer(context, bearer::reading, body);
    }

    private static int days(Optional<String> said) {
        try {
            int days =
                    said.filter(text -> !text.isBlank()).map(Integer::parseInt).orElse(DAYS_DEFAULT);
            if (days >= 1 && days <= DAYS_MAX) {
                return days;
            }
        } catch (NumberFormatException _) {
            // Refused below with the numbers out of range.
        }
        throw Refusals.wrongInput("'days' is a whole number from 1 to " + DAYS_MAX + ".");
    }
}
