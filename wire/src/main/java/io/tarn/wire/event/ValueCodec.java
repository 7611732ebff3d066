package io.tarn.wire.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON form of open values: no blanks, fields in their order, numbers plain without an exponent.
 *
 * <p>Of a name that stands twice in one object the last value counts. A number that cannot be kept exactly becomes the
 * text as it was written.
 */
public final class ValueCodec {
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Value.DEPTH_MAX)
                    .build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int REPLACEMENT = 0xfffd;

    private ValueCodec() {}

    /** The value of a JSON text. */
    public static Value parse(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return read(parser, new int[1]);
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.INVALID_INPUT,
                    "A value is no JSON, or nests deeper than " + Value.DEPTH_MAX + " levels.",
                    failure);
        }
    }

    public static String format(Value value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            write(generator, value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toString();
    }

    /** Writes a value where a value may stand. */
    public static void write(JsonGenerator out, Value value) throws IOException {
        switch (value) {
            case Value.Text(String text) -> out.writeString(text);
            case Value.Decimal(BigDecimal number) -> out.writeNumber(number);
            case Value.Flag(boolean holds) -> out.writeBoolean(holds);
            case Value.Nothing _ -> out.writeNull();
            case Value.Sequence(List<Value> items) -> {
                out.writeStartArray();
                for (Value item : items) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case Value.Fields(Map<String, Value> fields) -> {
                out.writeStartObject();
                for (Map.Entry<String, Value> field : fields.entrySet()) {
                    out.writeFieldName(field.getKey());
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
        }
    }

    /**
     * The value at which a parser stands.
     *
     * @param unfit counts in its one place the numbers that became text
     */
    static Value read(JsonParser parser, int[] unfit) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return Value.Nothing.NOTHING;
        }
        return switch (token) {
            case START_OBJECT -> readFields(parser, unfit);
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(parser, unfit));
                }
                yield new Value.Sequence(items);
            }
            case VALUE_STRING -> new Value.Text(whole(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, unfit);
            case VALUE_TRUE -> new Value.Flag(true);
            case VALUE_FALSE -> new Value.Flag(false);
            default -> Value.Nothing.NOTHING;
        };
    }

    static Value.Fields readFields(JsonParser parser, int[] unfit) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(name, read(parser, unfit));
        }
        return fields.isEmpty() ? Value.Fields.NONE : new Value.Fields(fields);
    }

    private static Value number(JsonParser parser, int[] unfit) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT) {
            return Value.Decimal.of(parser.getIntValue());
        }
        BigDecimal number = parser.getDecimalValue();
        if (Value.Decimal.fits(number)) {
            return new Value.Decimal(number);
        }
        unfit[0]++;
        return new Value.Text(parser.getText());
    }

    /** A text with U+FFFD for each half of a surrogate pair, which JSON can spell and UTF-8 cannot. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                                ? REPLACEMENT
                                : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
