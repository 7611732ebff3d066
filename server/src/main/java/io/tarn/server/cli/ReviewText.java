package io.tarn.server.cli;

import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewPair.Side;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.RecordName;
import io.tarn.model.policy.SemanticTag;
import io.tarn.server.cli.PairValues.Agreement;
import io.tarn.server.cli.PairValues.Field;
import io.tarn.understand.measure.Proportion;
import io.tarn.unify.verdict.ModelVerdict;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import io.tarn.wire.mask.Masking;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Pairs for review as people read them: both records side by side, what differs marked, the evidence as a waterfall. */
final class ReviewText {
    private static final int WIDTH = 34;
    private static final int BAR_MAX = 24;
    private static final double SAID_MIN = 0.05;

    private final PrintWriter out;
    private final boolean revealed;
    private final boolean colored;
    private final Map<Pair, ModelVerdict> asked;

    ReviewText(PrintWriter out, boolean revealed, boolean colored) {
        this(out, revealed, colored, Map.of());
    }

    /** @param asked what a language model found of pairs */
    ReviewText(PrintWriter out, boolean revealed, boolean colored, Map<Pair, ModelVerdict> asked) {
        this.asked = asked;
        this.out = out;
        this.revealed = revealed;
        this.colored = colored;
    }

    /** One line a pair. */
    void line(ReviewPair pair) {
        out.printf(
                Locale.ROOT,
                "%s  %5.1f %%  %+6.1f bits  %-9s %s and %s%n",
                pair.id(),
                100 * pair.probability(),
                pair.weight(),
                pair.kind().name().toLowerCase(Locale.ROOT),
                side(pair.left()),
                side(pair.right()));
    }

    /** What people found of the pairs that they were shown of a band. */
    void band(Band band, Proportion share) {
        out.printf(
                Locale.ROOT,
                "Judged of the %s band: %,d, of them one person %,d (95 %%: %.0f to %.0f %% of pairs like those asked)%n",
                band.word(),
                share.all(),
                share.hits(),
                100 * share.low(),
                100 * share.high());
    }

    private String side(Side side) {
        return name(side.record()) + " (" + side.profile() + ", " + side.records()
                + (side.records() == 1 ? " record)" : " records)");
    }

    String name(RecordName record) {
        String key = revealed ? record.recordId() : Masking.mask(SemanticTag.RECORD_KEY, record.recordId());
        return record.source() + ":" + key;
    }

    /** The whole pair. */
    void pair(ReviewPair pair, List<Field> fields) {
        out.printf(
                Locale.ROOT,
                "Pair %s: one person with %.1f %%, %s.%n%n",
                pair.id(),
                100 * pair.probability(),
                why(pair));
        row(' ', "", name(pair.left().record()), name(pair.right().record()));
        row(' ', "profile", profile(pair.left()), profile(pair.right()));
        for (Field field : fields) {
            char mark = switch (field.agreement()) {
                case SAME -> '=';
                case DIFFERENT -> '≠';
                case MISSING -> ' ';
            };
            boolean differs = field.agreement() == Agreement.DIFFERENT;
            row(mark, field.name(), marked(field.left(), differs), marked(field.right(), differs));
        }
        out.println();
        waterfall(pair);
        model(pair).ifPresent(verdict -> {
            out.println();
            out.println("    " + ModelReviewText.verdict(verdict));
        });
    }

    /** What a language model found of a pair; empty where it was not asked. */
    Optional<ModelVerdict> model(ReviewPair pair) {
        return Optional.ofNullable(
                asked.get(Pair.of(pair.left().record(), pair.right().record())));
    }

    private static String why(ReviewPair pair) {
        return switch (pair.kind()) {
            case UNCERTAIN ->
                "too little to join " + pair.left().records() + " and "
                        + pair.right().records() + " records";
            case WEAK -> "joined, and one of the two hangs on this link alone";
            case GUARDED -> "firm enough, but joining the two profiles would contradict other evidence";
            case LIVE -> "too little for live matching";
        };
    }

    private static String profile(Side side) {
        return side.profile() + ", " + side.records() + (side.records() == 1 ? " record" : " records");
    }

    private void row(char mark, String name, String left, String right) {
        out.println("  " + mark + " " + padded(name, 16) + padded(left, WIDTH) + right);
    }

    private String marked(String value, boolean differs) {
        return colored && differs ? "\u001b[7m" + value + "\u001b[0m" : value;
    }

    private static String padded(String text, int width) {
        String bare = text.replaceAll("\u001b\\[[0-9;]*m", "");
        return text + " ".repeat(Math.max(1, width - bare.codePointCount(0, bare.length())));
    }

    /** Each step with the sum so far; the bar grows to the right for what speaks for one person, else to the left. */
    private void waterfall(ReviewPair pair) {
        double sum = 0;
        for (Evidence.Step step : pair.evidence()) {
            sum += step.weight();
            step(step.comparison(), step.level(), step.weight(), sum);
        }
        double rest = pair.weight() - sum;
        boolean byScore = !pair.evidence().isEmpty()
                && pair.evidence().getFirst().comparison().equals(ComparisonKind.OWN_MATCHER.label());
        if (byScore && Math.abs(rest) >= SAID_MIN) {
            step(ComparisonKind.OWN_MATCHER.label(), "its score in full", rest, pair.weight());
        } else if (!pair.evidence().isEmpty() && Math.abs(rest) >= SAID_MIN) {
            step("rarity", rest > 0 ? "shared values are rare" : "shared values are common", rest, pair.weight());
        }
    }

    private void step(String comparison, String level, double weight, double sum) {
        int length = (int) Math.min(BAR_MAX, Math.round(Math.abs(weight)));
        String bar = (weight < 0 ? "-" : "+").repeat(length);
        out.printf(Locale.ROOT, "    %-16s%-30s %+7.1f  = %+7.1f  %s%n", comparison, level, weight, sum, bar);
    }
}
