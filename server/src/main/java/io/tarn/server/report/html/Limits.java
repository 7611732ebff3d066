package io.tarn.server.report.html;

import io.tarn.server.figures.Figures;
import java.util.List;

/** How much of each kind the page shows, so that it stays small whatever the data; each cut is said in the page. */
final class Limits {
    static final int TABLE_BYTES = 45_000;
    static final int COLUMNS_BYTES = 280_000;
    static final int CHART_BYTES = 100_000;
    static final int PAIRS_BYTES = 180_000;
    static final int FILES = 60;
    static final int REJECTIONS = 60;
    static final int SOURCES = 30;
    static final int COLUMNS = 200;
    static final int EVIDENCE = 4;
    static final int RULES = 5;
    static final int SAMPLES = 3;
    static final int BLOCKING_KEYS = 40;
    static final int COMPARISONS = 24;
    static final int LEVELS = 12;
    static final int BINS = 80;
    static final int THRESHOLDS = 4;
    static final int PAIRS = 16;
    static final int PROFILES = 15;
    static final int TRAITS = 60;
    static final int WINNERS = 6;
    static final int COPIES = 120;
    static final int TABLES = 120;
    static final int STAGES = 40;
    static final int EXAMPLES = 15;
    /** Beyond so many code points a text in a cell is cut. */
    static final int TEXT = 160;

    static final int FIELDS = 8;

    private Limits() {}

    static <T> List<T> first(List<T> all, int max) {
        return all.size() <= max ? all : all.subList(0, max);
    }

    /** The text, or its start and an ellipsis. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, TEXT)) + "…";
    }

    /** Says what a list leaves out; nothing when it leaves out nothing. */
    static void say(Html out, long all, int max, String noun) {
        if (all > max) {
            out.element(
                    "p",
                    "The first " + Figures.count(max) + " of " + Figures.count(all) + " " + noun
                            + " are shown; the lake's tables hold all.",
                    "class",
                    "cut-note");
        }
    }
}
