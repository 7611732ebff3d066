package io.tarn.model.profile;

import java.time.Instant;

/** What a person last said of a category of consent, and when; of one instant, the refusal stands. */
public record ConsentValue(boolean given, String source, Instant at) {
    /** Whether this one stands beside another of the same category. */
    public boolean survives(ConsentValue other) {
        int order = at.compareTo(other.at);
        if (order != 0) {
            return order > 0;
        }
        return given == other.given ? source.compareTo(other.source) >= 0 : !given;
    }
}
