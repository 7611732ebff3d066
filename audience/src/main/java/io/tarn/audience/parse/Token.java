package io.tarn.audience.parse;

import io.tarn.audience.Faults;
import io.tarn.audience.Place;

/**
 * A word of the text form.
 *
 * @param text of a quoted text what stands in the quotes, of all others what was written
 */
record Token(Kind kind, String text, Place place) {
    /** What a token is. */
    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        DAY,
        MOMENT,
        SYMBOL,
        END
    }

    boolean is(Kind other, String word) {
        return kind == other && text.equals(word);
    }

    /** As messages name it; never the content of a text. */
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "a text in quotes";
            case NUMBER -> "the number " + Faults.shown(text);
            case WORD, DAY, MOMENT, SYMBOL -> "'" + Faults.shown(text) + "'";
        };
    }
}
