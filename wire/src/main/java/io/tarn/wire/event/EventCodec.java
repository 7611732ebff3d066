package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tarn.model.event.DecodedEvent;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A raw event of the tracking protocol as an event of the model. Identifiers stay as the client spelled them. */
public final class EventCodec {
    /** How long an event's name may be. */
    static final int NAME_LENGTH_MAX = 256;

    /** A shape that client libraries give to the ids they mint for visitors. */
    private static final Pattern MINTED =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private EventCodec() {}

    /** Understands an event, or says all that is wrong with it. The same raw event always gives the same answer. */
    public static DecodedEvent decode(RawEvent raw) {
        List<Violation> violations = new ArrayList<>();
        if (raw.json().length() > SegmentCodec.EVENT_LENGTH_MAX) {
            violations.add(EventViolations.tooLarge(raw.json().length()));
        }
        int[] unfit = new int[1];
        Map<String, Value> fields;
        try (JsonParser parser = ValueCodec.JSON.createParser(raw.json())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new DecodedEvent.Unreadable(List.of(EventErrors.unreadable()));
            }
            fields = fields(parser, unfit);
        } catch (IOException _) {
            return new DecodedEvent.Unreadable(List.of(EventErrors.unreadable()));
        }
        if (unfit[0] > 0) {
            violations.add(EventViolations.numberUnfit(unfit[0]));
        }
        String id = text(fields, "messageId");
        if (id != null && id.length() > SegmentCodec.MESSAGE_ID_MAX) {
            violations.add(EventViolations.messageIdTooLong(id.length()));
        }
        return new Reading(raw, fields, violations).event();
    }

    /** The fields of an event. A number among them is an id or an instant, hence not unfit for being long. */
    private static Map<String, Value> fields(JsonParser parser, int[] unfit) throws IOException {
        Map<String, Value> fields = new HashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            fields.put(name, ValueCodec.read(parser, token.isNumeric() ? new int[1] : unfit));
        }
        return fields;
    }

    /** The fields of one event on their way into the model. */
    private static final class Reading {
        private final RawEvent raw;
        private final Map<String, Value> fields;
        private final List<Violation> violations;

        Reading(RawEvent raw, Map<String, Value> fields, List<Violation> violations) {
            this.raw = raw;
            this.fields = fields;
            this.violations = violations;
        }

        DecodedEvent event() {
            String type = text(fields, "type");
            Value.Fields context = object("context");
            Event event = type == null ? null : event(type, context);
            if (type == null) {
                violations.add(EventViolations.typeMissing());
            }
            return event == null
                    ? new DecodedEvent.Unreadable(violations)
                    : new DecodedEvent.Understood(event, violations);
        }

        private @Nullable Event event(String type, Value.Fields context) {
            Value.Fields traits = object("traits");
            return switch (type) {
                case "track" -> {
                    String name = required("event", EventViolations.eventMissing());
                    Value.Fields details = object("properties");
                    yield name == null ? null : new Event.Track(head(context, Value.Fields.NONE), name, details);
                }
                case "identify" -> new Event.Identify(head(context, traits), traits);
                case "page" -> new Event.Page(head(context, Value.Fields.NONE), title(), object("properties"));
                case "screen" -> new Event.Screen(head(context, Value.Fields.NONE), title(), object("properties"));
                case "group" -> {
                    String group = required("groupId", EventViolations.groupIdMissing());
                    yield group == null ? null : new Event.Group(head(context, Value.Fields.NONE), group, traits);
                }
                case "alias" -> {
                    String previous = required("previousId", EventViolations.previousIdMissing());
                    yield previous == null ? null : alias(head(context, Value.Fields.NONE), previous);
                }
                default -> {
                    violations.add(EventViolations.typeUnknown());
                    yield null;
                }
            };
        }

        /**
         * A previous id is an anonymous id when the event says so itself or a client library minted it; else it is a
         * user id.
         */
        private @Nullable Event alias(EventHead head, String previous) {
            if (previous.length() > Identifier.VALUE_LENGTH_MAX) {
                violations.add(EventViolations.identifierTooLong("previousId", previous.length()));
                return null;
            }
            boolean anonymous = MINTED.matcher(previous).matches() || previous.equals(text(fields, "anonymousId"));
            IdentifierType type = anonymous ? IdentifierType.ANONYMOUS_ID : IdentifierType.USER_ID;
            return new Event.Alias(head, new Identifier(type, previous));
        }

        private EventHead head(Value.Fields context, Value.Fields traits) {
            EventTimes times = EventTimes.of(raw, fields, violations);
            List<Identifier> identifiers = EventIdentifiers.of(fields, context, traits, violations);
            return new EventHead(
                    raw.key(),
                    times.timestamp(),
                    times.original(),
                    raw.receivedAt(),
                    raw.origin(),
                    identifiers,
                    consents(context),
                    context);
        }

        private Map<String, Boolean> consents(Value.Fields context) {
            Map<String, Boolean> consents = new LinkedHashMap<>();
            if (context.fields().get("consent") instanceof Value.Fields(Map<String, Value> consent)
                    && consent.get("categoryPreferences") instanceof Value.Fields(Map<String, Value> preferences)) {
                preferences.forEach((category, word) -> {
                    if (word instanceof Value.Flag(boolean given)) {
                        consents.put(category, given);
                    } else {
                        violations.add(EventViolations.consentUnreadable());
                    }
                });
            }
            if (raw.refusesSale()) {
                consents.put(SALE_OF_DATA, false);
            }
            return consents;
        }

        private Value.Fields object(String name) {
            Value value = fields.get(name);
            if (value instanceof Value.Fields object) {
                return object;
            }
            if (value != null && value != Value.Nothing.NOTHING) {
                violations.add(EventViolations.noObject(name));
            }
            return Value.Fields.NONE;
        }

        private String title() {
            return Optional.ofNullable(text(fields, "name")).orElse("");
        }

        private @Nullable String required(String name, Violation missing) {
            String text = text(fields, name);
            if (text == null || text.isBlank()) {
                violations.add(missing);
                return null;
            }
            if (text.length() > NAME_LENGTH_MAX) {
                violations.add(EventViolations.nameTooLong(name, text.length(), NAME_LENGTH_MAX));
                return null;
            }
            return text;
        }
    }

    /** The category of consent to which {@code Sec-GPC: 1} says no. */
    public static final String SALE_OF_DATA = "sale_of_data";

    /** A text or number as text; null for all else. */
    static @Nullable String text(Map<String, Value> fields, String name) {
        return switch (fields.get(name)) {
            case Value.Text(String text) -> text;
            case Value.Decimal number -> number.plain();
            case null, default -> null;
        };
    }
}
