package io.tarn.wire.audience;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One object of a tree form, read key by key; what is wrong with it goes to the problems. */
final class NodeReader {
    private final JsonNode node;
    private final String path;
    private final List<Problem> problems;

    NodeReader(JsonNode node, String path, List<Problem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    Place place() {
        return Place.in(path);
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return node.has(key);
    }

    JsonNode at(String key) {
        return node.path(key);
    }

    void problem(String key, String fault, String advice) {
        problems.add(new Problem(Place.in(key.isEmpty() ? path : path(key)), fault, advice));
    }

    /** Refuses keys that are not known. */
    void only(List<String> known) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                problem(
                        "",
                        "unknown key '" + Faults.shown(field.getKey()) + "'",
                        "Known here are: " + String.join(", ", known) + "."
                                + Suggestions.didYouMean(field.getKey(), known));
            }
        }
    }

    String text(String key) {
        if (!at(key).isTextual()) {
            problem(key, has(key) ? "expected a text" : "'" + key + "' is missing", "");
            return "";
        }
        return at(key).textValue();
    }

    Optional<Duration> span(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        Optional<Duration> span = SpanText.read(at(key).asText());
        if (span.isEmpty()) {
            problem(key, "expected a length of time", "Write a number with m, h, d or w, such as 30d.");
        }
        return span;
    }

    /** The objects of a list. */
    List<NodeReader> items(String key) {
        List<NodeReader> items = new ArrayList<>();
        if (has(key) && !at(key).isArray()) {
            problem(key, "expected a list", "");
            return items;
        }
        int index = 0;
        for (JsonNode item : at(key)) {
            items.add(new NodeReader(item, path(key) + "[" + index++ + "]", problems));
        }
        return items;
    }

    NodeReader inner(String key) {
        return new NodeReader(at(key), path(key), problems);
    }

    JsonNode node() {
        return node;
    }

    /** What a constructor makes, or nothing and a problem where it refuses. */
    <T> Optional<T> made(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (TarnException e) {
            String message = String.valueOf(e.getMessage());
            problem("", message.endsWith(".") ? message.substring(0, message.length() - 1) : message, "");
            return Optional.empty();
        }
    }
}
