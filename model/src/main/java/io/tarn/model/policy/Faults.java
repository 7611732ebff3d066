package io.tarn.model.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The faults of one definition, gathered so that all are told at once. Confined to one thread. */
final class Faults {
    private final String what;
    private final List<String> found = new ArrayList<>();

    Faults(String what) {
        this.what = what;
    }

    void check(boolean holds, String fault) {
        if (!holds) {
            found.add(fault);
        }
    }

    void checkWithin(String name, Duration length, Duration min, Duration max) {
        check(
                length.compareTo(min) >= 0 && length.compareTo(max) <= 0,
                name + " is " + PlainWords.duration(length) + "; use " + PlainWords.duration(min) + " to "
                        + PlainWords.duration(max));
    }

    void checkCount(String name, Collection<?> all, int max) {
        check(all.size() <= max, "it has " + all.size() + " " + name + "; use at most " + max);
    }

    /** A fault for each that stands there twice. */
    void checkDistinct(String thing, Collection<?> all) {
        Set<Object> seen = new HashSet<>();
        Set<Object> told = new HashSet<>();
        for (Object one : all) {
            check(seen.add(one) || !told.add(one), thing + " '" + one + "' stands there twice; keep one");
        }
    }

    /** Throws when there is any. */
    void refuse() {
        if (!found.isEmpty()) {
            throw PolicyErrors.unusable(what, found);
        }
    }
}
