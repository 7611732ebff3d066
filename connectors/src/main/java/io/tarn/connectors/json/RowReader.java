package io.tarn.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tarn.collect.source.LandedNames;
import io.tarn.connectors.staging.StagedTable;
import io.tarn.lake.table.ColumnType.Scalar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object into one row: texts without their quotes, numbers and nested values as they are written, null as
 * NULL. A field seen for the first time becomes a column. One thread, one file.
 */
final class RowReader {
    private final JsonFactory factory;
    private final LandedNames names = new LandedNames();
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> fields = new ArrayList<>();
    private final List<byte @Nullable []> values = new ArrayList<>();
    private boolean late;
    private long rows;

    RowReader(int bytesMax) {
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(bytesMax)
                        .maxNumberLength(10_000)
                        .build())
                .build();
    }

    LandedNames names() {
        return names;
    }

    /** Whether a column appeared after a row was written, so that rows differ in length. */
    boolean late() {
        return late;
    }

    /** What a stretch of bytes turned out to be. */
    sealed interface Verdict {
        record Row() implements Verdict {}

        record NotAnObject() implements Verdict {}

        /**
         * No JSON.
         *
         * @param at the first byte, from 1, that is not JSON
         */
        record Broken(long at) implements Verdict {}
    }

    Verdict read(byte[] bytes, int from, int to) {
        fields.clear();
        values.clear();
        try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return parser.nextToken() == null ? new Verdict.NotAnObject() : new Verdict.Broken(at(parser));
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                fields.add(field);
                values.add(value(parser, bytes, from));
            }
            if (parser.nextToken() != null) {
                return new Verdict.Broken(at(parser));
            }
            return new Verdict.Row();
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            return new Verdict.Broken(Math.clamp(offset + 1, 1, to - from + 1L));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes the row that was read last; of a field that it has twice, the last value. */
    void write(long number, StagedTable table) {
        int[] places = fields.stream().mapToInt(this::column).toArray();
        byte @Nullable [][] cells = new byte[columns.size()][];
        for (int i = 0; i < places.length; i++) {
            cells[places[i]] = values.get(i);
        }
        table.begin(number);
        for (byte @Nullable [] value : cells) {
            if (value == null) {
                table.missing();
            } else {
                table.value(value, 0, value.length);
            }
        }
        table.end();
        rows++;
    }

    private static long at(JsonParser parser) {
        return parser.currentTokenLocation().getByteOffset() + 1;
    }

    private int column(String field) {
        Integer known = columns.get(field);
        if (known != null) {
            return known;
        }
        names.add(field, Scalar.STRING);
        late |= rows > 0;
        columns.put(field, columns.size());
        return columns.size() - 1;
    }

    private static byte @Nullable [] value(JsonParser parser, byte[] bytes, int from) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case START_OBJECT, START_ARRAY -> {
                int start = from + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                yield Arrays.copyOfRange(
                        bytes, start, from + (int) parser.currentLocation().getByteOffset());
            }
            default -> parser.getText().getBytes(StandardCharsets.UTF_8);
        };
    }
}
