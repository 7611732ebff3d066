package io.tarn.server.audience;

import io.tarn.audience.Expression;
import io.tarn.audience.Operand;
import io.tarn.audience.eval.Explanation;
import io.tarn.audience.eval.Explanation.Finding;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.wire.view.Disclosure;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's own value beside a condition, in the words of a reader who may see it so far. */
final class ShownFinding {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}([.][0-9]{1,6})?");

    private ShownFinding() {}

    static String of(Explanation.Single one, Disclosure disclosure) {
        return switch (one.finding()) {
            case Finding.Nothing _ -> "";
            case Finding.Valued(var value) ->
                value.map(found -> text(name(one.condition()), found, disclosure))
                        .orElse("(missing)");
            case Finding.Happened(var at) -> at.map(Object::toString).orElse("(never)");
            case Finding.Began(var at) -> at.map(begin -> "began " + begin).orElse("(never)");
            case Finding.Said(Map<String, Boolean> consents) ->
                consents.isEmpty()
                        ? "(nothing said)"
                        : consents.entrySet().stream()
                                .map(said -> said.getKey() + ": " + (said.getValue() ? "yes" : "no"))
                                .collect(Collectors.joining(", "));
            case Finding.Addressed(boolean hasAddress) -> hasAddress ? "has an address" : "(no address)";
        };
    }

    private static String text(String name, Value value, Disclosure disclosure) {
        Value read =
                value instanceof Value.Text(String text) && NUMBER.matcher(text).matches()
                        ? new Value.Decimal(new BigDecimal(text))
                        : value;
        if (disclosure == Disclosure.PLAIN) {
            return FlatProperties.text(value);
        }
        return FlatProperties.text(disclosure.trait(name, read));
    }

    /** The name under which the value is known: a trait's, or the property's that events add up. */
    private static String name(Expression condition) {
        return switch (condition) {
            case Expression.Compared compared -> name(compared.operand());
            case Expression.OneOf oneOf -> name(oneOf.operand());
            case Expression.Matched matched -> name(matched.operand());
            case Expression.Exists exists -> name(exists.operand());
            case Expression.Timed timed -> name(timed.operand());
            case Expression.Anniversary anniversary -> anniversary.trait().name();
            case Expression.Everyone _,
                    Expression.And _,
                    Expression.Or _,
                    Expression.Not _,
                    Expression.Did _,
                    Expression.InAudience _,
                    Expression.Consents _,
                    Expression.Reachable _ -> "";
        };
    }

    private static String name(Operand operand) {
        return switch (operand) {
            case Operand.Trait trait -> trait.name();
            case Operand.Aggregate aggregate -> aggregate.property().orElse("");
            case Operand.EventTime _ -> "";
        };
    }
}
