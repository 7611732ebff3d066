package io.tarn.server.campaign;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.live.Simulated;
import io.tarn.loop.live.Simulated.Ending;
import io.tarn.loop.live.Simulated.Sample;
import io.tarn.loop.live.Simulated.SampleMessage;
import io.tarn.model.policy.MessageStep;
import io.tarn.model.policy.PlainWords;
import io.tarn.model.policy.Trigger;
import io.tarn.wire.view.Disclosure;
import java.util.Locale;

/** A dry run as JSON. Added to, never altered. */
public final class SimulationJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private SimulationJson() {}

    /** Identifiers are shown as the order of the dry run says. */
    public static String write(Simulated simulated) {
        MessageStep first = simulated.campaign().steps().getFirst();
        ObjectNode root = MAPPER.createObjectNode()
                .put("campaign", simulated.campaign().name().value())
                .put("step", first.name().value())
                .put("as_of", simulated.order().asOf().toString())
                .put("profiles", simulated.profiles())
                .put("under_way", simulated.underWay());
        CampaignJson.trigger(root.putObject("trigger"), simulated.campaign().trigger());
        ArrayNode reach = root.putArray("reach");
        simulated
                .reach()
                .forEach(one ->
                        reach.addObject().put("stage", one.stage().word()).put("persons", one.persons()));
        ArrayNode outcomes = root.putArray("outcomes");
        simulated
                .outcomes()
                .forEach(one -> ending(outcomes.addObject(), one.ending()).put("persons", one.persons()));
        ArrayNode alternatives = root.putArray("alternatives");
        simulated
                .alternatives()
                .forEach((name, persons) ->
                        alternatives.addObject().put("name", name.value()).put("persons", persons));
        ArrayNode hours = root.putArray("hours");
        simulated
                .hours()
                .forEach((from, persons) ->
                        hours.addObject().put("from", from.toString()).put("persons", persons));
        ArrayNode following = root.putArray("following");
        simulated
                .following()
                .forEach(one -> following
                        .addObject()
                        .put("step", one.step().value())
                        .put("due_at", one.dueAt().toString()));
        ArrayNode samples = root.putArray("samples");
        simulated
                .samples()
                .forEach(one ->
                        sample(samples.addObject(), one, simulated.order().disclosure()));
        notes(root.putArray("notes"), simulated, first);
        return root.toString();
    }

    private static ObjectNode ending(ObjectNode node, Ending ending) {
        node.put("fate", ending.fate().name().toLowerCase(Locale.ROOT));
        ending.cause().ifPresentOrElse(cause -> node.put("cause", cause.word()), () -> node.putNull("cause"));
        return node;
    }

    private static void sample(ObjectNode node, Sample sample, Disclosure disclosure) {
        node.put("profile_id", sample.profile().value());
        ArrayNode identifiers = node.putArray("identifiers");
        sample.identifiers()
                .forEach(one -> identifiers
                        .addObject()
                        .put("type", one.type().name())
                        .put("value", disclosure.identifier(one)));
        ending(node, sample.ending()).put("sentence", sample.decision().sentence());
        DecisionJson.outcome(node, sample.decision());
        sample.message().ifPresent(message -> message(node.putObject("message"), message));
        DecisionJson.reasons(node.putArray("reasons"), sample.decision(), DecisionJson.Told.ALL);
    }

    private static void message(ObjectNode node, SampleMessage message) {
        node.put("subject", message.subject());
        ArrayNode missing = node.putArray("missing");
        message.missing().forEach(missing::add);
        message.fault().ifPresent(fault -> node.put("fault", fault));
    }

    /** What a reader must know to read the figures right. */
    private static void notes(ArrayNode notes, Simulated simulated, MessageStep first) {
        switch (simulated.campaign().trigger()) {
            case Trigger.OnEntry(var audience) ->
                notes.add("Whoever is in audience '" + audience + "' now is taken as having entered it this moment.");
            case Trigger.OnEvent on ->
                notes.add("Whoever had '" + on.event() + "' within the last "
                        + PlainWords.duration(simulated.order().lookBack())
                        + (on.filters().isEmpty() ? "" : ", with properties as the trigger wants them,")
                        + " is taken as having it this moment.");
        }
        if (first.delay().isPositive()) {
            notes.add("The first message is due " + PlainWords.duration(first.delay())
                    + " after that; it is decided here as if that time were over.");
        }
    }
}
