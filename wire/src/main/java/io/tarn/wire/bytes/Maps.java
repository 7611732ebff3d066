package io.tarn.wire.bytes;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Maps with names as keys: in order of name, so that equal maps have equal bytes. */
public final class Maps {
    private Maps() {}

    public static <V> void write(ByteWriter writer, Map<String, V> map, BiConsumer<ByteWriter, V> value) {
        writer.unsigned(map.size());
        if (isOrdered(map)) {
            map.forEach((name, one) -> value.accept(writer.word(name), one));
            return;
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        Map.Entry<String, V>[] entries = map.entrySet().toArray(new Map.Entry[0]);
        Arrays.sort(entries, Map.Entry.comparingByKey());
        for (Map.Entry<String, V> entry : entries) {
            value.accept(writer.word(entry.getKey()), entry.getValue());
        }
    }

    /** A map that iterates in order of name. */
    public static <V> Map<String, V> read(ByteReader reader, Function<ByteReader, V> value) {
        int count = reader.count();
        if (count == 0) {
            return Map.of();
        }
        Map<String, V> map = LinkedHashMap.newLinkedHashMap(count);
        String last = "";
        for (int i = 0; i < count; i++) {
            String name = reader.word();
            if (i > 0 && name.compareTo(last) <= 0) {
                throw reader.broken("names are out of order");
            }
            map.put(name, value.apply(reader));
            last = name;
        }
        return map;
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
