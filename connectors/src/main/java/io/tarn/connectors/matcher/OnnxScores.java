package io.tarn.connectors.matcher;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import io.tarn.connectors.ConnectorErrors;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where a model puts its scores: in the output {@code score}, else {@code probabilities}, else in the last one. Of two
 * columns or a map, what belongs to the class 1 counts.
 *
 * @param output its name
 */
record OnnxScores(String output) {
    private static final List<String> NAMES = List.of("score", "probabilities");
    private static final Set<OnnxJavaType> NUMBERS = EnumSet.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE);
    private static final int COLUMNS_MAX = 2;

    /**
     * Chooses among what a model declares.
     *
     * @param faults told what scores cannot be read from
     */
    static OnnxScores of(Map<String, NodeInfo> declared, List<String> faults) {
        String chosen = NAMES.stream()
                .filter(declared::containsKey)
                .findFirst()
                .orElseGet(() -> declared.keySet().stream().reduce("", (_, last) -> last));
        NodeInfo output = declared.get(chosen);
        if (output == null || !mayHold(output)) {
            faults.add("the output " + (output == null ? "is missing" : OnnxForm.of(output) + " holds no scores")
                    + "; these are float or double [N], [N,1] or [N,2], or a sequence of maps from the class 1 to its"
                    + " probability");
        }
        return new OnnxScores(chosen);
    }

    private static boolean mayHold(NodeInfo output) {
        return switch (output.getInfo()) {
            case TensorInfo tensor -> NUMBERS.contains(tensor.type) && columns(tensor.getShape()) <= COLUMNS_MAX;
            case SequenceInfo sequence -> sequence.isSequenceOfMaps() && NUMBERS.contains(sequence.mapInfo.valueType);
            default -> false;
        };
    }

    /** How many a row has, at least as far as a shape tells; too many where rows are no rows. */
    private static long columns(long[] shape) {
        return switch (shape.length) {
            case 0, 1 -> 1;
            case 2 -> Math.abs(shape[1]);
            default -> Long.MAX_VALUE;
        };
    }

    /** The scores of a batch, whatever numbers they are. */
    double[] read(Path file, OnnxValue value, int pairs) throws OrtException {
        double[] scores = value instanceof OnnxSequence sequence ? ofMaps(file, sequence) : ofRows(file, value);
        if (scores.length != pairs) {
            throw ConnectorErrors.modelAnswer(
                    file, "of " + pairs + " pairs it gave " + scores.length + " scores in '" + output + "'");
        }
        return scores;
    }

    private double[] ofRows(Path file, OnnxValue value) {
        if (!(value instanceof OnnxTensor tensor)
                || !NUMBERS.contains(tensor.getInfo().type)
                || columns(tensor.getInfo().getShape()) > COLUMNS_MAX) {
            throw ConnectorErrors.modelAnswer(file, "'" + output + "' holds something else");
        }
        double[] all = numbers(tensor);
        int columns = Math.toIntExact(columns(tensor.getInfo().getShape()));
        return columns == 0
                ? new double[0]
                : IntStream.range(0, all.length / columns)
                        .mapToDouble(row -> all[row * columns + columns - 1])
                        .toArray();
    }

    private static double[] numbers(OnnxTensor tensor) {
        if (tensor.getInfo().type == OnnxJavaType.DOUBLE) {
            DoubleBuffer doubles = tensor.getDoubleBuffer();
            return IntStream.range(0, doubles.limit()).mapToDouble(doubles::get).toArray();
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        return IntStream.range(0, floats.limit()).mapToDouble(floats::get).toArray();
    }

    private double[] ofMaps(Path file, OnnxSequence sequence) throws OrtException {
        List<? extends OnnxValue> maps = sequence.getValue();
        double[] scores = new double[maps.size()];
        for (int i = 0; i < scores.length; i++) {
            try (OnnxValue map = maps.get(i)) {
                scores[i] = probability(file, map);
            }
        }
        return scores;
    }

    /** Of the class 1, whether it is a number or a text. */
    private double probability(Path file, OnnxValue value) throws OrtException {
        if (value instanceof OnnxMap map) {
            for (Map.Entry<?, ?> entry : map.getValue().entrySet()) {
                if (String.valueOf(entry.getKey()).equals("1") && entry.getValue() instanceof Number number) {
                    return number.doubleValue();
                }
            }
        }
        throw ConnectorErrors.modelAnswer(file, "'" + output + "' has no probability of the class 1");
    }
}
