package io.tarn.server.cli;

import io.tarn.loop.gold.Connection;
import io.tarn.loop.gold.PairScore;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.Evidence;
import io.tarn.model.policy.SemanticTag;
import io.tarn.wire.mask.Masking;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records, links and the evidence for and against a pair as lines for people; values are masked unless revealed. */
final class EvidenceText {
    private static final int BAR_MAX = 20;
    private static final double SAID_MIN = 0.05;
    private static final String MODEL = "model";
    private static final String RULE = "rule:";
    private static final String LANGUAGE_MODEL = "model:";

    private final PrintWriter out;
    private final boolean revealed;

    EvidenceText(PrintWriter out, boolean revealed) {
        this.out = out;
        this.revealed = revealed;
    }

    String where(RecordRef record) {
        String key = revealed ? record.recordId() : Masking.mask(SemanticTag.RECORD_KEY, record.recordId());
        return record.source() + ":" + key;
    }

    String shown(String trait, String value) {
        return revealed ? value : ExplainedText.masked(trait, value);
    }

    /** A link in one line: who decided it, and how much speaks for it. */
    String line(Link link) {
        return String.format(
                Locale.ROOT,
                "%s and %s: %s, %+.1f bits, probability %.4f, %s",
                where(link.left()),
                where(link.right()),
                decided(link.decidedBy()),
                link.weight(),
                link.probability(),
                link.band());
    }

    private static String decided(String by) {
        return switch (by) {
            case "live" -> "by live events";
            case "person" -> "by a person";
            default ->
                by.startsWith(RULE)
                        ? "by the rule '" + by.substring(RULE.length()) + "'"
                        : by.startsWith(LANGUAGE_MODEL)
                                ? "by the language model " + by.substring(LANGUAGE_MODEL.length())
                                : "by the " + by;
        };
    }

    /** Each step of a pair's weight, as a bar to the right for one person and to the left against. */
    void waterfall(Evidence evidence, String indent) {
        steps(evidence.steps(), indent);
        out.printf(
                Locale.ROOT,
                "%s%-16s %-26s %+7.1f  probability %.4f%n",
                indent,
                "together",
                "",
                evidence.weight(),
                evidence.probability());
    }

    /** The steps behind a link; what they leave of its weight is due to how rare values are, and to households. */
    void steps(Link link, String indent) {
        List<Evidence.Step> steps = new ArrayList<>(link.evidence());
        double rest = link.weight()
                - steps.stream().mapToDouble(Evidence.Step::weight).sum();
        if (!steps.isEmpty() && Math.abs(rest) >= SAID_MIN) {
            boolean byScore = steps.getFirst().comparison().equals(ComparisonKind.OWN_MATCHER.label());
            steps.add(
                    byScore
                            ? new Evidence.Step(ComparisonKind.OWN_MATCHER.label(), "its score in full", rest)
                            : new Evidence.Step("rarity", rest > 0 ? "rare values" : "common, or a household", rest));
        }
        steps(steps, indent);
    }

    private void steps(List<Evidence.Step> steps, String indent) {
        double most = steps.stream()
                .mapToDouble(step -> Math.abs(step.weight()))
                .max()
                .orElse(1);
        for (Evidence.Step step : steps) {
            if (isNothing(step)) {
                continue;
            }
            int length = (int) Math.round(BAR_MAX * Math.abs(step.weight()) / Math.max(1, most));
            out.printf(
                    Locale.ROOT,
                    "%s%-16s %-26s %+7.1f  %s%n",
                    indent,
                    step.comparison(),
                    step.level(),
                    step.weight(),
                    (step.weight() < 0 ? "-" : "+").repeat(length));
        }
    }

    /** Whether it is an adjustment that is shown as none: that a comparison told nothing is worth a line. */
    private static boolean isNothing(Evidence.Step step) {
        return Math.abs(step.weight()) < SAID_MIN
                && Arrays.stream(ComparisonKind.values())
                        .noneMatch(kind -> kind.label().equals(step.comparison()));
    }

    /** Why two records are two persons, in sentences. */
    String whyNot(Connection connection) {
        if (connection.score().isEmpty()) {
            return connection
                    .direct()
                    .map(link -> "There is a link between the two, in the band '" + link.band() + "'.")
                    .orElse("No rule holds for the pair, and the model found no link worth a review.");
        }
        PairScore score = connection.score().get();
        Evidence evidence = score.evidence();
        Optional<Link> direct = connection.direct();
        if (direct.isPresent() && direct.get().band().equals(Band.REJECTED.word())) {
            return direct.get().decidedBy().startsWith(LANGUAGE_MODEL)
                    ? "A language model found them to be two ("
                            + direct.get().decidedBy().substring(LANGUAGE_MODEL.length()) + "), whatever they weigh."
                    : "A person found them to be two (" + direct.get().decidedBy() + "), whatever they weigh.";
        }
        if (evidence.band() == Band.AUTOMATIC) {
            return direct.isPresent()
                    ? "The link was cut: what it would hold together has too few links, or contradicts itself."
                    : "They would be one " + decided(evidence.decidedBy()) + ", but no blocking key brings the two"
                            + " together, or what they share is shared by too many.";
        }
        String missing = String.format(
                Locale.ROOT,
                "The two weigh %+.1f bits: %.1f less than the %+.1f from which the model joins.",
                evidence.weight(),
                score.automaticBits() - evidence.weight(),
                score.automaticBits());
        String rule = score.overruled()
                .map(one -> " The rule '" + one.rule() + "' would hold, were it not for another " + one.contradiction()
                        + ".")
                .orElse(" No rule holds.");
        return missing + rule + against(evidence) + review(score);
    }

    private static String against(Evidence evidence) {
        return evidence.steps().stream()
                .filter(step -> !step.comparison().equals("prior") && step.weight() <= -SAID_MIN)
                .min(Comparator.comparingDouble(Evidence.Step::weight))
                .map(step -> String.format(
                        Locale.ROOT,
                        " Most speaks against them: %s (%s), %+.1f bits.",
                        step.comparison(),
                        step.level(),
                        step.weight()))
                .orElse(" Nothing speaks against them, but too little for them.");
    }

    private static String review(PairScore score) {
        return score.evidence().band() == Band.REVIEW
                ? " It is kept for review."
                : String.format(Locale.ROOT, " For a review it would take %+.1f.", score.reviewBits());
    }

    /** How a run's model and rules see a pair, in a few words. */
    static String verdict(PairScore score) {
        Evidence evidence = score.evidence();
        String by = evidence.decidedBy().equals(MODEL) ? "" : " " + decided(evidence.decidedBy());
        String overruled = score.overruled()
                .map(one -> ", the rule '" + one.rule() + "' overruled by another " + one.contradiction())
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s%s at %+.1f bits, where the model joins from %+.1f%s",
                evidence.band().word(),
                by,
                evidence.weight(),
                score.automaticBits(),
                overruled);
    }
}
