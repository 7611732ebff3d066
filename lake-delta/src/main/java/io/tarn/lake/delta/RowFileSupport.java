package io.tarn.lake.delta;

import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Spells rows from Java as records of Parquet, in the forms that Delta asks for. Confined to one thread. */
final class RowFileSupport extends WriteSupport<@Nullable Object[]> {
    private static final int SCALE = 6;
    private static final int DECIMAL_DIGITS = 18;
    private static final int SUM_DIGITS = 38;
    private static final int SUM_BYTES = 16;

    private final List<Part> parts;

    @SuppressWarnings("NullAway.Init") // Given before the first row.
    private RecordConsumer out;

    /**
     * A column of the file.
     *
     * @param physical its name there
     * @param name its name in the table
     * @param place where a row has it; -1 where it has not
     */
    record Part(String physical, String name, ColumnType type, int place) {}

    RowFileSupport(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract still, though only the one below is asked.
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        List<Type> fields = parts.stream()
                .map(part -> type(part.type(), Repetition.OPTIONAL, part.physical()))
                .toList();
        return new WriteContext(new MessageType("tarn", fields), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(@Nullable Object[] row) {
        out.startMessage();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Object value = part.place() < 0 ? null : row[part.place()];
            if (value != null) {
                try {
                    field(part.physical(), i, part.type(), value);
                } catch (ClassCastException | ArithmeticException e) {
                    throw DeltaErrors.invalidValue(
                            part.name(), "a " + value.getClass().getSimpleName() + " does not fit " + part.type(), e);
                }
            }
        }
        out.endMessage();
    }

    private void field(String name, int place, ColumnType type, @Nullable Object value) {
        if (value == null) {
            return;
        }
        out.startField(name, place);
        switch (type) {
            case Scalar scalar -> scalar(scalar, value);
            case ListOf list -> list(list, (Collection<?>) value);
            case MapOf map -> map(map, (Map<?, ?>) value);
            case StructOf struct -> struct(struct, (Map<?, ?>) value);
        }
        out.endField(name, place);
    }

    private void list(ListOf list, Collection<?> values) {
        out.startGroup();
        if (!values.isEmpty()) {
            out.startField("list", 0);
            for (Object value : values) {
                out.startGroup();
                field("element", 0, list.element(), value);
                out.endGroup();
            }
            out.endField("list", 0);
        }
        out.endGroup();
    }

    private void map(MapOf map, Map<?, ?> values) {
        out.startGroup();
        if (!values.isEmpty()) {
            out.startField("key_value", 0);
            for (Map.Entry<?, ?> entry : values.entrySet()) {
                out.startGroup();
                field("key", 0, Scalar.STRING, entry.getKey());
                field("value", 1, map.value(), entry.getValue());
                out.endGroup();
            }
            out.endField("key_value", 0);
        }
        out.endGroup();
    }

    private void struct(StructOf struct, Map<?, ?> values) {
        out.startGroup();
        List<Field> fields = struct.fields();
        for (int i = 0; i < fields.size(); i++) {
            field(
                    fields.get(i).name(),
                    i,
                    fields.get(i).type(),
                    values.get(fields.get(i).name()));
        }
        out.endGroup();
    }

    private void scalar(Scalar scalar, Object value) {
        switch (scalar) {
            // Half a surrogate pair, which UTF-8 cannot spell, becomes a question mark and stops nothing.
            case STRING -> bytes(((String) value).getBytes(StandardCharsets.UTF_8));
            case BOOLEAN -> out.addBoolean((Boolean) value);
            case INTEGER -> out.addInteger((Integer) value);
            case LONG -> out.addLong(((Number) value).longValue());
            case DOUBLE -> out.addDouble(((Number) value).doubleValue());
            case DECIMAL ->
                out.addLong(millionths(value, DECIMAL_DIGITS).unscaledValue().longValueExact());
            case DECIMAL_SUM ->
                bytes(sixteen(millionths(value, SUM_DIGITS).unscaledValue().toByteArray()));
            case DATE -> out.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case TIMESTAMP -> out.addLong(Instant.EPOCH.until((Instant) value, ChronoUnit.MICROS));
            case BINARY -> bytes((byte[]) value);
        }
    }

    private void bytes(byte[] bytes) {
        out.addBinary(Binary.fromConstantByteArray(bytes));
    }

    private static BigDecimal millionths(Object value, int digitsMax) {
        BigDecimal number = ((BigDecimal) value).setScale(SCALE, RoundingMode.UNNECESSARY);
        if (number.precision() > digitsMax) {
            throw new ArithmeticException("more than " + digitsMax + " digits");
        }
        return number;
    }

    /** The same number in sixteen bytes. */
    private static byte[] sixteen(byte[] number) {
        byte[] all = new byte[SUM_BYTES];
        Arrays.fill(all, 0, SUM_BYTES - number.length, (byte) (number[0] < 0 ? -1 : 0));
        System.arraycopy(number, 0, all, SUM_BYTES - number.length, number.length);
        return all;
    }

    private static Type type(ColumnType type, Repetition repetition, String name) {
        return switch (type) {
            case Scalar scalar -> scalarType(scalar, repetition, name);
            case ListOf list ->
                Types.buildGroup(repetition)
                        .as(LogicalTypeAnnotation.listType())
                        .addField(Types.repeatedGroup()
                                .addField(type(list.element(), Repetition.OPTIONAL, "element"))
                                .named("list"))
                        .named(name);
            case MapOf map ->
                Types.buildGroup(repetition)
                        .as(LogicalTypeAnnotation.mapType())
                        .addField(Types.repeatedGroup()
                                .addField(type(Scalar.STRING, Repetition.REQUIRED, "key"))
                                .addField(type(map.value(), Repetition.OPTIONAL, "value"))
                                .named("key_value"))
                        .named(name);
            case StructOf struct ->
                Types.buildGroup(repetition)
                        .addFields(struct.fields().stream()
                                .map(field -> type(field.type(), Repetition.OPTIONAL, field.name()))
                                .toArray(Type[]::new))
                        .named(name);
        };
    }

    private static Type scalarType(Scalar scalar, Repetition repetition, String name) {
        return switch (scalar) {
            case STRING ->
                Types.primitive(PrimitiveTypeName.BINARY, repetition)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
            case BOOLEAN ->
                Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
            case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
            case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
            case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
            case DECIMAL ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.decimalType(SCALE, DECIMAL_DIGITS))
                        .named(name);
            case DECIMAL_SUM ->
                Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(SUM_BYTES)
                        .as(LogicalTypeAnnotation.decimalType(SCALE, SUM_DIGITS))
                        .named(name);
            case DATE ->
                Types.primitive(PrimitiveTypeName.INT32, repetition)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name);
            case TIMESTAMP ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(name);
            case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
        };
    }
}
