package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** The document that a server gives of itself, read for what it promises. */
final class OpenApiDocument {
    private final JsonNode root;

    OpenApiDocument(String text) {
        Map<String, Object> loaded = new Yaml().load(text);
        root = new YAMLMapper().valueToTree(loaded);
    }

    /** One method of one path. */
    record Operation(String method, String path, JsonNode node) {
        /** The statuses that it may answer. */
        Set<Integer> statuses() {
            Set<Integer> statuses = new TreeSet<>();
            node.path("responses").fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
            return statuses;
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(one -> operations.add(
                                new Operation(one.getKey().toUpperCase(Locale.ROOT), path.getKey(), one.getValue()))));
        return operations;
    }

    /** The names and schemas of the parameters in a place, {@code path} or {@code query}. */
    Map<String, JsonNode> parameters(Operation operation, String place) {
        Map<String, JsonNode> parameters = new java.util.LinkedHashMap<>();
        for (JsonNode said : operation.node().path("parameters")) {
            JsonNode one = resolved(said);
            if (one.path("in").asText().equals(place)) {
                parameters.put(one.path("name").asText(), one);
            }
        }
        return parameters;
    }

    /** The schema of the body that an operation takes, where it takes one. */
    Optional<JsonNode> bodySchema(Operation operation) {
        return content(resolved(operation.node().path("requestBody")));
    }

    /** What does not fit the schema of an answer, by where it stands; empty when all fits. */
    List<String> misfits(Operation operation, int status, JsonNode answer) {
        List<String> misfits = new ArrayList<>();
        Optional<JsonNode> schema =
                content(resolved(operation.node().path("responses").path(Integer.toString(status))));
        if (schema.isEmpty()) {
            misfits.add("no schema for " + status);
        } else {
            compare(schema.get(), answer, "$", misfits);
        }
        return misfits;
    }

    /** Follows a reference, where there is one. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : resolved(root.at(reference.substring(1)));
    }

    private static Optional<JsonNode> content(JsonNode holder) {
        for (JsonNode media : holder.path("content")) {
            return Optional.of(media.path("schema"));
        }
        return Optional.empty();
    }

    private void compare(JsonNode said, JsonNode value, String where, List<String> misfits) {
        JsonNode schema = resolved(said);
        if (schema.has("const") && !schema.path("const").equals(value)) {
            misfits.add(where + " is not " + schema.path("const"));
        }
        if (schema.has("type") && !isOfType(schema.path("type"), value)) {
            misfits.add(where + " is no " + schema.path("type"));
        }
        for (JsonNode name : schema.path("required")) {
            if (value.isObject() && !value.has(name.asText())) {
                misfits.add(where + " lacks " + name.asText());
            }
        }
        schema.path("properties").properties().forEach(one -> {
            if (value.has(one.getKey())) {
                compare(one.getValue(), value.path(one.getKey()), where + "." + one.getKey(), misfits);
            }
        });
        if (schema.has("items") && value.isArray()) {
            value.forEach(one -> compare(schema.path("items"), one, where + "[]", misfits));
        }
        if (schema.path("additionalProperties").isObject() && value.isObject()) {
            value.forEach(one -> compare(schema.path("additionalProperties"), one, where + ".*", misfits));
        }
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (isOfType(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("The document uses a type that is not known: " + type);
        };
    }
}
