package io.tarn.wire.view;

import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.wire.event.ValueCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An event as it arrived, for people to look at: what it is stays readable, what it says of a person may be masked. */
public final class EventView {
    private static final Set<String> OPEN =
            Set.of("type", "event", "timestamp", "originalTimestamp", "sentAt", "receivedAt", "version", "channel");
    private static final Map<String, IdentifierType> IDS = Map.of(
            "userId", IdentifierType.USER_ID,
            "anonymousId", IdentifierType.ANONYMOUS_ID,
            "previousId", IdentifierType.USER_ID,
            "messageId", IdentifierType.EXTERNAL_ID,
            "groupId", IdentifierType.EXTERNAL_ID);

    private EventView() {}

    /** The event's JSON as a reader sees it; of what is no JSON object nothing is shown under a mask. */
    public static String format(String json, Disclosure disclosure) {
        if (disclosure == Disclosure.PLAIN) {
            return json;
        }
        try {
            return ValueCodec.parse(json) instanceof Value.Fields event
                    ? ValueCodec.format(masked(event, disclosure))
                    : "\"***\"";
        } catch (TarnException _) {
            return "\"***\"";
        }
    }

    private static Value.Fields masked(Value.Fields event, Disclosure disclosure) {
        Map<String, Value> shown = new LinkedHashMap<>();
        event.fields().forEach((name, value) -> shown.put(name, field(name, value, disclosure)));
        return new Value.Fields(shown);
    }

    private static Value field(String name, Value value, Disclosure disclosure) {
        IdentifierType type = IDS.get(name);
        if (type != null) {
            return id(type, value, disclosure);
        }
        if (OPEN.contains(name) && !(value instanceof Value.Fields)) {
            return value;
        }
        return inner(name, value, disclosure);
    }

    private static Value inner(String name, Value value, Disclosure disclosure) {
        if (value instanceof Value.Fields(Map<String, Value> fields)) {
            Map<String, Value> shown = new LinkedHashMap<>();
            fields.forEach((inner, one) -> shown.put(inner, inner(inner, one, disclosure)));
            return new Value.Fields(shown);
        }
        return disclosure.trait(name, value);
    }

    private static Value id(IdentifierType type, Value value, Disclosure disclosure) {
        String text = switch (value) {
            case Value.Text(String said) -> said;
            case Value.Decimal number -> number.plain();
            case Value.Flag _, Value.Nothing _, Value.Sequence _, Value.Fields _ -> "";
        };
        return text.isEmpty() || text.length() > Identifier.VALUE_LENGTH_MAX
                ? new Value.Text("***")
                : new Value.Text(disclosure.identifier(new Identifier(type, text)));
    }
}
