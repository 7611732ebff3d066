package io.tarn.wire.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.profile.ConsentValue;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.model.profile.RecentEvent;
import io.tarn.model.profile.TraitValue;
import io.tarn.wire.event.ValueCodec;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON form of a profile and of a change, as Tarn's own API gives them. Added to, never altered. */
public final class ProfileView {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ProfileView() {}

    /**
     * A profile.
     *
     * @param computed its computed traits, by name
     */
    public static String format(Profile profile, Map<String, Value> computed, Disclosure disclosure) {
        return written(json -> write(json, profile, computed, disclosure));
    }

    public static void write(JsonGenerator json, Profile profile, Map<String, Value> computed, Disclosure disclosure)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", profile.id().value());
        json.writeObjectFieldStart("traits");
        for (Map.Entry<String, TraitValue> trait : profile.traits().entrySet()) {
            if (!computed.containsKey(trait.getKey())) {
                trait(json, trait.getKey(), trait.getValue(), disclosure);
            }
        }
        for (Map.Entry<String, Value> trait : computed.entrySet()) {
            json.writeObjectFieldStart(trait.getKey());
            json.writeFieldName("value");
            ValueCodec.write(json, disclosure.trait(trait.getKey(), trait.getValue()));
            json.writeStringField("source", "computed");
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("identifiers");
        for (Identifier identifier : profile.identifiers()) {
            identifier(json, identifier, disclosure);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("consents");
        for (Map.Entry<String, ConsentValue> consent : profile.consents().entrySet()) {
            json.writeObjectFieldStart(consent.getKey());
            json.writeBooleanField("given", consent.getValue().given());
            json.writeStringField("source", consent.getValue().source());
            instant(json, "at", consent.getValue().at());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("recent_events");
        for (RecentEvent event : profile.recent()) {
            event(json, event);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("constituents");
        for (Constituent one : profile.constituents()) {
            constituent(json, one, disclosure);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("merges");
        for (Merge merge : profile.merges()) {
            merge(json, merge);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A change. */
    public static String format(ProfileChange change, Disclosure disclosure) {
        return written(json -> {
            json.writeStartObject();
            json.writeNumberField("offset", change.offset());
            instant(json, "at", change.at());
            json.writeStringField("kind", change.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("profile", change.profile().value());
            json.writeArrayFieldStart("absorbed");
            for (var id : change.absorbed()) {
                json.writeString(id.value());
            }
            json.writeEndArray();
            if (change.event().isPresent()) {
                json.writeFieldName("event");
                event(json, change.event().get());
            }
            json.writeObjectFieldStart("traits");
            for (Map.Entry<String, Optional<TraitValue>> trait : change.traits().entrySet()) {
                if (trait.getValue().isPresent()) {
                    trait(json, trait.getKey(), trait.getValue().get(), disclosure);
                } else {
                    json.writeNullField(trait.getKey());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void trait(JsonGenerator json, String name, TraitValue trait, Disclosure disclosure)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeFieldName("value");
        ValueCodec.write(json, disclosure.trait(name, trait.value()));
        json.writeStringField("source", trait.source());
        instant(json, "at", trait.at());
        json.writeEndObject();
    }

    private static void identifier(JsonGenerator json, Identifier identifier, Disclosure disclosure)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", identifier.type().name());
        json.writeStringField("value", disclosure.identifier(identifier));
        json.writeEndObject();
    }

    private static void event(JsonGenerator json, RecentEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", event.key().source().value());
        json.writeStringField("message_id", event.key().messageId());
        json.writeStringField("type", event.type());
        json.writeStringField("name", event.name());
        instant(json, "timestamp", event.timestamp());
        json.writeEndObject();
    }

    private static void constituent(JsonGenerator json, Constituent one, Disclosure disclosure) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", one.id().value());
        json.writeStringField("origin", one.origin().name().toLowerCase(Locale.ROOT));
        instant(json, "created_at", one.createdAt());
        instant(json, "last_seen", one.lastSeen());
        json.writeNumberField("event_count", one.eventCount());
        json.writeArrayFieldStart("identifiers");
        for (Identifier identifier : one.identifiers()) {
            identifier(json, identifier, disclosure);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void merge(JsonGenerator json, Merge merge) throws IOException {
        json.writeStartObject();
        json.writeStringField("left", merge.left().value());
        json.writeStringField("right", merge.right().value());
        json.writeStringField("decided_by", merge.decidedBy());
        json.writeStringField("reference", merge.reference());
        instant(json, "at", merge.at());
        json.writeEndObject();
    }

    private static void instant(JsonGenerator json, String name, Instant at) throws IOException {
        json.writeStringField(name, at.toString());
    }

    private static String written(Body body) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.toString();
    }

    /** What is written. */
    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
