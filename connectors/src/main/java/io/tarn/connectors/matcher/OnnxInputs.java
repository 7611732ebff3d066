package io.tarn.connectors.matcher;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.tarn.model.error.Suggestions;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.unify.match.Compared;
import io.tarn.unify.match.RecordTable;
import io.tarn.unify.verdict.PairQuestion;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a model asks of pairs: texts by the names {@code left_FIELD} and {@code right_FIELD}, and one matrix of the
 * levels of comparisons. Immutable.
 */
final class OnnxInputs {
    private static final Set<OnnxJavaType> NUMBERS =
            EnumSet.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT64);

    /** The runtime takes other characters for two halves each, which are no text. */
    private static final int CHARACTER_MAX = 0xFFFF;

    private static final char REPLACED = '\uFFFD';

    /** Every text that a model may ask for, by its name. */
    private static final Map<String, Asked> TEXTS = texts();

    private final List<Text> texts;
    private final Optional<Matrix> matrix;

    private OnnxInputs(List<Text> texts, Optional<Matrix> matrix) {
        this.texts = texts;
        this.matrix = matrix;
    }

    /** The side of a pair. */
    private enum Side {
        LEFT,
        RIGHT
    }

    /** What one of the two records says in a field. */
    private record Asked(Side side, MatchField field) {
        private String of(PairQuestion pair) {
            Map<MatchField, String> said = side == Side.LEFT ? pair.left() : pair.right();
            return said.getOrDefault(field, "");
        }
    }

    /** @param isColumn whether it is N rows of one, not N */
    private record Text(String name, Asked asked, boolean isColumn) {}

    private record Matrix(String name, OnnxJavaType type, List<ComparisonKind> features) {}

    private static Map<String, Asked> texts() {
        Map<String, Asked> texts = new TreeMap<>();
        for (MatchField field : RecordTable.fieldsRead()) {
            if (field != MatchField.SOURCE) {
                for (Side side : Side.values()) {
                    texts.put(side.name().toLowerCase(Locale.ROOT) + "_" + field.column(), new Asked(side, field));
                }
            }
        }
        return texts;
    }

    /**
     * Takes up what a model declares.
     *
     * @param faults told what no pair has
     */
    static OnnxInputs of(Collection<NodeInfo> declared, List<ComparisonKind> features, List<String> faults) {
        List<Text> texts = new ArrayList<>();
        List<Matrix> matrices = new ArrayList<>();
        boolean isTextAlone = true;
        for (NodeInfo input : declared) {
            if (!(input.getInfo() instanceof TensorInfo tensor)) {
                faults.add("the input " + OnnxForm.of(input) + " is neither texts nor a matrix of numbers");
            } else if (tensor.type == OnnxJavaType.STRING) {
                text(input, tensor, faults).ifPresent(texts::add);
            } else {
                isTextAlone = false;
                matrix(input, tensor, features, faults).ifPresent(matrices::add);
            }
        }
        if (matrices.size() > 1) {
            String names = matrices.stream().map(Matrix::name).collect(Collectors.joining(", "));
            faults.add("it has " + matrices.size() + " matrices, " + names + ", where one holds the levels of all"
                    + " features");
        }
        if (declared.isEmpty()) {
            faults.add("it has no input");
        } else if (!features.isEmpty() && isTextAlone) {
            faults.add(
                    "'features' names " + names(features) + ", and no input is a matrix that could hold their levels");
        }
        return new OnnxInputs(List.copyOf(texts), matrices.stream().findFirst());
    }

    private static Optional<Text> text(NodeInfo input, TensorInfo tensor, List<String> faults) {
        Asked asked = TEXTS.get(input.getName());
        long[] shape = tensor.getShape();
        boolean isColumn = shape.length == 2 && Math.abs(shape[1]) == 1;
        if (asked == null) {
            faults.add("the text " + input.getName() + " is no left_FIELD or right_FIELD; "
                    + Suggestions.nearest(input.getName(), TEXTS.keySet())
                            .map(near -> "perhaps " + near + " is meant")
                            .orElseGet(() -> "FIELD is one of " + fields()));
        } else if (shape.length == 0 || shape[0] >= 0 || (shape.length > 1 && !isColumn)) {
            faults.add("the input " + OnnxForm.of(input) + " must be string[N] or string[N,1] for any N");
        } else {
            return Optional.of(new Text(input.getName(), asked, isColumn));
        }
        return Optional.empty();
    }

    private static String fields() {
        return RecordTable.fieldsRead().stream()
                .filter(field -> field != MatchField.SOURCE)
                .map(MatchField::column)
                .collect(Collectors.joining(", "));
    }

    private static Optional<Matrix> matrix(
            NodeInfo input, TensorInfo tensor, List<ComparisonKind> features, List<String> faults) {
        long[] shape = tensor.getShape();
        if (!NUMBERS.contains(tensor.type) || shape.length != 2 || shape[0] >= 0) {
            faults.add("the input " + OnnxForm.of(input)
                    + " is neither texts nor a matrix float[N,F], double[N,F] or int64[N,F] for any N");
        } else if (features.isEmpty()) {
            faults.add("the input " + OnnxForm.of(input)
                    + " is a matrix, and 'features' does not say which comparisons' levels it holds");
        } else if (shape[1] >= 0 && shape[1] != features.size()) {
            faults.add("the input " + OnnxForm.of(input) + " has " + shape[1] + " columns, and 'features' names "
                    + features.size() + ": " + names(features));
        } else {
            return Optional.of(new Matrix(input.getName(), tensor.type, List.copyOf(features)));
        }
        return Optional.empty();
    }

    private static String names(List<ComparisonKind> features) {
        return features.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** Makes the tensors of a batch, to be closed by who gave the map for them. */
    void fill(Map<String, OnnxTensor> tensors, OrtEnvironment environment, List<PairQuestion> batch)
            throws OrtException {
        for (Text text : texts) {
            String[] values =
                    batch.stream().map(text.asked()::of).map(OnnxInputs::told).toArray(String[]::new);
            long[] shape = text.isColumn() ? new long[] {values.length, 1} : new long[] {values.length};
            tensors.put(text.name(), OnnxTensor.createTensor(environment, values, shape));
        }
        if (matrix.isPresent()) {
            tensors.put(matrix.get().name(), tensor(environment, matrix.get(), batch));
        }
    }

    private static String told(String value) {
        if (value.chars().noneMatch(OnnxInputs::isReplaced)) {
            return value;
        }
        StringBuilder told = new StringBuilder();
        value.codePoints().forEach(point -> told.appendCodePoint(isReplaced(point) ? REPLACED : point));
        return told.toString();
    }

    private static boolean isReplaced(int point) {
        return point == 0 || point > CHARACTER_MAX || Character.getType(point) == Character.SURROGATE;
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Matrix matrix, List<PairQuestion> batch)
            throws OrtException {
        long[] shape = {batch.size(), matrix.features().size()};
        long[] levels = batch.stream()
                .flatMapToLong(pair -> matrix.features().stream().mapToLong(kind -> level(pair, kind)))
                .toArray();
        return switch (matrix.type()) {
            case FLOAT -> OnnxTensor.createTensor(environment, floats(levels), shape);
            case DOUBLE ->
                OnnxTensor.createTensor(
                        environment,
                        DoubleBuffer.wrap(LongStream.of(levels).asDoubleStream().toArray()),
                        shape);
            default -> OnnxTensor.createTensor(environment, LongBuffer.wrap(levels), shape);
        };
    }

    private static FloatBuffer floats(long[] levels) {
        FloatBuffer floats = FloatBuffer.allocate(levels.length);
        Arrays.stream(levels).forEach(level -> floats.put((float) level));
        return floats.flip();
    }

    /** 0 where one of the two says nothing. */
    private static int level(PairQuestion pair, ComparisonKind kind) {
        return pair.compared().stream()
                .filter(one -> one.kind() == kind)
                .mapToInt(Compared::level)
                .findFirst()
                .orElse(0);
    }
}
