package io.tarn.wire.engagement;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names that come again and again, each kept once, so that its form is checked once. A table of fixed size in which a
 * newer name takes the place of an older one. Safe to share between threads: what it holds is immutable, and a lost
 * write only costs another copy.
 *
 * @param <N> a record of one text, which it answers as {@code toString}
 */
final class Names<N> {
    private static final int PLACES = 1024;

    private final @Nullable Object[] names = new @Nullable Object[PLACES];
    private final Function<String, N> made;

    Names(Function<String, N> made) {
        this.made = made;
    }

    @SuppressWarnings("unchecked")
    N of(String text) {
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 12) & (PLACES - 1);
        Object known = names[place];
        if (known != null && known.toString().equals(text)) {
            return (N) known;
        }
        N name = made.apply(text);
        names[place] = name;
        return name;
    }
}
