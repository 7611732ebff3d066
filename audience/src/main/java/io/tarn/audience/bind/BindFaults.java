package io.tarn.audience.bind;

import io.tarn.audience.Expression;
import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import io.tarn.model.error.Suggestions;
import io.tarn.model.event.CodePoints;
import io.tarn.model.policy.AudienceName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What can be wrong with an expression beside what is really there. */
final class BindFaults {
    private static final int KNOWN_SHOWN_MAX = 5;

    private BindFaults() {}

    static Problem unknown(Place at, String kind, String name, Collection<String> known) {
        return new Problem(
                at,
                "unknown " + kind + " '" + Faults.shown(name) + "'",
                known(kind, name, known) + Suggestions.didYouMean(name, known));
    }

    /** The known names, those first that begin alike. */
    private static String known(String kind, String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "There is no " + kind + " yet.";
        }
        String plural = kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
        String some = known.stream()
                .sorted(Comparator.<String>comparingInt(one -> -alike(one, name))
                        .thenComparing(CodePoints.ORDER))
                .limit(KNOWN_SHOWN_MAX)
                .map(Faults::shown)
                .collect(Collectors.joining(", "));
        return "Known " + plural + (known.size() > KNOWN_SHOWN_MAX ? " start with: " : " are: ") + some + ".";
    }

    private static int alike(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int alike = 0;
        while (alike < length && one.charAt(alike) == other.charAt(alike)) {
            alike++;
        }
        return alike;
    }

    static Problem deletedTrait(Place at, String name) {
        return new Problem(
                at, "trait '" + Faults.shown(name) + "' was deleted", "Declare it again, or take the condition out.");
    }

    static Problem wrongType(Place at, String operand, ValueType type, String found) {
        return new Problem(
                at,
                operand + " is " + type.shown() + " but is compared with " + found,
                "Compare it with " + type.comparedWith() + ".");
    }

    static Problem noOrder(Place at, String operand) {
        return new Problem(at, operand + " is true or false, which have no order", "Use = or !=.");
    }

    static Problem instantsDiffer(Place at, String operand) {
        return new Problem(
                at,
                operand + " is an instant, which hardly ever equals another",
                "Use < and >=, such as >= 2026-01-31 and < 2026-02-01.");
    }

    static Problem notText(Place at, String operand, ValueType type) {
        return new Problem(at, operand + " is " + type.shown() + ", of which no part can be looked for", "");
    }

    static Problem notTime(Place at, String operand, ValueType type) {
        return new Problem(
                at,
                operand + " is " + type.shown() + ", no day or instant",
                "Only days, instants and last or first 'event' lie within a time.");
    }

    static Problem notDay(Place at, String operand, ValueType type) {
        return new Problem(at, operand + " is " + type.shown() + ", no day", "Only a day has an anniversary.");
    }

    static Problem flagList(Place at, String operand) {
        return new Problem(at, operand + " is true or false", "Write = true or = false.");
    }

    static Problem propertyType(Place at, String property, String type, String asked) {
        return new Problem(at, "property '" + Faults.shown(property) + "' is " + type + " but " + asked, "");
    }

    static Problem circle(Place at, List<AudienceName> path) {
        String circle = path.stream().map(AudienceName::value).collect(Collectors.joining(" -> "));
        return new Problem(
                at, "audiences refer to each other in a circle: " + circle, "Take one of the references out.");
    }

    static Problem referred(Place at, AudienceName audience, List<Problem> problems) {
        return new Problem(
                at,
                "audience '" + audience + "', which is part of this, cannot be bound",
                problems.stream().map(Problem::sentence).collect(Collectors.joining(" ")));
    }

    static Problem tooLarge(Place at, int nodesMax) {
        return new Problem(
                at,
                "with the audiences that it refers to it has more than " + nodesMax + " conditions",
                "Put long lists of values into one in (…).");
    }

    static Problem tooDeep() {
        return Faults.tooDeep(Place.NONE);
    }

    static Problem contradicts(Place at, String operand, Place other) {
        String where = other.toString();
        return new Problem(
                at,
                "the condition on " + operand + " contradicts another one",
                (where.isEmpty() ? "" : "The other stands at " + where + ". ")
                        + "Nobody is in both: join them by or, or take one out.");
    }

    static Problem holdsForNobody(Place at, String operand) {
        return new Problem(at, "the condition on " + operand + " holds for nobody", "Take it out.");
    }

    static Problem nobody() {
        return new Problem(Place.NONE, "not everyone is nobody", "Take it out.");
    }

    static Problem sequenceWithoutWindow(Expression.Did did) {
        return new Problem(
                did.place(),
                "a sequence over all time needs every event of a person, and live profiles keep those of a window",
                "Add in last 30 days, or another length of time.");
    }
}
