package io.tarn.wire.trait;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Comparison;
import io.tarn.model.policy.ComputedTrait.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code where}: a condition on a property, such as {@code {property: total, at_least: 20}}. */
public final class ConditionCodec {
    private static final String PROPERTY = "property";
    private static final Map<String, Comparison> COMPARISONS = new LinkedHashMap<>();

    static {
        for (Comparison comparison : Comparison.values()) {
            COMPARISONS.put(comparison.word(), comparison);
        }
    }

    private ConditionCodec() {}

    /** Reads a condition; where it is none, what is wrong goes to the faults. */
    public static Optional<Condition> read(JsonNode node, List<String> faults) {
        String path = node.path(PROPERTY).asText("");
        if (path.isEmpty() || node.size() != 2) {
            faults.add("each entry of 'where' needs 'property' and one of " + COMPARISONS.keySet());
            return Optional.empty();
        }
        String word = "";
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals(PROPERTY)) {
                word = field.getKey();
            }
        }
        Comparison comparison = COMPARISONS.get(word);
        if (comparison == null) {
            faults.add("'where' compares '" + path + "' by '" + word + "', known are " + COMPARISONS.keySet() + "."
                    + Suggestions.didYouMean(word, COMPARISONS.keySet()));
            return Optional.empty();
        }
        Optional<String> fault = fault(comparison, node.path(word));
        if (fault.isPresent()) {
            faults.add("'where' compares '" + path + "' by '" + word + "' with " + fault.get());
            return Optional.empty();
        }
        return Optional.of(new Condition(path, comparison, value(node.path(word))));
    }

    private static Optional<String> fault(Comparison comparison, JsonNode value) {
        boolean ordered = switch (comparison) {
            case BELOW, AT_MOST, ABOVE, AT_LEAST -> true;
            case EQUAL, NOT_EQUAL, CONTAINS, EXISTS -> false;
        };
        if (value.isContainerNode() || value.isNull() || (ordered && !value.isNumber())) {
            return Optional.of(ordered ? "what is no number" : "what is no single value");
        }
        return value.isNumber() && !Value.Decimal.fits(value.decimalValue())
                ? Optional.of("a number of more than twelve digits before the point or six after it")
                : Optional.empty();
    }

    private static Value value(JsonNode node) {
        if (node.isNumber()) {
            return new Value.Decimal(node.decimalValue());
        }
        return node.isBoolean() ? new Value.Flag(node.booleanValue()) : new Value.Text(node.asText());
    }

    /** Writes a condition into an object. */
    public static void write(ObjectNode node, Condition condition) {
        node.put(PROPERTY, condition.property());
        String word = condition.comparison().word();
        switch (condition.value()) {
            case Value.Decimal(var number) -> node.put(word, number);
            case Value.Flag(boolean holds) -> node.put(word, holds);
            case Value.Text(String text) -> node.put(word, text);
            case Value.Sequence _, Value.Fields _, Value.Nothing _ ->
                throw new TarnException(
                        ErrorCode.INVARIANT_BROKEN, "A condition compares with a text, a number or a flag.");
        }
    }
}
