package io.tarn.model.identity;

import java.util.Locale;

/** What becomes of a pair: linked, shown to a reviewer, or let be. */
public enum Band {
    AUTOMATIC,
    REVIEW,
    REJECTED;

    /** The word in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
