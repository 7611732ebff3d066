package io.tarn.loop.gold;

import io.tarn.model.identity.Evidence;
import java.util.Optional;

/**
 * How the model of a run and the rules see two records, whether or not they were ever compared.
 *
 * @param automaticBits the weight from which the model joins a pair
 * @param reviewBits the weight from which a pair is kept for review
 * @param overruled the rule that would hold, were there no contradiction, and what contradicts
 */
public record PairScore(Evidence evidence, double automaticBits, double reviewBits, Optional<Overruled> overruled) {
    /** A rule that a contradiction overrules. */
    public record Overruled(String rule, String contradiction) {}
}
