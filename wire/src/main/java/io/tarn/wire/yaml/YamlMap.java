package io.tarn.wire.yaml;

import io.tarn.model.error.TarnException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a YAML text, read key by key; what is wrong with it goes to the faults. */
public final class YamlMap {
    private final Node node;
    private final String path;
    private final YamlFaults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private YamlMap(Node node, String path, YamlFaults faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    public static YamlMap of(Node node, String path, YamlFaults faults, Collection<String> known) {
        YamlMap map = new YamlMap(node, path, faults);
        if (!(node instanceof MappingNode mapping)) {
            faults.add(node, path.isEmpty() ? "the file" : path, "expected keys and values");
            return map;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.isEmpty() && !known.contains(key)) {
                faults.unknown(tuple.getKeyNode(), map.at(key), "key", key, known);
            } else if (map.values.putIfAbsent(key, tuple.getValueNode()) != null) {
                faults.add(tuple.getKeyNode(), map.at(key), "stands twice; keep one");
            }
        }
        return map;
    }

    public String at(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    /** Whether something stands under a key. */
    public boolean has(String key) {
        Node value = values.get(key);
        return value != null && !value.getTag().equals(Tag.NULL);
    }

    /** What stands under a key. */
    public Optional<Node> node(String key) {
        return has(key) ? Optional.ofNullable(values.get(key)) : Optional.empty();
    }

    /** The mapping under a key. */
    public Optional<YamlMap> map(String key, Collection<String> known) {
        return node(key).map(value -> of(value, at(key), faults, known));
    }

    /** The mappings of the list under a key. */
    public List<YamlMap> maps(String key, Collection<String> known) {
        List<YamlMap> maps = new ArrayList<>();
        for (Node item : items(key)) {
            maps.add(of(item, at(key) + "[" + maps.size() + "]", faults, known));
        }
        return maps;
    }

    /** What the text under a key makes; a fault where it is refused. */
    public <T> Optional<T> made(String key, Function<String, T> maker) {
        Optional<String> text = text(key);
        return text.flatMap(value -> made(key, () -> maker.apply(value)));
    }

    /**
     * What a constructor makes; a fault where it refuses.
     *
     * @param key where the fault stands; empty for the mapping itself
     */
    public <T> Optional<T> made(String key, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (TarnException refused) {
            fault(key, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** The number under a key. */
    public Optional<BigDecimal> decimal(String key) {
        Optional<String> text = text(key);
        try {
            return text.map(BigDecimal::new);
        } catch (NumberFormatException e) {
            fault(key, "'" + text.orElse("") + "' is no number; write it as 12.50");
            return Optional.empty();
        }
    }

    public Optional<String> text(String key) {
        Node value = values.get(key);
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return Optional.empty();
        }
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        faults.add(value, at(key), "expected one value");
        return Optional.empty();
    }

    public String required(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !has(key)) {
            faults.add(node, at(key), "is missing");
        }
        return text.orElse("");
    }

    public int number(String key, int otherwise) {
        Optional<String> text = text(key);
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text.get());
        } catch (NumberFormatException e) {
            fault(key, "'" + text.orElse("") + "' is no whole number");
            return otherwise;
        }
    }

    /** The word that names one of some choices. */
    public <T> @Nullable T choice(String key, Map<String, T> choices) {
        Optional<String> word = text(key);
        if (word.isEmpty()) {
            fault(key, "is missing");
            return null;
        }
        T choice = choices.get(word.get());
        if (choice == null) {
            faults.unknown(values.getOrDefault(key, node), at(key), key, word.get(), choices.keySet());
        }
        return choice;
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                faults.add(item, at(key), "expected one value");
            }
        }
        return texts;
    }

    public List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        faults.add(value, at(key), "expected a list");
        return List.of();
    }

    public Map<String, String> textMap(String key) {
        Node value = values.get(key);
        Map<String, String> texts = new TreeMap<>();
        if (value == null || value.getTag().equals(Tag.NULL)) {
            return texts;
        }
        YamlMap map = of(value, at(key), faults, List.of());
        map.values.keySet().forEach(name -> map.text(name).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    public void fault(String key, String what) {
        faults.add(values.getOrDefault(key, node), at(key), what);
    }
}
