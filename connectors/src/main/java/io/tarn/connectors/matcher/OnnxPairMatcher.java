package io.tarn.connectors.matcher;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairQuestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A person's own matcher as a model in the ONNX format, which runs in this process. What does not fit is told when it
 * is opened. Confined to one thread.
 *
 * <p>A pair gets the same bits whatever others it is asked with: the model runs on one thread and is always handed as
 * many pairs, since the runtime computes one pair otherwise than several.
 */
public final class OnnxPairMatcher implements PairMatcher, AutoCloseable {
    private static final long MODEL_BYTES_MAX = 1L << 30;

    /** How many pairs the model is handed, no more and no fewer. */
    private static final int BLOCK = 64;

    /** Pairs of which nothing is known, to fill a block up. */
    private static final List<PairQuestion> UNKNOWN =
            Collections.nCopies(BLOCK, new PairQuestion("", Map.of(), Map.of(), List.of(), Optional.empty()));

    private final Model model;
    private final OnnxInputs inputs;
    private final OnnxScores scores;

    private OnnxPairMatcher(Model model, OnnxInputs inputs, OnnxScores scores) {
        this.model = model;
        this.inputs = inputs;
        this.scores = scores;
    }

    /** @param version the hash of the file */
    private record Model(Path file, String version, OrtEnvironment environment, OrtSession session) {
        static Model load(Path file) {
            byte[] bytes = read(file);
            OrtEnvironment environment = OnnxLibrary.environment(file);
            try (SessionOptions options = new SessionOptions()) {
                options.setExecutionMode(ExecutionMode.SEQUENTIAL);
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setDeterministicCompute(true);
                return new Model(file, hash(bytes), environment, environment.createSession(bytes, options));
            } catch (OrtException e) {
                throw ConnectorErrors.modelUnreadable(file, OnnxForm.reason(e), e);
            }
        }

        void close() {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("A session of ONNX Runtime cannot be closed.", e);
            }
        }
    }

    /**
     * Opens a model and tries it.
     *
     * @param features the comparisons whose levels its matrix holds, in its order; empty where it has none
     * @throws TarnException when it is not there, is no model, or asks for what pairs do not have
     */
    public static OnnxPairMatcher open(Path file, List<ComparisonKind> features) {
        Model model = Model.load(file);
        try {
            return opened(model, features);
        } catch (TarnException unfit) {
            model.close();
            throw unfit;
        }
    }

    private static OnnxPairMatcher opened(Model model, List<ComparisonKind> features) {
        List<String> faults = new ArrayList<>();
        String found = "";
        try {
            Map<String, NodeInfo> declared = model.session().getInputInfo();
            found = OnnxForm.all(declared.values());
            OnnxInputs inputs = OnnxInputs.of(declared.values(), features, faults);
            OnnxScores scores = OnnxScores.of(model.session().getOutputInfo(), faults);
            OnnxPairMatcher matcher = new OnnxPairMatcher(model, inputs, scores);
            if (faults.isEmpty()) {
                matcher.answer(List.of());
                return matcher;
            }
        } catch (OrtException e) {
            faults.add("it fails with pairs of which nothing is known, whose texts are empty and whose levels are 0: "
                    + OnnxForm.reason(e));
        }
        throw ConnectorErrors.modelUnfit(model.file(), faults, found);
    }

    private static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw ConnectorErrors.modelMissing(file);
            }
            if (Files.size(file) > MODEL_BYTES_MAX) {
                throw ConnectorErrors.modelTooLarge(file, MODEL_BYTES_MAX);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ConnectorErrors.notReadable(file, e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public Optional<String> version() {
        return Optional.of(model.version());
    }

    @Override
    public List<Double> score(List<PairQuestion> batch) {
        List<Double> all = new ArrayList<>();
        try {
            for (int start = 0; start < batch.size(); start += BLOCK) {
                List<PairQuestion> block = batch.subList(start, Math.min(batch.size(), start + BLOCK));
                double[] answered = answer(block);
                for (int pair = 0; pair < block.size(); pair++) {
                    if (!(answered[pair] >= 0 && answered[pair] <= 1)) {
                        throw ConnectorErrors.modelAnswer(model.file(), "a score is no number from 0 to 1");
                    }
                    all.add(answered[pair]);
                }
            }
        } catch (OrtException e) {
            // No cause: the runtime's words may hold what a record says.
            throw ConnectorErrors.modelFailed(model.file(), OnnxForm.operator(e));
        }
        return all;
    }

    /** The scores of a whole block, of which the first are those of the pairs. */
    private double[] answer(List<PairQuestion> pairs) throws OrtException {
        List<PairQuestion> block = new ArrayList<>(pairs);
        block.addAll(UNKNOWN.subList(pairs.size(), BLOCK));
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            inputs.fill(tensors, model.environment(), block);
            try (OrtSession.Result result = model.session().run(tensors, Set.of(scores.output()))) {
                return scores.read(model.file(), result.get(0), BLOCK);
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
