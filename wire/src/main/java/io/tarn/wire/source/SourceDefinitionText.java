package io.tarn.wire.source;

import io.tarn.model.policy.ColumnMapping;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.wire.yaml.YamlFaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The text of a source definition as a person keeps it, to which lines are added while every other one stays as it is. */
public final class SourceDefinitionText {
    private static final String COLUMNS = "columns";
    private static final int WRITTEN_INDENT = 2;

    private SourceDefinitionText() {}

    /**
     * The text with further columns at the end of its list. Where its form has no place for lines, as in a list within
     * brackets, it is written anew under its comment.
     *
     * @param file the file's name, for messages
     * @param remarks a remark above a column, by its label
     */
    public static String plus(String file, String text, List<ColumnMapping> added, Map<String, String> remarks) {
        SourceDefinition current = SourceDefinitionCodec.read(file, text);
        Set<String> known =
                current.columns().stream().map(SourceDefinitionText::meaning).collect(Collectors.toSet());
        List<ColumnMapping> missing = added.stream()
                .filter(column -> !known.contains(meaning(column)))
                .toList();
        SourceDefinition wanted = current.plus(missing);
        Optional<String> longer = columns(file, text).map(list -> insert(text, list, items(missing, remarks)));
        return longer.filter(
                        changed -> SourceDefinitionCodec.read(file, changed).equals(wanted))
                .orElseGet(() -> SourceDefinitionCodec.rewrite(wanted, text));
    }

    /** A key may be an identifier besides: one column, two meanings. */
    private static String meaning(ColumnMapping column) {
        return column.tag() + " " + column.label();
    }

    private static String items(List<ColumnMapping> added, Map<String, String> remarks) {
        StringBuilder items = new StringBuilder();
        added.forEach(mapping -> SourceDefinitionCodec.write(items, mapping, remarks));
        return items.toString();
    }

    private static Optional<SequenceNode> columns(String file, String text) {
        Optional<Node> root = SourceDefinitionCodec.parse(text, new YamlFaults(file));
        if (root.isEmpty() || !(root.get() instanceof MappingNode map)) {
            return Optional.empty();
        }
        for (NodeTuple tuple : map.getValue()) {
            boolean isColumns = tuple.getKeyNode() instanceof ScalarNode key && COLUMNS.equals(key.getValue());
            if (isColumns && tuple.getValueNode() instanceof SequenceNode list) {
                boolean hasLines = list.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
                        && !list.getValue().isEmpty();
                return hasLines ? Optional.of(list) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String insert(String text, SequenceNode list, String items) {
        Mark end = last(list).getEndMark();
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        int at = end.getColumn() == 0 ? offset(text, end.getLine()) : offset(text, end.getLine() + 1);
        String before = text.substring(0, at);
        String separator = before.isEmpty() || before.endsWith("\n") ? "" : lineEnd;
        String indent = " ".repeat(list.getStartMark().getColumn());
        String lines = items.lines()
                .map(line -> indent + line.substring(WRITTEN_INDENT) + lineEnd)
                .reduce("", String::concat);
        return before + separator + lines + text.substring(at);
    }

    /** The node that ends last: the end of a list itself is where the next thing begins, behind comments. */
    private static Node last(Node node) {
        if (node instanceof SequenceNode list
                && list.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
                && !list.getValue().isEmpty()) {
            return last(list.getValue().getLast());
        }
        if (node instanceof MappingNode map
                && map.getFlowStyle() == DumperOptions.FlowStyle.BLOCK
                && !map.getValue().isEmpty()) {
            NodeTuple tuple = map.getValue().getLast();
            boolean isEmpty = tuple.getValueNode() instanceof ScalarNode value
                    && value.getValue().isEmpty()
                    && value.isPlain();
            return isEmpty ? tuple.getKeyNode() : last(tuple.getValueNode());
        }
        return node;
    }

    private static int offset(String text, int line) {
        int at = 0;
        for (int passed = 0; passed < line; passed++) {
            int next = text.indexOf('\n', at);
            if (next < 0) {
                return text.length();
            }
            at = next + 1;
        }
        return at;
    }
}
