package io.tarn.collect.admit;

import io.tarn.model.error.Suggestions;
import io.tarn.model.event.Violation;
import io.tarn.model.policy.TrackingPlan.PropertyType;
import java.util.Collection;
import java.util.Locale;

/** What may stand against an event at the door, in words for the author of its client. */
final class AdmissionViolations {
    private AdmissionViolations() {}

    static Violation nobody() {
        return new Violation(
                "id_missing",
                "",
                "The event says of nobody that it concerns them: send a userId or an anonymousId, or an e-mail address,"
                        + " telephone number or external id that can be read.");
    }

    static Violation emailUnreadable() {
        return new Violation(
                "email_unreadable",
                "traits.email",
                "'email' is no e-mail address: it stays a trait and points at nobody. Send name@example.org.");
    }

    static Violation phoneUnreadable() {
        return new Violation(
                "phone_unreadable",
                "traits.phone",
                "'phone' is no telephone number that can be dialed: it stays a trait and points at nobody. Send it with"
                        + " its country code, such as +4930555010.");
    }

    static Violation eventUnplanned(String name, Collection<String> known) {
        return new Violation(
                "event_unplanned",
                "event",
                "The tracking plan has no event of this name." + Suggestions.didYouMean(name, known)
                        + " Add it to the plan, or send one that is in it.");
    }

    static Violation propertyMissing(String event, String property) {
        return new Violation(
                "property_missing",
                "properties." + property,
                "The tracking plan wants '" + property + "' on every '" + event + "'. Send it.");
    }

    static Violation propertyType(String event, String property, PropertyType wanted, PropertyType found) {
        return new Violation(
                "property_type",
                "properties." + property,
                "The tracking plan wants '" + property + "' of '" + event + "' to be a " + word(wanted)
                        + ", and it is a " + word(found) + ". Send it as JSON " + word(wanted) + ".");
    }

    private static String word(PropertyType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
