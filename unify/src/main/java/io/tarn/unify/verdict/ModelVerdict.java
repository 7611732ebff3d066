package io.tarn.unify.verdict;

import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.time.Instant;

/**
 * What a language model found of two records. It holds while both say what they said then, and ranks below everything
 * that a person found.
 *
 * @param id such as {@code m3f9k2m7q4r8}
 * @param decidedBy {@code model:<name>}
 * @param leftState a hash of what the pair's first record said then
 * @param rightState the same of its second
 * @param modelVersion the match model that had left the pair open
 * @param weight the pair's match weight in bits then
 */
public record ModelVerdict(
        String id,
        Instant at,
        String decidedBy,
        Pair pair,
        PairAnswer answer,
        String leftState,
        String rightState,
        String modelVersion,
        double weight) {}
