package io.tarn.server.report;

import io.tarn.wire.mask.Masking;
import org.jspecify.annotations.Nullable;

/** Whether values of persons are shown as they are. */
public enum Disclosure {
    /** Only what a value's tag allows to be seen; the default. */
    MASKED,
    /** Everything, because somebody asked for it by name. */
    REVEALED;

    /** The value as it may be shown anywhere; NULL is an em dash. */
    public String show(TaggedValue value) {
        String text = value.text();
        if (text == null) {
            return "—";
        }
        return this == REVEALED ? cut(text) : Masking.mask(value.tag(), text);
    }

    /** The value in its own length, to be laid beside another one. */
    public String lay(TaggedValue value) {
        String text = value.text();
        if (text == null) {
            return "—";
        }
        return this == REVEALED ? cut(text) : Masking.outline(value.tag(), text);
    }

    private static String cut(@Nullable String text) {
        String whole = text == null ? "" : text;
        if (whole.codePointCount(0, whole.length()) <= Masking.LENGTH_MAX) {
            return whole;
        }
        return whole.substring(0, whole.offsetByCodePoints(0, Masking.LENGTH_MAX)) + "…";
    }
}
