package io.tarn.lake.delta;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType;
import io.tarn.lake.table.ColumnType.Field;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.MapOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.ColumnType.StructOf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The words of a contract's columns in Delta's schema, and back. */
final class DeltaTypes {
    private static final String COMMENT = "comment";
    private static final String PERSONAL = "tarn.personal";
    private static final String PHYSICAL_NAME = "delta.columnMapping.physicalName";

    private DeltaTypes() {}

    static StructType schema(List<Column> columns) {
        return new StructType(columns.stream().map(DeltaTypes::field).toList());
    }

    static StructField field(Column column) {
        FieldMetadata.Builder metadata = FieldMetadata.builder().putString(COMMENT, column.meaning());
        if (column.personal()) {
            metadata.putBoolean(PERSONAL, true);
        }
        return new StructField(column.name(), deltaType(column.type()), true, metadata.build());
    }

    static List<Column> columns(StructType schema) {
        List<Column> columns = new ArrayList<>();
        for (StructField field : schema.fields()) {
            String comment = field.getMetadata().getString(COMMENT);
            columns.add(new Column(
                    field.getName(),
                    columnType(field.getDataType()),
                    comment == null ? "" : comment,
                    isPersonal(field)));
        }
        return columns;
    }

    static boolean isPersonal(StructField field) {
        return Boolean.TRUE.equals(field.getMetadata().getBoolean(PERSONAL));
    }

    /** The name under which files hold a field. */
    static String physicalName(StructField field) {
        String name = field.getMetadata().getString(PHYSICAL_NAME);
        return name == null ? field.getName() : name;
    }

    /** Whether a type has parts that files hold under other names. */
    static boolean isMapped(DataType type) {
        return switch (type) {
            case StructType struct ->
                struct.fields().stream()
                        .anyMatch(part -> !physicalName(part).equals(part.getName()) || isMapped(part.getDataType()));
            case ArrayType array -> isMapped(array.getElementType());
            case MapType map -> isMapped(map.getKeyType()) || isMapped(map.getValueType());
            default -> false;
        };
    }

    /** The schema as files hold it. */
    static StructType physicalSchema(StructType schema) {
        return new StructType(schema.fields().stream()
                .map(field -> new StructField(
                        physicalName(field), field.getDataType(), field.isNullable(), field.getMetadata()))
                .toList());
    }

    static DataType deltaType(ColumnType type) {
        return switch (type) {
            case Scalar scalar -> deltaScalar(scalar);
            case ListOf list -> new ArrayType(deltaType(list.element()), true);
            case MapOf map -> new MapType(StringType.STRING, deltaType(map.value()), true);
            case StructOf struct -> {
                StructType fields = new StructType();
                for (Field field : struct.fields()) {
                    fields = fields.add(field.name(), deltaType(field.type()), true);
                }
                yield fields;
            }
        };
    }

    private static DataType deltaScalar(Scalar scalar) {
        return switch (scalar) {
            case STRING -> StringType.STRING;
            case BOOLEAN -> BooleanType.BOOLEAN;
            case INTEGER -> IntegerType.INTEGER;
            case LONG -> LongType.LONG;
            case DOUBLE -> DoubleType.DOUBLE;
            case DECIMAL -> new DecimalType(18, 6);
            case DECIMAL_SUM -> new DecimalType(38, 6);
            case DATE -> DateType.DATE;
            case TIMESTAMP -> TimestampType.TIMESTAMP;
            case BINARY -> BinaryType.BINARY;
        };
    }

    /** The word of ours for a Delta type; the nearest one for a type that only other writers use. */
    static ColumnType columnType(DataType type) {
        return DuckDbTypes.parse(duckDbName(type));
    }

    /** The name of a Delta type in DuckDB, exactly. */
    static String duckDbName(DataType type) {
        return switch (type) {
            case StringType text -> "VARCHAR";
            case BooleanType flag -> "BOOLEAN";
            case ByteType tiny -> "TINYINT";
            case ShortType small -> "SMALLINT";
            case IntegerType number -> "INTEGER";
            case LongType number -> "BIGINT";
            case FloatType number -> "FLOAT";
            case DoubleType number -> "DOUBLE";
            case DecimalType decimal -> "DECIMAL(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
            case DateType date -> "DATE";
            case TimestampType instant -> "TIMESTAMP WITH TIME ZONE";
            case TimestampNTZType local -> "TIMESTAMP";
            case BinaryType bytes -> "BLOB";
            case ArrayType array -> duckDbName(array.getElementType()) + "[]";
            case MapType map -> "MAP(" + duckDbName(map.getKeyType()) + ", " + duckDbName(map.getValueType()) + ")";
            case StructType struct ->
                struct.fields().stream()
                        .map(field ->
                                DuckDbDialect.INSTANCE.quote(field.getName()) + " " + duckDbName(field.getDataType()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            default -> throw DeltaErrors.unknownType(type.toString());
        };
    }
}
