package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import io.tarn.server.report.Disclosure;
import io.tarn.server.report.Matching.Threshold;
import io.tarn.server.report.SamplePair;
import io.tarn.server.report.SamplePair.RecordName;
import java.util.List;

/** Draws sample pairs: both records side by side, and how their weight adds up. */
final class PairPart {
    private PairPart() {}

    static void draw(Html out, List<SamplePair> pairs, List<Threshold> thresholds, Disclosure disclosure) {
        Section.PAIRS.open(
                out,
                "Why two records were taken for one person, or were not. Letters that differ are marked"
                        + (disclosure == Disclosure.MASKED
                                ? "; values are hidden, one dot for each letter, and --reveal shows them."
                                : "."));
        if (!thresholds.isEmpty()) {
            out.open("p", "class", "legend");
            for (Threshold threshold : thresholds) {
                String label = Limits.cut(threshold.name()) + " from " + Figures.bits(threshold.weight()) + " bits";
                out.element("span", label, "class", "key cut");
            }
            out.close();
        }
        Budget budget = Budget.of(out, Limits.PAIRS_BYTES);
        int shown = 0;
        for (SamplePair pair : Limits.first(pairs, Limits.PAIRS)) {
            if (budget.isSpent()) {
                break;
            }
            pair(out, pair, thresholds, disclosure);
            shown++;
        }
        Limits.say(out, pairs.size(), shown, "pairs");
        out.close();
    }

    private static void pair(Html out, SamplePair pair, List<Threshold> thresholds, Disclosure disclosure) {
        out.open("article", "class", "pair");
        out.open("header").element("h3", pair.pick().title());
        String tone = switch (pair.decision()) {
            case JOINED -> "for";
            case REVIEW -> "neutral";
            case KEPT_APART -> "against";
        };
        out.element("span", pair.decision().label(), "class", "verdict " + tone).close();
        out.open("p", "class", "lead").element("bdi", Limits.cut(pair.reason())).close();
        out.open("p", "class", "unit");
        name(out, pair.left(), disclosure);
        out.text(" and ");
        name(out, pair.right(), disclosure);
        out.close();
        new Waterfall(pair, thresholds, disclosure).draw(out);
        out.close();
    }

    static void name(Html out, RecordName record, Disclosure disclosure) {
        out.element("code", Limits.cut(record.source())).text(" ");
        out.open("bdi").text(disclosure.show(record.recordId())).close();
    }
}
