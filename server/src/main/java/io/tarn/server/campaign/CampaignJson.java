package io.tarn.server.campaign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.policy.Campaign;
import io.tarn.model.policy.Trigger;
import io.tarn.understand.measure.ArmCounts;
import io.tarn.understand.measure.Interval;
import io.tarn.understand.measure.Lift;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What campaigns did and bring, as JSON. Added to, never altered. */
public final class CampaignJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private CampaignJson() {}

    public static String list(List<ListedCampaign> campaigns, Duration period) {
        ObjectNode root = MAPPER.createObjectNode().put("days", period.toDays());
        ArrayNode all = root.putArray("campaigns");
        for (ListedCampaign one : campaigns) {
            Campaign campaign = one.campaign();
            ObjectNode node = all.addObject()
                    .put("name", campaign.name().value())
                    .put("kind", campaign.kind().name().toLowerCase(Locale.ROOT));
            trigger(node.putObject("trigger"), campaign.trigger());
            node.put("runs", one.hindrance().isEmpty());
            one.hindrance().ifPresentOrElse(why -> node.put("hindrance", why), () -> node.putNull("hindrance"));
            counts(node.putObject("decisions"), one.figures().decisions());
            counts(node.putObject("messages"), one.figures().messages());
            counts(node.putObject("outcomes"), one.figures().outcomes());
        }
        return root.toString();
    }

    static void trigger(ObjectNode node, Trigger trigger) {
        switch (trigger) {
            case Trigger.OnEvent on ->
                node.put("event", on.event()).put("conditional", !on.filters().isEmpty());
            case Trigger.OnEntry(var audience) -> node.put("enters", audience.value());
        }
    }

    private static void counts(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }

    public static String lift(MeasuredCampaign measured) {
        Lift lift = measured.lift();
        ObjectNode root = MAPPER.createObjectNode()
                .put("campaign", measured.campaign().name().value())
                .put("as_of", measured.asOf().toString());
        ObjectNode goal = root.putObject("goal")
                .put("event", measured.campaign().goal().event())
                .put("window_seconds", measured.campaign().goal().window().toSeconds());
        measured.campaign()
                .goal()
                .valueProperty()
                .ifPresentOrElse(path -> goal.put("value", path), () -> goal.putNull("value"));
        arm(root.putObject("treated"), lift.treated());
        arm(root.putObject("control"), lift.control());
        root.put("mixed", lift.mixed());
        interval(root, "rate", lift.rate());
        interval(root, "value", lift.value());
        if (lift.relative().isPresent()) {
            root.put("relative", lift.relative().getAsDouble());
        } else {
            root.putNull("relative");
        }
        return root.put("sentence", lift.sentence()).toString();
    }

    private static void arm(ObjectNode node, ArmCounts arm) {
        node.put("persons", arm.persons())
                .put("conversions", arm.conversions())
                .put("rate", arm.rate())
                .put("value_per_person", arm.valuePerPerson());
    }

    private static void interval(ObjectNode root, String name, Optional<Interval> interval) {
        if (interval.isEmpty()) {
            root.putNull(name);
            return;
        }
        root.putObject(name)
                .put("estimate", interval.get().estimate())
                .put("low", interval.get().low())
                .put("high", interval.get().high())
                .put("distinguishable", interval.get().isDistinguishable());
    }
}
