package io.tarn.wire.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.wire.trait.ConditionCodec;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The conditions of {@code where}, in the words of computed traits. */
final class FilterText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FilterText() {}

    static List<Condition> read(YamlMap map, String key, YamlFaults faults) {
        List<Condition> filters = new ArrayList<>();
        int place = 0;
        for (Node item : map.items(key)) {
            List<String> found = new ArrayList<>();
            ConditionCodec.read(json(item), found).ifPresent(filters::add);
            String path = map.at(key) + "[" + place++ + "]";
            found.forEach(fault -> faults.add(item, path, fault));
        }
        return filters;
    }

    /** An object of single values; what is deeper stands for nothing, which no condition takes. */
    private static JsonNode json(Node node) {
        ObjectNode json = JSON.objectNode();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    json.set(key.getValue(), single(tuple.getValueNode()));
                }
            }
        }
        return json;
    }

    private static JsonNode single(Node node) {
        if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        String text = scalar.getValue();
        if (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)) {
            return number(text);
        }
        String word = text.toLowerCase(Locale.ROOT);
        boolean isFlag = node.getTag().equals(Tag.BOOL) && (word.equals("true") || word.equals("false"));
        return isFlag ? JSON.booleanNode(word.equals("true")) : JSON.textNode(text);
    }

    /** Text where YAML sees a number that nobody else does, such as 1:30. */
    private static JsonNode number(String text) {
        try {
            return JSON.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return JSON.textNode(text);
        }
    }

    static String write(List<Condition> filters) {
        return filters.stream().map(FilterText::write).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String write(Condition condition) {
        ObjectNode json = JSON.objectNode();
        ConditionCodec.write(json, condition);
        return json.properties().stream()
                .map(field -> field.getKey() + ": " + text(field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        return value.isTextual() ? YamlText.scalar(value.textValue()) : value.asText();
    }
}
