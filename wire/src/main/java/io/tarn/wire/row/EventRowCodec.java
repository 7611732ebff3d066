package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Events as rows of {@code bronze.events} and {@code silver.events}: their contracts name the columns. */
public final class EventRowCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private EventRowCodec() {}

    /** The row of {@code bronze.events}. */
    public static String bronze(long offset, RawEvent raw) {
        return object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("source", raw.key().source().value());
            json.writeStringField("message_id", raw.key().messageId());
            json.writeStringField("received_at", raw.receivedAt().toString());
            json.writeStringField("origin", raw.origin().name().toLowerCase(Locale.ROOT));
            json.writeBooleanField("refuses_sale", raw.refusesSale());
            json.writeStringField("json", raw.json());
        });
    }

    /**
     * The row of {@code silver.events}.
     *
     * @param profile the profile that the event belongs to as it is written; empty when its identifiers stand for nobody
     * @param constituent the constituent of that profile
     * @param properties of the event, flat
     */
    public static String silver(
            long offset,
            Event event,
            Optional<ProfileId> profile,
            Optional<ProfileId> constituent,
            Map<String, String> properties) {
        EventHead head = event.head();
        return object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("source", head.key().source().value());
            json.writeStringField("message_id", head.key().messageId());
            json.writeStringField("type", event.type());
            json.writeStringField("name", event.name());
            write(json, "timestamp", Optional.of(head.timestamp()));
            write(json, "original_timestamp", head.originalTimestamp());
            write(json, "received_at", Optional.of(head.receivedAt()));
            json.writeStringField("origin", head.origin().name().toLowerCase(Locale.ROOT));
            if (profile.isPresent() && constituent.isPresent()) {
                json.writeStringField("profile_id", profile.get().value());
                json.writeStringField("constituent_id", constituent.get().value());
            }
            json.writeArrayFieldStart("identifiers");
            for (Identifier one : head.identifiers()) {
                json.writeStartObject();
                json.writeStringField("type", one.type().name());
                json.writeStringField("value", one.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            texts(json, "properties", properties);
            json.writeObjectFieldStart("consents");
            for (Map.Entry<String, Boolean> consent : head.consents().entrySet()) {
                json.writeBooleanField(consent.getKey(), consent.getValue());
            }
            json.writeEndObject();
            texts(json, "context", FlatProperties.of(head.context()));
        });
    }

    /**
     * The row of {@code silver.quarantined_events}.
     *
     * @param violations of each the reason, the path and the detail
     */
    public static String quarantined(long offset, RawEvent raw, List<List<String>> violations) {
        return object(json -> {
            json.writeNumberField("log_offset", offset);
            json.writeStringField("source", raw.key().source().value());
            json.writeStringField("message_id", raw.key().messageId());
            json.writeStringField("received_at", raw.receivedAt().toString());
            json.writeArrayFieldStart("violations");
            for (List<String> violation : violations) {
                json.writeStartObject();
                json.writeStringField("reason", violation.get(0));
                json.writeStringField("path", violation.get(1));
                json.writeStringField("detail", violation.get(2));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("json", raw.json());
        });
    }

    private static void write(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        if (instant.isPresent()) {
            json.writeStringField(name, instant.get().toString());
        }
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** What stands inside the object. */
    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
