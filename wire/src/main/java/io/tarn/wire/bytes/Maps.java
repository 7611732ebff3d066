package io.tarn.wire.bytes;

import io.tarn.model.profile.NamedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Maps with names as keys: in order of name, so that equal maps have equal bytes. */
public final class Maps {
    private Maps() {}

    public static <V> void write(ByteWriter writer, Map<String, V> map, BiConsumer<ByteWriter, V> value) {
        writer.unsigned(map.size());
        if (map instanceof NamedValues<?> || isOrdered(map)) {
            map.forEach((name, one) -> value.accept(writer.word(name), one));
            return;
        }
        List<Map.Entry<String, V>> entries = new ArrayList<>(map.entrySet());
        entries.sort(Map.Entry.comparingByKey());
        for (Map.Entry<String, V> entry : entries) {
            value.accept(writer.word(entry.getKey()), entry.getValue());
        }
    }

    /** A map that iterates in order of name. */
    public static <V> Map<String, V> read(ByteReader reader, Function<ByteReader, V> value) {
        int count = reader.count();
        if (count == 0) {
            return NamedValues.none();
        }
        NamedValues.Builder<V> map = new NamedValues.Builder<>(count);
        for (int i = 0; i < count; i++) {
            String name = reader.word();
            V one = value.apply(reader);
            try {
                map.add(name, one);
            } catch (IllegalArgumentException e) {
                throw reader.broken(String.valueOf(e.getMessage()));
            }
        }
        return map.build();
    }

    private static boolean isOrdered(Map<String, ?> map) {
        String last = "";
        for (String name : map.keySet()) {
            if (name.compareTo(last) < 0) {
                return false;
            }
            last = name;
        }
        return true;
    }
}
