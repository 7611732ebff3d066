package io.tarn.model.identity;

import java.util.List;

/**
 * What a run of matching did.
 *
 * @param candidates pairs compared
 * @param recallEstimate the share of true pairs that blocking is estimated to find, by capture and recapture
 * @param matchesEstimate how many pairs the mixture holds for one person
 * @param relativesEstimate how many pairs the mixture holds for two persons of one household
 * @param presumed whether training degenerated, so that presumed weights stand in for trained ones
 * @param precisionEstimate of the automatic links, by the mixture
 * @param unlinkable the share of records that say too little to be linked even to themselves
 */
public record MatchReport(
        long records,
        long candidates,
        List<KeyReport> keys,
        double recallEstimate,
        int iterations,
        boolean presumed,
        double matchesEstimate,
        double relativesEstimate,
        List<WeightBin> weights,
        double automaticBits,
        double reviewBits,
        long automaticLinks,
        long reviewLinks,
        long ruleLinks,
        double precisionEstimate,
        double unlinkable,
        List<StepTime> times) {
    public MatchReport {
        keys = List.copyOf(keys);
        weights = List.copyOf(weights);
        times = List.copyOf(times);
    }

    /** The same report with the time that each step took. */
    public MatchReport withTimes(List<StepTime> newTimes) {
        return new MatchReport(
                records,
                candidates,
                keys,
                recallEstimate,
                iterations,
                presumed,
                matchesEstimate,
                relativesEstimate,
                weights,
                automaticBits,
                reviewBits,
                automaticLinks,
                reviewLinks,
                ruleLinks,
                precisionEstimate,
                unlinkable,
                newTimes);
    }

    /** What one blocking key found first, and the entries of its blocks that were too large. */
    public record KeyReport(String name, long candidates, long links, long droppedRecords) {}

    /** How many candidate pairs weigh at least so many bits and less than one more. */
    public record WeightBin(int bits, long pairs) {}

    /** Seconds that a step took. */
    public record StepTime(String step, double seconds) {}
}
