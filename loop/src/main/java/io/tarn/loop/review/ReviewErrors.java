package io.tarn.loop.review;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.Verdicts.Contradiction;
import java.util.List;
import java.util.stream.Collectors;

/** The messages about verdicts and the queue. */
final class ReviewErrors {
    private static final int NAMED_MAX = 5;

    private ReviewErrors() {}

    static TarnException contradiction(RecordVerdict verdict, Contradiction found) {
        if (verdict.id().equals(found.apart().id())) {
            return new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "These cannot be two persons: people found some of their records to be one, "
                            + named(found.together()) + ". Take one of these back first: tarn review --undo VERDICT.");
        }
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "These cannot be one person: that would bring together what " + named(List.of(found.apart()))
                        + " found to be two. Take it back first: tarn review --undo "
                        + found.apart().id() + ".");
    }

    static TarnException wouldContradict(String id, Contradiction found) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Verdict " + id + " cannot be taken back: an older one on the same records would hold again, and then "
                        + named(List.of(found.apart())) + " and " + named(found.together())
                        + " would contradict each other. Take one of these back first.");
    }

    static TarnException unknownVerdict(String id) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no verdict '" + id + "': look it up with: tarn sql \"SELECT * FROM identity.verdicts\".");
    }

    static TarnException withdrawnAlready(String id) {
        return new TarnException(ErrorCode.INVALID_INPUT, "Verdict " + id + " was taken back already.");
    }

    static TarnException tooManyPairs(int pairs) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "One verdict may part " + RecordVerdict.PAIRS_MAX + " pairs of records, not " + pairs
                        + ": name fewer records, and repeat it for the others after the next run.");
    }

    static TarnException notInProfile(String record, String profile) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "The record '" + record + "' is not one of profile " + profile + ": 'tarn explain " + profile
                        + "' lists those that are.");
    }

    static TarnException nothingLeft(String profile) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "All records of profile " + profile + " are named, so there is nobody to part them from: name those of"
                        + " one of the two persons.");
    }

    static TarnException neverMerged(String profile) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "No merge of profile " + profile + " is left to take back: name the records that are somebody else's:"
                        + " tarn split " + profile + " RECORD …");
    }

    static TarnException mergeForgotten(String profile) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Which records profile " + profile + " had before its last merge is no longer known, because older"
                        + " versions of the tables were deleted: name the records that are somebody else's instead.");
    }

    static TarnException unknownPair(String id) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "The queue holds no pair '" + id + "': 'tarn review --list' shows those that wait, and a run may have"
                        + " settled it since.");
    }

    private static String named(List<RecordVerdict> verdicts) {
        String text = verdicts.stream()
                .limit(NAMED_MAX)
                .map(one -> "verdict " + one.id() + " of " + one.decidedBy().replace("person:", "") + " ("
                        + one.at().toString().substring(0, 10) + ")")
                .collect(Collectors.joining(", "));
        return verdicts.size() > NAMED_MAX ? text + " and " + (verdicts.size() - NAMED_MAX) + " more" : text;
    }
}
