package io.tarn.wire.audience;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Expression;
import io.tarn.audience.Expression.Step;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.model.event.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes an expression as a tree: one object a node, named by its first key. */
final class ExpressionWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ExpressionWriter() {}

    static ObjectNode write(Expression expression) {
        ObjectNode node = NODES.objectNode();
        switch (expression) {
            case Expression.Everyone _ -> node.put("everyone", true);
            case Expression.And(var parts) -> parts(node.putArray("all"), parts);
            case Expression.Or(var parts) -> parts(node.putArray("any"), parts);
            case Expression.Not(Expression part) -> node.set("not", write(part));
            case Expression.Compared(Operand operand, var relation, Literal value) -> {
                operand(node, operand);
                literal(value, new Slot(node, relation.word()));
            }
            case Expression.OneOf(Operand operand, List<Literal> values) -> {
                operand(node, operand);
                ArrayNode list = node.putArray("in");
                values.forEach(value -> {
                    ObjectNode holder = NODES.objectNode();
                    literal(value, new Slot(holder, "value"));
                    list.add(holder.get("value"));
                });
            }
            case Expression.Matched(Operand operand, var part, String text) -> {
                operand(node, operand);
                node.put(part.word(), text);
            }
            case Expression.Exists(Operand operand) -> {
                operand(node, operand);
                node.put("exists", true);
            }
            case Expression.Timed(Operand operand, var direction, Duration span) -> {
                operand(node, operand);
                node.put(direction.word(), SpanText.write(span));
            }
            case Expression.Anniversary(Operand.Trait trait, int days) -> {
                node.put("anniversary", trait.name());
                node.put("within_next", days + "d");
            }
            case Expression.Did did -> did(node, did);
            case Expression.InAudience(var audience, var place) -> node.put("audience", audience.value());
            case Expression.Consents(var channel, String purpose, var place) -> {
                node.put("consents", purpose);
                channel.ifPresent(one -> node.put("channel", one.word()));
            }
            case Expression.Reachable(var channel) -> node.put("reachable", channel.word());
        }
        return node;
    }

    private static void parts(ArrayNode array, List<Expression> parts) {
        parts.forEach(part -> array.add(write(part)));
    }

    private static void did(ObjectNode node, Expression.Did did) {
        node.put("did", did.first().event());
        where(node, did.first());
        if (!did.steps().isEmpty()) {
            ArrayNode steps = node.putArray("then");
            did.steps().forEach(step -> step(steps.addObject(), step));
        }
        did.absence().ifPresent(step -> step(node.putObject("then_not"), step));
        window(node, did.window());
    }

    private static void step(ObjectNode node, Step step) {
        node.put("event", step.events().event());
        where(node, step.events());
        node.put("within", SpanText.write(step.span()));
    }

    private static void operand(ObjectNode node, Operand operand) {
        switch (operand) {
            case Operand.Trait(String name, var place) -> node.put("trait", name);
            case Operand.Aggregate(var function, Optional<String> property, var events, var window, var place) -> {
                node.put("compute", function.word());
                property.ifPresent(path -> node.put("property", path));
                node.put("event", events.event());
                where(node, events);
                window(node, window);
            }
            case Operand.EventTime(var edge, EventSelection events, var place) -> {
                node.put(edge.word(), events.event());
                where(node, events);
            }
        }
    }

    private static void window(ObjectNode node, Optional<Duration> window) {
        window.ifPresent(span -> node.put("window", SpanText.write(span)));
    }

    private static void where(ObjectNode node, EventSelection events) {
        if (events.filters().isEmpty()) {
            return;
        }
        ArrayNode where = node.putArray("where");
        for (Filter filter : events.filters()) {
            ObjectNode one =
                    where.addObject().put("property", filter.condition().property());
            String word = filter.condition().comparison().word();
            switch (filter.condition().value()) {
                case Value.Text(String text) -> one.put(word, text);
                case Value.Decimal(var number) -> one.put(word, number);
                case Value.Flag(boolean holds) -> one.put(word, holds);
                // A filter holds nothing else: its constructor refuses it.
                case Value.Sequence _, Value.Fields _, Value.Nothing _ -> throw new IllegalStateException();
            }
        }
    }

    /** Where a literal is written. */
    private record Slot(ObjectNode node, String key) {}

    private static void literal(Literal literal, Slot slot) {
        switch (literal) {
            case Literal.Text(String text, var place) -> slot.node().put(slot.key(), text);
            case Literal.Amount(var number, var place) -> slot.node().put(slot.key(), number);
            case Literal.Flag(boolean holds, var place) -> slot.node().put(slot.key(), holds);
            case Literal.Day(var day, var place) ->
                slot.node().putObject(slot.key()).put("day", day.toString());
            case Literal.Moment(var at, var place) ->
                slot.node().putObject(slot.key()).put("at", at.toString());
        }
    }
}
