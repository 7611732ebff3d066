package io.tarn.model.policy;

import io.tarn.model.identity.ComparisonKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A person's own way to score pairs: somebody or something that is handed pairs and answers scores from 0 to 1.
 *
 * @param place where its scores come from
 * @param mode what its scores count as
 * @param batchSize how many pairs it is handed at once
 * @param pairsMax how many pairs a run may ask about; a run that has more ends with an error
 */
public record OwnMatcher(Place place, Mode mode, int batchSize, int pairsMax) {
    /** Where scores come from. */
    public sealed interface Place {}

    /**
     * An endpoint.
     *
     * @param url where pairs are posted to
     * @param timeout for one batch
     * @param header the name of a header that holds a secret; empty where it asks for none
     * @param secret where the secret is found, {@code env:NAME} or {@code file:PATH}; never the secret
     */
    public record Endpoint(URI url, Duration timeout, Optional<String> header, Optional<String> secret)
            implements Place {}

    /**
     * A model in the ONNX format, which Tarn runs itself.
     *
     * @param file where it lies; a relative path starts at the home
     * @param features the comparisons whose levels its matrix holds, in its order; empty where it has none
     */
    public record OnnxModel(Path file, List<ComparisonKind> features) implements Place {
        public OnnxModel {
            features = List.copyOf(features);
        }
    }

    /** What a score counts as. */
    public enum Mode {
        /** One comparison beside the others, with as much weight as it earns. */
        COMPARISON,
        /** The probability that the two are one person, in the place of the model's. */
        SCORE
    }
}
