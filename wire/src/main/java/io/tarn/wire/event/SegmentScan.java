package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over the JSON of a request that finds where its events stand and what its outer fields say. Confined to one
 * thread and one request.
 */
final class SegmentScan {
    private final byte[] json;
    private final JsonParser parser;
    private final SegmentEndpoint endpoint;
    private final int eventsMax;

    private @Nullable String writeKey;
    private @Nullable String sentAt;
    private @Nullable String context;
    private @Nullable String integrations;
    private boolean historical;

    SegmentScan(byte[] json, JsonParser parser, SegmentEndpoint endpoint, int eventsMax) {
        this.json = json;
        this.parser = parser;
        this.endpoint = endpoint;
        this.eventsMax = eventsMax;
    }

    /** What was seen of one event, and where it stands. */
    static final class Seen {
        int start;
        int end;

        @Nullable
        String type;

        @Nullable
        String messageId;

        boolean identified;
        boolean named;
        boolean hasSentAt;
        boolean hasContext;
        boolean hasIntegrations;
        boolean hasWriteKey;
        boolean historical;
    }

    /** The request at whose first brace the parser stands, as one event. */
    SegmentRequest single() throws IOException {
        Seen seen = event();
        return new SegmentRequest(Optional.ofNullable(writeKey), List.of(item(seen, outer())));
    }

    /** The request at whose first brace the parser stands, as a batch. */
    SegmentRequest batch() throws IOException {
        List<Seen> events = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "batch" -> events = value == JsonToken.START_ARRAY ? events() : null;
                case "writeKey" -> writeKey = text(value);
                case "sentAt" -> sentAt = text(value);
                case "context" -> {
                    int start = here();
                    historical = context(value);
                    context = value == JsonToken.START_OBJECT ? slice(start) : null;
                }
                case "integrations" -> {
                    int start = here();
                    parser.skipChildren();
                    integrations = value == JsonToken.START_OBJECT ? slice(start) : null;
                }
                default -> parser.skipChildren();
            }
        }
        if (events == null) {
            throw EventErrors.noBatch();
        }
        SegmentItems.Outer outer = outer();
        List<SegmentItem> items = new ArrayList<>(events.size());
        for (Seen seen : events) {
            items.add(item(seen, outer));
        }
        return new SegmentRequest(Optional.ofNullable(writeKey), items);
    }

    private List<Seen> events() throws IOException {
        List<Seen> events = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw EventErrors.noObjectInBatch(events.size());
            }
            if (events.size() == eventsMax) {
                throw EventErrors.tooManyEvents(eventsMax);
            }
            events.add(event());
        }
        return events;
    }

    private Seen event() throws IOException {
        Seen seen = new Seen();
        seen.start = here();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> seen.type = text(value);
                case "messageId" -> seen.messageId = text(value);
                case "userId", "anonymousId" -> seen.identified |= !isBlank(text(value));
                case "event" -> {
                    String event = text(value);
                    seen.named = event != null && !event.isBlank() && event.length() <= EventCodec.NAME_LENGTH_MAX;
                }
                case "sentAt" -> {
                    seen.hasSentAt = true;
                    parser.skipChildren();
                }
                case "context" -> {
                    seen.hasContext = true;
                    seen.historical = context(value);
                }
                case "integrations" -> {
                    seen.hasIntegrations = true;
                    parser.skipChildren();
                }
                case "writeKey" -> {
                    seen.hasWriteKey = true;
                    if (endpoint != SegmentEndpoint.BATCH) {
                        writeKey = text(value);
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        }
        seen.end = end();
        return seen;
    }

    /** Reads a context; true when it says {@code "tarn": {"history": true}}. */
    private boolean context(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return false;
        }
        boolean history = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (name.equals("tarn") && token == JsonToken.START_OBJECT) {
                for (String word = parser.nextFieldName(); word != null; word = parser.nextFieldName()) {
                    JsonToken holds = parser.nextToken();
                    if (word.equals("history")) {
                        history = holds == JsonToken.VALUE_TRUE;
                    }
                    parser.skipChildren();
                }
            } else {
                parser.skipChildren();
            }
        }
        return history;
    }

    private SegmentItem item(Seen seen, SegmentItems.Outer outer) throws IOException {
        return SegmentItems.item(json, seen, endpoint, outer);
    }

    private SegmentItems.Outer outer() {
        return new SegmentItems.Outer(sentAt, context, integrations, historical);
    }

    /** A scalar as text; null for null, lists and objects, which are passed over. */
    private @Nullable String text(JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        return value == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private int here() {
        JsonLocation start = parser.currentTokenLocation();
        return (int) start.getByteOffset();
    }

    /** Behind the brace at which the parser stands. */
    private int end() {
        return (int) parser.currentLocation().getByteOffset();
    }

    private String slice(int start) {
        return new String(json, start, end() - start, StandardCharsets.UTF_8);
    }
}
