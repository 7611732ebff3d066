package io.tarn.model.profile;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from names to values, in UTF-16 order of the names. It is small and often copied with one value
 * changed, so it keeps two arrays rather than a tree.
 *
 * @param <V> the values, none of them null
 */
public final class NamedValues<V> extends AbstractMap<String, V> {
    private static final NamedValues<?> EMPTY = new NamedValues<>(new String[0], new Object[0]);

    private final String[] names;
    private final Object[] values;

    private NamedValues(String[] names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    /** One without any value. */
    @SuppressWarnings("unchecked")
    public static <V> NamedValues<V> none() {
        return (NamedValues<V>) EMPTY;
    }

    /** The same values as a map's; the map itself when it is one of these. */
    public static <V> NamedValues<V> copyOf(Map<String, ? extends V> map) {
        if (map instanceof NamedValues<?> known) {
            @SuppressWarnings("unchecked")
            NamedValues<V> same = (NamedValues<V>) known;
            return same;
        }
        if (map.isEmpty()) {
            return none();
        }
        Builder<V> builder = new Builder<>(map.size());
        new TreeMap<>(map).forEach(builder::add);
        return builder.build();
    }

    /** Gathers values in order of their names. Confined to one thread. */
    public static final class Builder<V> {
        private String[] names;
        private Object[] values;
        private int size;

        public Builder(int sizeExpected) {
            names = new String[sizeExpected];
            values = new Object[sizeExpected];
        }

        /**
         * Adds a value.
         *
         * @throws IllegalArgumentException when the name does not stand behind the last one
         */
        public void add(String name, V value) {
            if (size > 0 && names[size - 1].compareTo(name) >= 0) {
                throw new IllegalArgumentException("names are out of order");
            }
            if (size == names.length) {
                names = Arrays.copyOf(names, size + (size >> 1) + 1);
                values = Arrays.copyOf(values, names.length);
            }
            names[size] = name;
            values[size++] = value;
        }

        public NamedValues<V> build() {
            if (size == 0) {
                return none();
            }
            return size == names.length
                    ? new NamedValues<>(names, values)
                    : new NamedValues<>(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
        }
    }

    /** With one value as it is now. */
    public NamedValues<V> with(String name, V value) {
        int at = Arrays.binarySearch(names, name);
        if (at >= 0) {
            Object[] others = values.clone();
            others[at] = value;
            return new NamedValues<>(names, others);
        }
        int place = -at - 1;
        String[] moreNames = Arrays.copyOf(names, names.length + 1);
        Object[] moreValues = Arrays.copyOf(values, names.length + 1);
        System.arraycopy(names, place, moreNames, place + 1, names.length - place);
        System.arraycopy(values, place, moreValues, place + 1, names.length - place);
        moreNames[place] = name;
        moreValues[place] = value;
        return new NamedValues<>(moreNames, moreValues);
    }

    /** Without a name; the same when it is not there. */
    public NamedValues<V> without(String name) {
        int at = Arrays.binarySearch(names, name);
        if (at < 0) {
            return this;
        }
        Builder<V> rest = new Builder<>(names.length - 1);
        for (int i = 0; i < names.length; i++) {
            if (i != at) {
                rest.add(names[i], at(i));
            }
        }
        return rest.build();
    }

    /**
     * With the values of another map laid over it.
     *
     * @param both what stands where both have a value, of this one's and the other's
     */
    public NamedValues<V> merged(Map<String, V> other, BinaryOperator<V> both) {
        NamedValues<V> all = this;
        for (Entry<String, V> entry : other.entrySet()) {
            V own = all.get(entry.getKey());
            all = all.with(entry.getKey(), own == null ? entry.getValue() : both.apply(own, entry.getValue()));
        }
        return all;
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        int at = name instanceof String text ? Arrays.binarySearch(names, text) : -1;
        return at < 0 ? null : at(at);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && Arrays.binarySearch(names, text) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < names.length; i++) {
            action.accept(names[i], at(i));
        }
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Entries();
            }
        };
    }

    @SuppressWarnings("unchecked")
    private V at(int place) {
        return (V) values[place];
    }

    /** In order of name. */
    private final class Entries implements Iterator<Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Entry<String, V> next() {
            if (next == names.length) {
                throw new NoSuchElementException();
            }
            return Map.entry(names[next], at(next++));
        }
    }
}
