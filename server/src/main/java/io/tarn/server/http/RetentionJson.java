package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.loop.retain.RetainReceipt;
import io.tarn.loop.retain.RetainReceipt.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What retention took out, as JSON. */
public final class RetentionJson {
    private RetentionJson() {}

    public static String write(RetainReceipt receipt) {
        return Replies.object(json -> {
            json.writeStringField("retained_at", receipt.at().toString());
            json.writeArrayFieldStart("places");
            for (Place one : receipt.places()) {
                json.writeStartObject();
                json.writeStringField("place", one.name());
                json.writeStringField("kept_from", one.before().toString());
                json.writeNumberField("removed", one.rows());
                json.writeNumberField("version", one.version());
                json.writeNumberField("files", one.files());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What a server told. */
    public static RetainReceipt read(JsonNode json) {
        List<Place> places = new ArrayList<>();
        json.path("places")
                .forEach(one -> places.add(new Place(
                        one.path("place").asText(),
                        Instant.parse(one.path("kept_from").asText()),
                        one.path("removed").asLong(),
                        one.path("version").asLong(),
                        one.path("files").asLong())));
        return new RetainReceipt(Instant.parse(json.path("retained_at").asText()), places);
    }
}
