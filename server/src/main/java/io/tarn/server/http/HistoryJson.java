package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.loop.history.HistoryTaken;
import io.tarn.loop.history.HistoryTaken.RefusedLine;
import java.util.ArrayList;
import java.util.List;

/** What became of lines of history, as JSON: as a server tells it and a command reads it. */
public final class HistoryJson {
    private HistoryJson() {}

    static String write(HistoryTaken taken) {
        return Replies.object(json -> {
            json.writeNumberField("accepted", taken.accepted());
            json.writeNumberField("known", taken.known());
            json.writeNumberField("forgotten", taken.forgotten());
            json.writeArrayFieldStart("refused");
            for (RefusedLine one : taken.refused()) {
                json.writeStartObject();
                json.writeNumberField("line", one.place() + 1);
                json.writeStringField("reason", one.reason());
                json.writeStringField("message", one.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What a server told. */
    public static HistoryTaken read(JsonNode json) {
        List<RefusedLine> refused = new ArrayList<>();
        json.path("refused")
                .forEach(one -> refused.add(new RefusedLine(
                        one.path("line").asInt() - 1,
                        one.path("reason").asText(),
                        one.path("message").asText())));
        return new HistoryTaken(
                json.path("accepted").asLong(),
                json.path("known").asLong(),
                json.path("forgotten").asLong(),
                refused);
    }
}
