package io.tarn.connectors.matcher;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a model declares, and what its runtime has to say, in words for people. */
final class OnnxForm {
    private static final int LENGTH_MAX = 300;
    private static final Pattern OPERATOR = Pattern.compile("while running (\\w+) node");

    private OnnxForm() {}

    /** All of some inputs or outputs, such as {@code left_email string[?,1], levels float[?,3]}. */
    static String all(Collection<NodeInfo> nodes) {
        return nodes.stream().map(OnnxForm::of).collect(Collectors.joining(", "));
    }

    /** One input or output, such as {@code left_email string[?,1]}. */
    static String of(NodeInfo node) {
        return node.getName() + " "
                + switch (node.getInfo()) {
                    case TensorInfo tensor -> word(tensor.type) + shape(tensor.getShape());
                    case SequenceInfo sequence
                    when sequence.isSequenceOfMaps() -> "a sequence of " + map(sequence.mapInfo);
                    case SequenceInfo sequence -> "a sequence of " + word(sequence.sequenceType);
                    case MapInfo map -> map(map);
                    default -> "of another kind";
                };
    }

    private static String map(MapInfo map) {
        return "maps from " + word(map.keyType) + " to " + word(map.valueType);
    }

    static String word(OnnxJavaType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** A shape, with a question mark where any number may stand. */
    static String shape(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(size -> size < 0 ? "?" : Long.toString(size))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Why the runtime refuses a model, in its own words; to be told only where these can hold no value of a record. */
    static String reason(OrtException failure) {
        String said = String.valueOf(failure.getMessage())
                .replaceFirst("^Error code - \\w+ - message: ", "")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceFirst("\\.$", "");
        return said.length() <= LENGTH_MAX ? said : said.substring(0, LENGTH_MAX) + "…";
    }

    /** What failed when pairs were scored, without the runtime's own words, which may hold what a record says. */
    static String operator(OrtException failure) {
        Matcher found = OPERATOR.matcher(String.valueOf(failure.getMessage()));
        return found.find() ? "its operator " + found.group(1) + " failed" : "it failed with " + failure.getCode();
    }
}
