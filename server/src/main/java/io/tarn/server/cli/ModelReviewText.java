package io.tarn.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.gold.ModelReviewed;
import io.tarn.server.report.ReviewedWords;
import io.tarn.unify.verdict.ModelVerdict;
import io.tarn.unify.verdict.PairAnswer.Finding;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a language model made of pairs, in words for people and in JSON for programs. */
final class ModelReviewText {
    private ModelReviewText() {}

    /** A run's line. */
    static String line(ModelReviewed model) {
        return "Reviewed    by " + ReviewedWords.of(model);
    }

    /** What it found of one pair, why, and at what cost. */
    static String verdict(ModelVerdict verdict) {
        String found = switch (verdict.answer().finding()) {
            case SAME -> "one person";
            case DIFFERENT -> "two persons";
            case UNSURE -> "unsure";
            case UNANSWERED -> "no answer";
        };
        return String.format(
                Locale.ROOT,
                "%s on %s: %s, confidence %.2f. %s (%s, %d ms, verdict %s)",
                verdict.decidedBy(),
                verdict.at().truncatedTo(ChronoUnit.SECONDS),
                found,
                verdict.answer().confidence(),
                sentence(verdict.answer().reason()),
                ReviewedWords.cost(verdict.answer().cost()),
                verdict.answer().cost().latency().toMillis(),
                verdict.id());
    }

    private static String sentence(String reason) {
        return reason.isEmpty() || reason.endsWith(".") || reason.endsWith("…") ? reason : reason + ".";
    }

    static void write(ModelReviewed model, ObjectNode json) {
        json.put("by", model.by()).put("open", model.open()).put("asked", model.asked());
        for (Finding finding : Finding.values()) {
            json.put(finding.name().toLowerCase(Locale.ROOT), model.count(finding));
        }
        json.put("known", model.known())
                .put("joined", model.joined())
                .put("parted", model.parted())
                .put("conflicting", model.conflicting())
                .put("left", model.left())
                .put("stopped", model.stopped())
                .put("input_tokens", model.cost().inputTokens())
                .put("output_tokens", model.cost().outputTokens())
                .put("cost", model.cost().money());
    }

    static void write(ModelVerdict verdict, ObjectNode json) {
        json.put("verdict", verdict.id())
                .put("by", verdict.decidedBy())
                .put("at", verdict.at().toString())
                .put("finding", verdict.answer().finding().name().toLowerCase(Locale.ROOT))
                .put("confidence", verdict.answer().confidence())
                .put("reason", verdict.answer().reason())
                .put("cost", verdict.answer().cost().money());
    }
}
