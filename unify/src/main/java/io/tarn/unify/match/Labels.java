package io.tarn.unify.match;

import java.util.List;

/** Pairs of records of a table of which somebody said whether they are one person. */
public record Labels(List<Label> labels) {
    public static final Labels NONE = new Labels(List.of());

    public Labels {
        labels = List.copyOf(labels);
    }

    /** One pair. */
    public record Label(int left, int right, boolean isSame) {}
}
