package io.tarn.model.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trained model that tells how likely two records are one person: the same for a table and for one arriving record.
 *
 * <p>Weights are whole millionths of a bit, so that a sum is the same in any order.
 *
 * @param version a hash of all else
 * @param prior the odds before any comparison, in millionths of a bit
 * @param householdPrior the odds of two persons of one household against strangers
 * @param moved the odds that two records of one person name different homes against one, in millionths of a bit; empty
 *     where records name no persons or no homes
 * @param comparisons every comparison, in the order in which patterns hold them
 * @param blocking the names of the keys by which pairs are found, in their order
 * @param automatic the weight from which a pair is linked without review
 * @param review the weight from which a pair is worth a review
 * @param joining when clusters that links leave apart are joined, as verdicts taught; empty where none did, and
 *     {@link Joining#PRESUMED} holds
 */
public record MatchModel(
        String version,
        long prior,
        long householdPrior,
        Optional<Long> moved,
        List<ComparisonWeights> comparisons,
        List<TermTable> terms,
        List<String> blocking,
        List<QuarantinedIdentifier> quarantined,
        long automatic,
        long review,
        Optional<Joining> joining) {
    private static final double MICROS = 1e6;

    public MatchModel {
        comparisons = List.copyOf(comparisons);
        terms = List.copyOf(terms);
        blocking = List.copyOf(blocking);
        quarantined = List.copyOf(quarantined);
    }

    /** The logarithm of a ratio in millionths of a bit, the same on every machine. */
    public static long micros(double ratio) {
        return Math.round(MICROS * StrictMath.log(ratio) / StrictMath.log(2));
    }

    /** Bits of millionths. */
    public static double bits(long micros) {
        return micros / MICROS;
    }

    /** The probability that a weight stands for. */
    public static double probability(long micros) {
        return 1 / (1 + StrictMath.pow(2, -bits(micros)));
    }

    /** The band of a pair of some weight, in millionths of a bit, of which no rule decides. */
    public Band band(long weight) {
        return weight >= automatic ? Band.AUTOMATIC : weight >= review ? Band.REVIEW : Band.REJECTED;
    }

    /** The same model with one more comparison, after the others. */
    public MatchModel with(ComparisonWeights comparison) {
        List<ComparisonWeights> all = new ArrayList<>(comparisons);
        all.add(comparison);
        return with(version, all, automatic, review, joining);
    }

    public MatchModel withThresholds(long newAutomatic, long newReview) {
        return with(version, comparisons, newAutomatic, newReview, joining);
    }

    public MatchModel withVersion(String newVersion) {
        return with(newVersion, comparisons, automatic, review, joining);
    }

    public MatchModel withJoining(Optional<Joining> newJoining) {
        return with(version, comparisons, automatic, review, newJoining);
    }

    private MatchModel with(
            String newVersion,
            List<ComparisonWeights> newComparisons,
            long newAutomatic,
            long newReview,
            Optional<Joining> newJoining) {
        return new MatchModel(
                newVersion,
                prior,
                householdPrior,
                moved,
                newComparisons,
                terms,
                blocking,
                quarantined,
                newAutomatic,
                newReview,
                newJoining);
    }
}
