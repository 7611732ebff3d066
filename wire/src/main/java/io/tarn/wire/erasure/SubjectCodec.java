package io.tarn.wire.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.erasure.Subject;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** A {@link Subject} as JSON, as it waits for a forgetting that was cut off. */
public final class SubjectCodec {
    private static final JsonMapper JSON = new JsonMapper();

    private SubjectCodec() {}

    public static String write(Subject subject) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", subject.id()).put("asked", subject.asked()).put("shared", subject.shared());
        subject.profiles().forEach(one -> json.withArray("profiles").add(one.value()));
        subject.names().forEach(one -> json.withArray("names").add(one));
        subject.records()
                .forEach(one -> json.withArray("records")
                        .addObject()
                        .put("source", one.source().value())
                        .put("record_id", one.recordId())
                        .put("file", one.file())
                        .put("row", one.row()));
        subject.identifiers()
                .forEach(one -> json.withArray("identifiers")
                        .addObject()
                        .put("type", one.type().name())
                        .put("value", one.value()));
        subject.events()
                .forEach(one -> json.withArray("events")
                        .addObject()
                        .put("source", one.source().value())
                        .put("message_id", one.messageId()));
        return json.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param place the file, for the message of a failure
     */
    public static Subject read(String text, String place) {
        try {
            JsonNode json = JSON.readTree(text);
            return new Subject(
                    json.path("id").asText(),
                    json.path("asked").asText(),
                    all(json, "profiles", one -> new ProfileId(one.asText())),
                    all(
                            json,
                            "records",
                            one -> new Subject.RecordKey(
                                    new SourceName(one.path("source").asText()),
                                    one.path("record_id").asText(),
                                    one.path("file").asText(),
                                    one.path("row").asLong())),
                    all(
                            json,
                            "identifiers",
                            one -> new Identifier(
                                    new IdentifierType(one.path("type").asText()),
                                    one.path("value").asText())),
                    json.path("shared").asInt(),
                    all(
                            json,
                            "events",
                            one -> new EventKey(
                                    new SourceName(one.path("source").asText()),
                                    one.path("message_id").asText())),
                    all(json, "names", JsonNode::asText));
        } catch (JsonProcessingException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "'" + place + "', which says whom a forgetting that was cut off is about, is no JSON. Delete it and"
                            + " forget the person again.",
                    failure);
        }
    }

    private static <T> Set<T> all(JsonNode json, String name, Function<JsonNode, T> read) {
        Set<T> all = new LinkedHashSet<>();
        json.path(name).forEach(one -> all.add(read.apply(one)));
        return all;
    }
}
