package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tarn.model.identity.Identifier;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** How columns are written in a row's JSON form: the parts that rows have in common. */
final class RowJson {
    static final JsonFactory JSON = new JsonFactory();
    private static final int LENGTH_GUESS = 1024;

    private RowJson() {}

    static String object(Body body) {
        StringWriter text = new StringWriter(LENGTH_GUESS);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** To the microsecond, as tables keep it. */
    static void instant(JsonGenerator json, String name, Instant instant) throws IOException {
        json.writeFieldName(name);
        InstantText.write(json, instant);
    }

    static void instant(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        if (instant.isPresent()) {
            instant(json, name, instant.get());
        }
    }

    static void identifiers(JsonGenerator json, Collection<Identifier> identifiers) throws IOException {
        json.writeArrayFieldStart("identifiers");
        for (Identifier one : identifiers) {
            json.writeStartObject();
            json.writeStringField("type", one.type().name());
            json.writeStringField("value", one.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void texts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    static void flags(JsonGenerator json, String name, Map<String, Boolean> flags) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Boolean> flag : flags.entrySet()) {
            json.writeBooleanField(flag.getKey(), flag.getValue());
        }
        json.writeEndObject();
    }

    /** What stands inside an object. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
