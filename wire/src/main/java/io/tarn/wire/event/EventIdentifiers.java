package io.tarn.wire.event;

import io.tarn.model.event.Value;
import io.tarn.model.event.Violation;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom an event concerns, by all that it says of that: the ids of the protocol, e-mail address and telephone number
 * among the traits, the device, and external ids of the collection {@code users}.
 */
final class EventIdentifiers {
    /** How many external ids one event may name. */
    private static final int EXTERNAL_IDS_MAX = 20;

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.]{0,63}");

    private final List<Violation> violations;
    private final Set<Identifier> found = new LinkedHashSet<>();

    private EventIdentifiers(List<Violation> violations) {
        this.violations = violations;
    }

    /**
     * Identifiers in the order in which the protocol ranks them, without repeats.
     *
     * @param traits those of the person, where the event has some
     */
    static List<Identifier> of(
            Map<String, Value> fields, Value.Fields context, Value.Fields traits, List<Violation> violations) {
        EventIdentifiers identifiers = new EventIdentifiers(violations);
        identifiers.add(IdentifierType.USER_ID, fields, "userId");
        identifiers.add(IdentifierType.ANONYMOUS_ID, fields, "anonymousId");
        identifiers.addTraits(traits);
        if (context.fields().get("traits") instanceof Value.Fields known) {
            identifiers.addTraits(known);
        }
        if (context.fields().get("device") instanceof Value.Fields(Map<String, Value> device)) {
            identifiers.add(IdentifierType.DEVICE_ID, device, "id");
        }
        if (context.fields().get("externalIds") instanceof Value.Sequence(List<Value> external)) {
            identifiers.addExternal(external);
        }
        return new ArrayList<>(identifiers.found);
    }

    private void addTraits(Value.Fields traits) {
        if (traits.fields().isEmpty()) {
            return;
        }
        add(IdentifierType.EMAIL, traits.fields(), "email");
        add(IdentifierType.PHONE, traits.fields(), "phone");
    }

    private void addExternal(List<Value> external) {
        if (external.size() > EXTERNAL_IDS_MAX) {
            violations.add(EventViolations.externalIdsTooMany(external.size(), EXTERNAL_IDS_MAX));
        }
        for (Value one : external.subList(0, Math.min(external.size(), EXTERNAL_IDS_MAX))) {
            if (!(one instanceof Value.Fields(Map<String, Value> id))) {
                violations.add(EventViolations.externalIdUnreadable());
                continue;
            }
            String collection = EventCodec.text(id, "collection");
            if (collection != null && !collection.equals("users") && !collection.equals("user")) {
                continue;
            }
            IdentifierType type = type(EventCodec.text(id, "type"));
            if (type == null) {
                violations.add(EventViolations.externalIdUnreadable());
            } else {
                add(type, id, "id");
            }
        }
    }

    private static @Nullable IdentifierType type(@Nullable String word) {
        if (word == null) {
            return null;
        }
        String name = word.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return TYPE.matcher(name).matches() ? new IdentifierType(name) : null;
    }

    private void add(IdentifierType type, Map<String, Value> fields, String name) {
        Value value = fields.get(name);
        if (value == null || value == Value.Nothing.NOTHING) {
            return;
        }
        String text = EventCodec.text(fields, name);
        if (text == null) {
            violations.add(EventViolations.identifierUnreadable(name));
            return;
        }
        String bare = text.strip();
        if (bare.length() > Identifier.VALUE_LENGTH_MAX) {
            violations.add(EventViolations.identifierTooLong(name, bare.length()));
        } else if (!bare.isEmpty()) {
            found.add(new Identifier(type, bare));
        }
    }
}
