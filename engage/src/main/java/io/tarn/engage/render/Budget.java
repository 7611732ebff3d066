package io.tarn.engage.render;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import liqp.TemplateContext;
import org.jspecify.annotations.Nullable;

/**
 * What one rendering has used up, which texts it knows to be written for their place already, and which outputs had
 * nothing to show. Confined to one thread and one rendering.
 */
final class Budget {
    /** The variable that holds it; no author can write this name. */
    static final String PLACE = "tarn budget";

    private final RenderLimits limits;

    /** By identity: a filter that changes a text makes another, which is not known. */
    private final Set<String> written = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<Integer> missing = new ArrayList<>();
    private long work;

    Budget(RenderLimits limits) {
        this.limits = limits;
    }

    static Budget of(TemplateContext context) {
        return (Budget) java.util.Objects.requireNonNull(context.get(PLACE), PLACE);
    }

    /** Counts what a step goes through. */
    void spend(long characters) {
        work += characters;
        if (work > limits.workMax()) {
            throw new Stopped("its filters and loops go through more than " + limits.workMax() + " characters");
        }
    }

    void checkLength(long characters) {
        if (characters > limits.outputLengthMax()) {
            throw new Stopped("it makes a text of more than " + limits.outputLengthMax() + " characters");
        }
    }

    void checkItems(long items) {
        if (items > limits.itemsMax()) {
            throw new Stopped("it makes a list of more than " + limits.itemsMax() + " items");
        }
    }

    String written(String text) {
        String own = new String(text.toCharArray());
        written.add(own);
        return own;
    }

    boolean isWritten(@Nullable Object value) {
        return value instanceof String text && written.contains(text);
    }

    void miss(int part) {
        missing.add(part);
    }

    List<Integer> missing() {
        return missing;
    }
}
