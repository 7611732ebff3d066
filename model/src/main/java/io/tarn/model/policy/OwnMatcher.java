package io.tarn.model.policy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A person's own way to score pairs: an endpoint that is handed pairs and answers scores from 0 to 1.
 *
 * @param url where pairs are posted to
 * @param mode what its scores count as
 * @param timeout for one batch
 * @param batchSize how many pairs it is handed at once
 * @param pairsMax how many pairs a run may ask about; a run that has more ends with an error
 * @param header the name of a header that holds a secret; empty where it asks for none
 * @param secret where the secret is found, {@code env:NAME} or {@code file:PATH}; never the secret
 */
public record OwnMatcher(
        URI url,
        Mode mode,
        Duration timeout,
        int batchSize,
        int pairsMax,
        Optional<String> header,
        Optional<String> secret) {
    /** What a score counts as. */
    public enum Mode {
        /** One comparison beside the others, with as much weight as it earns. */
        COMPARISON,
        /** The probability that the two are one person, in the place of the model's. */
        SCORE
    }
}
