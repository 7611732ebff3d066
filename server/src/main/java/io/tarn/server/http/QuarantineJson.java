package io.tarn.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.quarantine.QuarantineFilter;
import io.tarn.loop.quarantine.QuarantineList;
import io.tarn.loop.quarantine.QuarantinedEvent;
import io.tarn.loop.quarantine.ReplayOrder;
import io.tarn.loop.quarantine.ReplayOutcome;
import io.tarn.model.event.Violation;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import io.tarn.wire.event.EventMending;
import io.tarn.wire.view.Disclosure;
import io.tarn.wire.view.EventView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Quarantined events, orders to replay them and what came of it, as JSON: over HTTP and on the command line. */
public final class QuarantineJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> KEYS =
            Set.of("event", "reason", "since", "dry_run", "set", "rename", "drop", "type");
    private static final String FORM = "Send {\"event\": …, \"reason\": …, \"since\": …, \"dry_run\": …, \"set\": {…},"
            + " \"rename\": {…}, \"drop\": […], \"type\": {…}}; each may be left out.";

    private QuarantineJson() {}

    /** Those that wait, with what was said of each as a reader sees it. */
    public static String write(QuarantineList list, Disclosure disclosure) {
        return Replies.object(json -> {
            json.writeNumberField("total", list.total());
            counts(json, "reasons", list.reasons());
            counts(json, "names", list.names());
            json.writeArrayFieldStart("events");
            for (QuarantinedEvent one : list.newest()) {
                json.writeStartObject();
                json.writeNumberField("log_offset", one.offset());
                json.writeStringField("source", one.raw().key().source().value());
                json.writeStringField("received_at", one.raw().receivedAt().toString());
                json.writeStringField("name", one.name());
                json.writeArrayFieldStart("reasons");
                for (Violation violation : one.violations()) {
                    json.writeStartObject();
                    json.writeStringField("reason", violation.reason());
                    json.writeStringField("path", violation.path());
                    json.writeStringField("message", violation.detail());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeFieldName("event");
                json.writeRawValue(shown(one, disclosure));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What arrived may be no JSON: then it is a text. */
    private static String shown(QuarantinedEvent one, Disclosure disclosure) throws JsonProcessingException {
        String text = EventView.format(one.raw().json(), disclosure);
        try {
            return MAPPER.readTree(text).toString();
        } catch (JsonProcessingException _) {
            return MAPPER.writeValueAsString(text);
        }
    }

    public static String write(ReplayOutcome outcome) {
        return Replies.object(json -> {
            json.writeBooleanField("dry_run", outcome.dryRun());
            json.writeNumberField("accepted", outcome.accepted());
            json.writeNumberField("taken", outcome.taken());
            json.writeNumberField("forgotten", outcome.forgotten());
            json.writeNumberField("refused", outcome.refused());
            counts(json, "reasons", outcome.reasons());
        });
    }

    /** What came of a replay, as a server told it. */
    public static ReplayOutcome outcome(JsonNode json) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        json.path("reasons")
                .properties()
                .forEach(one -> reasons.put(one.getKey(), one.getValue().asLong()));
        return new ReplayOutcome(
                json.path("dry_run").asBoolean(),
                json.path("accepted").asLong(),
                json.path("taken").asLong(),
                json.path("forgotten").asLong(),
                json.path("refused").asLong(),
                reasons);
    }

    /** An order as it is sent to a server. */
    public static String write(ReplayOrder order) {
        ObjectNode json = MAPPER.createObjectNode();
        order.which().event().ifPresent(name -> json.put("event", name));
        order.which().reason().ifPresent(word -> json.put("reason", word));
        order.which().since().ifPresent(instant -> json.put("since", instant.toString()));
        json.put("dry_run", order.dryRun());
        EventMending mending = order.mending();
        mending.set().forEach(json.putObject("set")::put);
        mending.renamed().forEach(json.putObject("rename")::put);
        mending.dropped().forEach(json.putArray("drop")::add);
        ObjectNode types = json.putObject("type");
        mending.types().forEach((name, type) -> types.put(name, type.name().toLowerCase(Locale.ROOT)));
        return json.toString();
    }

    /** An order as it arrived. */
    static ReplayOrder order(byte[] body) {
        JsonNode json;
        try {
            json = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
        } catch (JsonProcessingException _) {
            throw Refusals.wrongInput("The body is no valid JSON. " + FORM);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        if (!json.isObject()) {
            throw Refusals.wrongInput("The body is no JSON object. " + FORM);
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                throw Refusals.wrongInput("'" + name + "' is not known here. " + FORM);
            }
        });
        Set<String> dropped = new LinkedHashSet<>();
        json.path("drop").forEach(one -> dropped.add(one.asText()));
        Map<String, PropertyType> types = new LinkedHashMap<>();
        texts(json.path("type")).forEach((name, word) -> types.put(name, type(word)));
        return new ReplayOrder(
                filter(text(json, "event"), text(json, "reason"), text(json, "since")),
                new EventMending(texts(json.path("set")), texts(json.path("rename")), dropped, types),
                json.path("dry_run").asBoolean());
    }

    /** A filter of texts, as they stand in an address or a body. */
    static QuarantineFilter filter(Optional<String> event, Optional<String> reason, Optional<String> since) {
        try {
            return new QuarantineFilter(event, reason, since.map(Instant::parse));
        } catch (DateTimeException _) {
            throw Refusals.wrongInput("'since' is no instant: write it as 2026-11-20T09:00:00Z.");
        }
    }

    private static PropertyType type(String word) {
        for (PropertyType type : PropertyType.values()) {
            if (type.name().equalsIgnoreCase(word)) {
                return type;
            }
        }
        throw Refusals.wrongInput("'type' makes values text, number or flag.");
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asText("")).filter(text -> !text.isBlank());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(one -> texts.put(
                        one.getKey(),
                        one.getValue().isTextual()
                                ? one.getValue().asText()
                                : one.getValue().toString()));
        return texts;
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> one : counts.entrySet()) {
            json.writeNumberField(one.getKey(), one.getValue());
        }
        json.writeEndObject();
    }
}
