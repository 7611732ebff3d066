package io.tarn.server.report;

import io.tarn.model.policy.SemanticTag;
import org.jspecify.annotations.Nullable;

/** A value of a person together with what it means, which decides how it may be shown. */
public record TaggedValue(SemanticTag tag, @Nullable String text) {
    /** Names the tag only. */
    @Override
    public String toString() {
        return "TaggedValue[" + tag + "]";
    }
}
