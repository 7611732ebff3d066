package io.tarn.wire.source;

import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.NormalizationRule;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.policy.TraitType;
import io.tarn.wire.yaml.YamlFaults;
import io.tarn.wire.yaml.YamlMap;
import io.tarn.wire.yaml.YamlText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The YAML form of a source definition. What was written reads back as the same definition, and what was read and not
 * changed is written as the same text, with the comment at its top.
 */
public final class SourceDefinitionCodec {
    private static final List<String> KEYS = List.of(
            "name", "place", "format", "options", "key", "observed_at", "priority", "region", "ignored", "columns");
    private static final List<String> COLUMN_KEYS = List.of("column", "path", "tag", "type", "trait", "rules");
    private static final Map<String, SemanticTag> TAGS = RuleCodec.words(SemanticTag.values());
    private static final Map<String, TraitType> TYPES = RuleCodec.words(TraitType.values());
    private static final int TEXT_MAX = 64 << 20;
    private static final String HEADER = """
            # A source of Tarn: where it lies, what its columns mean, and how their values are normalized.
            # Edit it freely; the next run follows it. Delete the columns to have them proposed anew.
            # ignored: labels of columns that are left out and never proposed.
            # tag: what a column means. trait: its name in gold. rules: applied in this order.
            """;

    private SourceDefinitionCodec() {}

    /** The text of a definition under the usual comment. */
    public static String write(SourceDefinition definition) {
        return write(definition, HEADER, Map.of());
    }

    /** The text of a definition with a remark beside each column, by its label, such as why it is tagged so. */
    public static String write(SourceDefinition definition, Map<String, String> remarks) {
        return write(definition, HEADER, remarks);
    }

    /** The text of a definition under the comment that stands at the top of an earlier text. */
    public static String rewrite(SourceDefinition definition, String earlier) {
        String header = earlier.lines()
                .takeWhile(line -> line.startsWith("#") || line.isBlank())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return write(definition, header, Map.of());
    }

    private static String write(SourceDefinition definition, String header, Map<String, String> remarks) {
        StringBuilder out = new StringBuilder(header);
        line(out, "name: ", definition.name().value());
        line(out, "place: ", definition.place());
        line(out, "format: ", definition.format());
        if (!definition.options().isEmpty()) {
            out.append("options:\n");
            new TreeMap<>(definition.options())
                    .forEach((name, value) -> line(out, "  " + YamlText.scalar(name) + ": ", value));
        }
        definition.key().ifPresent(key -> line(out, "key: ", key));
        definition.observedAt().ifPresent(column -> line(out, "observed_at: ", column));
        out.append("priority: ").append(definition.priority()).append('\n');
        definition.region().ifPresent(region -> line(out, "region: ", region));
        if (!definition.ignored().isEmpty()) {
            out.append("ignored:\n");
            definition.ignored().forEach(label -> line(out, "  - ", label));
        }
        if (!definition.columns().isEmpty()) {
            out.append("columns:\n");
        }
        definition.columns().forEach(mapping -> write(out, mapping, remarks));
        return out.toString();
    }

    /** The items of a list of columns, with a remark above those that have one. */
    static void write(StringBuilder out, ColumnMapping mapping, Map<String, String> remarks) {
        String remark = remarks.get(mapping.label());
        if (remark != null) {
            out.append("  # ").append(remark.replaceAll("\\R", " ")).append('\n');
        }
        write(out, mapping);
    }

    private static void write(StringBuilder out, ColumnMapping mapping) {
        line(out, "  - column: ", mapping.column());
        if (!mapping.path().isEmpty()) {
            out.append(mapping.path().stream()
                    .map(YamlText::scalar)
                    .collect(Collectors.joining(", ", "    path: [", "]\n")));
        }
        out.append("    tag: ").append(RuleCodec.word(mapping.tag())).append('\n');
        out.append("    type: ").append(RuleCodec.word(mapping.type())).append('\n');
        line(out, "    trait: ", mapping.trait());
        if (!mapping.rules().isEmpty()) {
            out.append("    rules:\n");
            mapping.rules()
                    .forEach(rule ->
                            out.append("      - ").append(RuleCodec.write(rule)).append('\n'));
        }
    }

    private static void line(StringBuilder out, String start, String value) {
        out.append(start).append(YamlText.scalar(value)).append('\n');
    }

    /**
     * Reads a definition.
     *
     * @param file the file's name, for messages
     * @throws TarnException INVALID_DEFINITION, naming every fault with its line
     */
    public static SourceDefinition read(String file, String text) {
        YamlFaults faults = new YamlFaults(file);
        Optional<Node> root = parse(text, faults);
        faults.throwIfAny();
        YamlMap map = YamlMap.of(root.orElseThrow(), "", faults, KEYS);
        Optional<SourceName> name = named(map);
        String place = map.required("place");
        List<ColumnMapping> columns = new ArrayList<>();
        int index = 0;
        for (Node node : map.items("columns")) {
            column(node, "columns[" + index++ + "]", faults).ifPresent(columns::add);
        }
        int priority = map.number("priority", SourceDefinition.PRIORITY_DEFAULT);
        Map<String, String> options = map.textMap("options");
        String format = map.text("format").orElse(SourceDefinition.DETECTED);
        Optional<String> key = map.text("key");
        Optional<String> observedAt = map.text("observed_at");
        Optional<String> region = map.text("region");
        List<String> ignored = map.texts("ignored");
        faults.throwIfAny();
        return new SourceDefinition(
                name.orElseThrow(), place, format, options, key, observedAt, priority, region, columns, ignored);
    }

    private static Optional<SourceName> named(YamlMap map) {
        String name = map.required("name");
        return name.isEmpty() ? Optional.empty() : checked(map, "name", name, SourceName::new);
    }

    private static Optional<ColumnMapping> column(Node node, String path, YamlFaults faults) {
        YamlMap map = YamlMap.of(node, path, faults, COLUMN_KEYS);
        String column = map.required("column");
        SemanticTag tag = map.choice("tag", TAGS);
        TraitType type = map.text("type").isEmpty() ? TraitType.STRING : map.choice("type", TYPES);
        String trait = map.required("trait");
        List<String> inside = map.texts("path");
        List<NormalizationRule> rules = new ArrayList<>();
        int index = 0;
        for (Node rule : map.items("rules")) {
            RuleCodec.read(rule, path + ".rules[" + index++ + "]", faults).ifPresent(rules::add);
        }
        if (tag == null || type == null || column.isEmpty() || trait.isEmpty()) {
            return Optional.empty();
        }
        return checked(map, "trait", trait, name -> new ColumnMapping(column, inside, tag, type, name, rules));
    }

    private static <T> Optional<T> checked(YamlMap map, String key, String value, Function<String, T> maker) {
        try {
            return Optional.of(maker.apply(value));
        } catch (TarnException e) {
            map.fault(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    static Optional<Node> parse(String text, YamlFaults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(TEXT_MAX);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                faults.addAtLine(1, "the file is empty: it needs at least a name and a place");
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.addAtLine(line, "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            faults.addAtLine(1, "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }
}
