package io.tarn.server.report.html;

import java.util.Locale;

/** What a mark's color says: it speaks for one person, against, or neither. */
enum Tone {
    FOR,
    AGAINST,
    NEUTRAL;

    static Tone of(double weight) {
        return weight > 0 ? FOR : weight < 0 ? AGAINST : NEUTRAL;
    }

    String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
