package io.tarn.audience;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import java.util.List;

/** What can be wrong with audiences as a whole and with trees made by hand; {@link Faults} has what a person wrote. */
public final class AudienceErrors {
    private AudienceErrors() {}

    /** An audience whose text cannot be understood. */
    public static TarnException unreadable(String audience, List<Problem> problems) {
        return invalid("Audience '" + audience + "' cannot be read: " + Problem.sentences(problems));
    }

    /** A file whose audience cannot be understood. */
    public static TarnException unreadableFile(String file, List<Problem> problems) {
        return invalid(file + " cannot be read: " + Problem.sentences(problems));
    }

    /** An audience that names what is not there, or asks what cannot be. */
    public static TarnException unbound(String audience, List<Problem> problems) {
        return invalid("Audience '" + audience + "' cannot be bound: " + Problem.sentences(problems));
    }

    /** An audience that only the lake can answer, where a live one is asked for. */
    public static TarnException lakeOnly(String audience, List<Problem> reasons) {
        return invalid("Audience '" + audience + "' cannot be kept live, only counted in the lake: "
                + Problem.sentences(reasons));
    }

    static TarnException textTooLong(String what, int length) {
        return invalid(what + " has " + length + " characters; at most " + Words.TEXT_LENGTH_MAX + " are possible.");
    }

    static TarnException textUnkeepable(String what) {
        return invalid(what + " holds half a character or the character 0, which no table can keep; take it out.");
    }

    static TarnException nameEmpty(String what) {
        return invalid(what + " is empty.");
    }

    static TarnException yearOutOfRange(int year) {
        return invalid("A day of the year " + year + " cannot be compared with; use the years 1000 to 2999.");
    }

    static TarnException tooManyFilters(int filters) {
        return invalid(
                "'where' has " + filters + " conditions; at most " + EventSelection.FILTERS_MAX + " are possible.");
    }

    static TarnException filterValue(Condition condition) {
        return invalid("Property '" + condition.property() + "' cannot be compared by '"
                + condition.comparison().word() + "' with that value: use a text, a number, true or false, and a text"
                + " for contains.");
    }

    static TarnException span() {
        return invalid("A length of time must be whole minutes between 1 minute and " + Spans.MAX.toDays() + " days.");
    }

    static TarnException aggregateProperty(Function function) {
        return invalid(
                function == Function.COUNT
                        ? "count takes no property."
                        : function.word() + " needs a property to work on.");
    }

    static TarnException listOperand() {
        return invalid("A list of values is no operand; count the events that have the value: count of 'Order"
                + " Completed' where category = 'shoes' >= 1.");
    }

    static TarnException listSize(int values) {
        return invalid("A list has " + values + " values; 1 to " + Expression.OneOf.VALUES_MAX + " are possible.");
    }

    static TarnException anniversaryDays(int days) {
        return invalid("An anniversary cannot be looked for in the next " + days + " days; use 0 to "
                + Expression.Anniversary.DAYS_MAX + ".");
    }

    static TarnException tooManySteps(int steps) {
        return invalid("A sequence has " + steps + " steps after its first event; at most " + Expression.Did.STEPS_MAX
                + " are possible.");
    }

    static TarnException tooFewParts(int parts) {
        return invalid("'and' and 'or' join at least two conditions, here " + parts + ".");
    }

    private static TarnException invalid(String message) {
        return new TarnException(ErrorCode.INVALID_DEFINITION, message);
    }
}
