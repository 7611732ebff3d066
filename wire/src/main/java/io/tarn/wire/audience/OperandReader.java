package io.tarn.wire.audience;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.audience.EventSelection;
import io.tarn.audience.EventSelection.Filter;
import io.tarn.audience.Faults;
import io.tarn.audience.Literal;
import io.tarn.audience.Operand;
import io.tarn.audience.Operand.Edge;
import io.tarn.model.error.Suggestions;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.policy.ComputedTrait.Function;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the smaller parts of a tree form: operands, selections of events, values. */
final class OperandReader {
    /** The keys that say what a condition looks at. */
    static final List<String> KEYS =
            List.of("trait", "compute", "property", "event", "where", "window", "first", "last");

    private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();
    private static final Map<String, Comparison> COMPARISONS = new LinkedHashMap<>();

    static {
        for (Function function : Function.values()) {
            if (function != Function.LIST) {
                FUNCTIONS.put(function.word(), function);
            }
        }
        for (Comparison comparison : Comparison.values()) {
            COMPARISONS.put(comparison.word(), comparison);
        }
    }

    Optional<Operand> read(NodeReader node) {
        if (node.has("trait")) {
            String name = node.text("trait");
            return node.made(() -> new Operand.Trait(name, node.place()));
        }
        if (node.has("compute")) {
            return aggregate(node);
        }
        Edge edge = node.has("first") ? Edge.FIRST : Edge.LAST;
        return selection(node, edge.word()).map(events -> new Operand.EventTime(edge, events, node.place()));
    }

    private Optional<Operand> aggregate(NodeReader node) {
        String word = node.text("compute");
        Function function = FUNCTIONS.get(word);
        if (function == null) {
            node.problem(
                    "compute",
                    "unknown function '" + Faults.shown(word) + "'",
                    "Known are: " + String.join(", ", FUNCTIONS.keySet()) + "."
                            + Suggestions.didYouMean(word, FUNCTIONS.keySet()));
            return Optional.empty();
        }
        Optional<String> property = node.has("property") ? Optional.of(node.text("property")) : Optional.empty();
        Optional<Duration> window = node.span("window");
        return selection(node, "event")
                .flatMap(events ->
                        node.made(() -> new Operand.Aggregate(function, property, events, window, node.place())));
    }

    /** The events whose name stands under a key, with the conditions of {@code where} beside it. */
    Optional<EventSelection> selection(NodeReader node, String key) {
        String event = node.text(key);
        List<Filter> filters = new ArrayList<>();
        node.items("where").forEach(item -> filter(item).ifPresent(filters::add));
        return node.made(() -> new EventSelection(event, filters, node.place()));
    }

    private static Optional<Filter> filter(NodeReader node) {
        List<String> known = new ArrayList<>(List.of("property"));
        known.addAll(COMPARISONS.keySet());
        node.only(known);
        String property = node.text("property");
        List<String> words = COMPARISONS.keySet().stream().filter(node::has).toList();
        if (words.size() != 1) {
            node.problem(
                    "", "one comparison is needed", "Write one of: " + String.join(", ", COMPARISONS.keySet()) + ".");
            return Optional.empty();
        }
        Comparison comparison = COMPARISONS.getOrDefault(words.getFirst(), Comparison.EXISTS);
        return value(node.inner(words.getFirst()))
                .flatMap(
                        value -> node.made(() -> new Filter(new Condition(property, comparison, value), node.place())));
    }

    private static Optional<Value> value(NodeReader node) {
        JsonNode value = node.node();
        if (value.isNumber()) {
            return number(node).map(Value.Decimal::new);
        }
        if (value.isBoolean()) {
            return Optional.of(new Value.Flag(value.booleanValue()));
        }
        if (value.isTextual()) {
            return Optional.of(new Value.Text(value.textValue()));
        }
        node.problem("", "expected a text, a number, true or false", "");
        return Optional.empty();
    }

    Optional<Literal> literal(NodeReader node) {
        JsonNode value = node.node();
        if (value.isTextual()) {
            return node.made(() -> new Literal.Text(value.textValue(), node.place()));
        }
        if (value.isNumber()) {
            return number(node).map(number -> new Literal.Amount(number, node.place()));
        }
        if (value.isBoolean()) {
            return Optional.of(new Literal.Flag(value.booleanValue(), node.place()));
        }
        if (value.has("day") || value.has("at")) {
            return time(node);
        }
        node.problem("", "expected a text, a number, true, false, {day: …} or {at: …}", "");
        return Optional.empty();
    }

    private static Optional<BigDecimal> number(NodeReader node) {
        BigDecimal number = node.node().decimalValue();
        if (!Value.Decimal.fits(number)) {
            node.problem(
                    "",
                    "a number has more digits than can be kept exactly",
                    "Up to twelve may stand before the point and six after it.");
            return Optional.empty();
        }
        return Optional.of(number);
    }

    private static Optional<Literal> time(NodeReader node) {
        try {
            if (node.has("day")) {
                node.only(List.of("day"));
                LocalDate day = LocalDate.parse(node.text("day"));
                return node.made(() -> new Literal.Day(day, node.place()));
            }
            node.only(List.of("at"));
            OffsetDateTime at = OffsetDateTime.parse(node.text("at"));
            return node.made(() -> new Literal.Moment(at.toInstant(), node.place()));
        } catch (DateTimeException e) {
            node.problem(
                    "",
                    "what stands here is no day or instant",
                    "Write a day as 2026-01-31 and an instant as 2026-01-31T10:00:00Z.");
            return Optional.empty();
        }
    }
}
