package io.tarn.audience.parse;

import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.Did;
import io.tarn.audience.Expression.Direction;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.audience.Relation;
import io.tarn.audience.Spans;
import io.tarn.audience.Words;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes the text form of an expression in one canonical way: the parser reads it back as the same expression, and
 * parentheses stand only where they are needed.
 */
public final class ExpressionPrinter {
    private final StringBuilder out = new StringBuilder();
    private boolean breaksLines;

    private ExpressionPrinter() {}

    public static String print(Expression expression) {
        ExpressionPrinter printer = new ExpressionPrinter();
        printer.write(expression);
        return printer.out.toString();
    }

    /** The same in lines: one for each part of the outermost {@code and} or {@code or}. */
    public static String printLines(Expression expression) {
        ExpressionPrinter printer = new ExpressionPrinter();
        printer.breaksLines = true;
        printer.write(expression);
        return printer.out.toString();
    }

    /** An operand as it stands in an expression. */
    public static String print(Operand operand) {
        ExpressionPrinter printer = new ExpressionPrinter();
        printer.write(operand);
        return printer.out.toString();
    }

    /** A selection of events as it stands in an expression. */
    public static String print(EventSelection events) {
        ExpressionPrinter printer = new ExpressionPrinter();
        printer.write(events);
        return printer.out.toString();
    }

    /** A name as it stands in an expression: in quotes where it must. */
    public static String printName(String name) {
        ExpressionPrinter printer = new ExpressionPrinter();
        printer.name(name);
        return printer.out.toString();
    }

    private void write(Expression expression) {
        switch (expression) {
            case Expression.Everyone _ -> out.append("everyone");
            case Expression.And(var parts) -> joined(parts, "and");
            case Expression.Or(var parts) -> joined(parts, "or");
            case Expression.Not(var part) -> {
                out.append("not ");
                nested(part, part instanceof Expression.And || part instanceof Expression.Or);
            }
            case Expression.Compared(Operand operand, Relation relation, Literal value) -> {
                write(operand);
                out.append(' ').append(relation.symbol()).append(' ');
                write(value);
            }
            case Expression.OneOf(Operand operand, List<Literal> values) -> {
                write(operand);
                String separator = " in (";
                for (Literal value : values) {
                    out.append(separator);
                    write(value);
                    separator = ", ";
                }
                out.append(')');
            }
            case Expression.Matched(Operand operand, var part, String text) -> {
                write(operand);
                out.append(' ').append(part.phrase()).append(' ');
                quote(text);
            }
            case Expression.Exists(Operand operand) -> {
                write(operand);
                out.append(" exists");
            }
            case Expression.Timed(Operand operand, Direction direction, Duration span) -> {
                write(operand);
                out.append(' ').append(direction.phrase()).append(' ').append(Spans.text(span));
                out.append(direction == Direction.LONGER_AGO ? " ago" : "");
            }
            case Expression.Anniversary(Operand.Trait trait, int days) -> {
                out.append("anniversary of ");
                write(trait);
                out.append(days == 0 ? " today" : " within next " + Spans.text(Duration.ofDays(days)));
            }
            case Did did -> write(did);
            case Expression.InAudience(var audience, var _) -> {
                out.append("in audience ");
                quote(audience.value());
            }
            case Expression.Consents(var channel, String purpose, var _) -> {
                out.append("consents to ");
                channel.ifPresent(one -> out.append(one.word()).append(" for "));
                name(purpose);
            }
            case Expression.Reachable(var channel) ->
                out.append("reachable by ").append(channel.word());
        }
    }

    private void joined(List<Expression> parts, String word) {
        boolean isAnd = word.equals("and");
        String between = (breaksLines ? "\n" : " ") + word + " ";
        breaksLines = false;
        String separator = "";
        for (Expression part : parts) {
            out.append(separator);
            nested(part, part instanceof Expression.Or || (isAnd && part instanceof Expression.And));
            separator = between;
        }
    }

    private void nested(Expression part, boolean parenthesized) {
        out.append(parenthesized ? "(" : "");
        write(part);
        out.append(parenthesized ? ")" : "");
    }

    private void write(Did did) {
        out.append("did ");
        write(did.first());
        did.steps().forEach(step -> write(" then ", step));
        did.absence().ifPresent(step -> write(" then not ", step));
        window(did.window());
    }

    private void write(String word, Step step) {
        out.append(word);
        write(step.events());
        out.append(" within ").append(Spans.text(step.span()));
    }

    private void window(Optional<Duration> window) {
        window.ifPresent(span -> out.append(" in last ").append(Spans.text(span)));
    }

    private void write(Operand operand) {
        switch (operand) {
            case Operand.Trait(String name, var _) -> {
                if (Words.standsBare(name)) {
                    out.append(name);
                } else {
                    out.append("trait ");
                    quote(name);
                }
            }
            case Operand.Aggregate(var function, Optional<String> property, var events, var window, var _) -> {
                out.append(function.word()).append(" of ");
                property.ifPresent(path -> {
                    name(path);
                    out.append(" of ");
                });
                write(events);
                window(window);
            }
            case Operand.EventTime(var edge, EventSelection events, var _) -> {
                out.append(edge.word()).append(' ');
                write(events);
            }
        }
    }

    private void write(EventSelection events) {
        quote(events.event());
        if (events.filters().isEmpty()) {
            return;
        }
        boolean several = events.filters().size() > 1;
        out.append(several ? " where (" : " where ");
        String separator = "";
        for (Filter filter : events.filters()) {
            out.append(separator);
            write(filter);
            separator = " and ";
        }
        out.append(several ? ")" : "");
    }

    private void write(Filter filter) {
        name(filter.condition().property());
        Comparison comparison = filter.condition().comparison();
        switch (comparison) {
            case EXISTS -> out.append(" exists");
            case CONTAINS -> {
                out.append(" contains ");
                write(filter.condition().value());
            }
            case EQUAL, NOT_EQUAL, BELOW, AT_MOST, ABOVE, AT_LEAST -> {
                out.append(' ')
                        .append(Relation.valueOf(comparison.name()).symbol())
                        .append(' ');
                write(filter.condition().value());
            }
        }
    }

    private void write(Value value) {
        switch (value) {
            case Value.Text(String text) -> quote(text);
            case Value.Decimal number -> out.append(number.plain());
            case Value.Flag(boolean holds) -> out.append(holds);
            // A filter holds nothing else: its constructor refuses it.
            case Value.Sequence _, Value.Fields _, Value.Nothing _ -> throw new IllegalStateException();
        }
    }

    private void write(Literal literal) {
        switch (literal) {
            case Literal.Text(String text, var _) -> quote(text);
            case Literal.Amount(var number, var _) -> out.append(number.toPlainString());
            case Literal.Flag(boolean holds, var _) -> out.append(holds);
            case Literal.Day(var day, var _) -> out.append(day);
            case Literal.Moment(var at, var _) -> out.append(at);
        }
    }

    private void name(String name) {
        if (Words.standsBare(name)) {
            out.append(name);
        } else {
            quote(name);
        }
    }

    private void quote(String text) {
        out.append('\'').append(text.replace("'", "''")).append('\'');
    }
}
