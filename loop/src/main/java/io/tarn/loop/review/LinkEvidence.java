package io.tarn.loop.review;

import io.tarn.model.identity.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The column {@code evidence} of links and of pairs that wait for a review, as steps. */
public final class LinkEvidence {
    private LinkEvidence() {}

    /**
     * The steps, in their order.
     *
     * @param value the column's value: a list of structs; nothing was compared where it is null
     */
    public static List<Evidence.Step> steps(@Nullable Object value) {
        List<Evidence.Step> steps = new ArrayList<>();
        if (value instanceof List<?> entries) {
            entries.forEach(entry -> steps.add(step((Map<?, ?>) Objects.requireNonNull(entry))));
        }
        return steps;
    }

    private static Evidence.Step step(Map<?, ?> entry) {
        return new Evidence.Step(
                String.valueOf(entry.get("comparison")),
                String.valueOf(entry.get("level")),
                entry.get("weight") instanceof Number weight ? weight.doubleValue() : 0);
    }
}
