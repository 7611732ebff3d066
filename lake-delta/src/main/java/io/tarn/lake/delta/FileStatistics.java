package io.tarn.lake.delta;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Least and greatest values of a new file's columns, from what its writer reports of it, so that readers skip files.
 * Personal columns count their NULLs only. Bounds are never tighter than the values: texts are cut to a prefix and
 * instants to milliseconds, the upper bound rounded up.
 */
final class FileStatistics {
    /** The length at which Delta cuts texts. */
    private static final int TEXT_LENGTH_MAX = 32;
    /** As in Delta: bounds of more columns cost more in every log read than they save. */
    private static final int COLUMNS_MAX = 32;

    private static final long MICROS_PER_MILLI = 1000;
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral("+00")
            .toFormatter();

    private FileStatistics() {}

    /** The columns whose bounds are kept: those the table is sorted by, then from the left. */
    static List<String> bounded(TableSnapshot table) {
        return bounded(table.schema().fields(), table.sortedBy());
    }

    static List<String> bounded(List<StructField> fields, List<String> sortedBy) {
        Map<String, StructField> usable = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (StructField field : fields) {
            if (hasBounds(field.getDataType()) && !DeltaTypes.isPersonal(field)) {
                usable.put(field.getName(), field);
                names.add(field.getName());
            }
        }
        List<String> bounded = new ArrayList<>(sortedBy);
        bounded.retainAll(usable.keySet());
        names.removeAll(bounded);
        bounded.addAll(names);
        return bounded.subList(0, Math.min(COLUMNS_MAX, bounded.size()));
    }

    static DataFileStatistics of(TableSnapshot table, long rows, Map<?, ?> byColumn) {
        Map<Column, Literal> least = new HashMap<>();
        Map<Column, Literal> greatest = new HashMap<>();
        Map<Column, Long> nulls = new HashMap<>();
        List<String> bounded = bounded(table);
        for (StructField field : table.schema().fields()) {
            String physical = DeltaTypes.physicalName(field);
            Column column = new Column(physical);
            if (!(byColumn.get(DuckDbDialect.INSTANCE.quote(physical)) instanceof Map<?, ?> found)) {
                continue;
            }
            if (bounded.contains(field.getName())) {
                nulls.put(column, Long.parseLong(String.valueOf(found.get("null_count"))));
                addBounds(field.getDataType(), column, found, least, greatest);
            }
        }
        return new DataFileStatistics(rows, least, greatest, nulls, Optional.of(true));
    }

    /** The same of a file that Java wrote, by its footer. */
    static DataFileStatistics of(TableSnapshot table, long rows, ParquetMetadata footer) {
        Map<String, Statistics<?>> whole = new HashMap<>();
        for (BlockMetaData group : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                whole.merge(chunk.getPath().toDotString(), chunk.getStatistics().copy(), (all, one) -> {
                    all.mergeStatistics(one);
                    return all;
                });
            }
        }
        Map<String, Map<String, Object>> byColumn = new HashMap<>();
        for (StructField field : table.schema().fields()) {
            String physical = DeltaTypes.physicalName(field);
            Statistics<?> found = whole.get(physical);
            if (found != null && found.isNumNullsSet()) {
                byColumn.put(DuckDbDialect.INSTANCE.quote(physical), reported(field.getDataType(), found));
            }
        }
        return of(table, rows, byColumn);
    }

    /** As DuckDB would report it. */
    private static Map<String, Object> reported(DataType type, Statistics<?> statistics) {
        Map<String, Object> reported = new HashMap<>(Map.of("null_count", statistics.getNumNulls()));
        if (statistics.hasNonNullValue()) {
            reported.put("min", reported(type, statistics.genericGetMin(), statistics.minAsString()));
            reported.put("max", reported(type, statistics.genericGetMax(), statistics.maxAsString()));
            reported.put("has_nan", statistics.genericGetMax() instanceof Double most && most.isNaN());
        }
        return reported;
    }

    private static String reported(DataType type, Object bound, String text) {
        return type instanceof TimestampType
                ? INSTANT.format(
                        Instant.EPOCH.plus((Long) bound, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                : text;
    }

    private static void addBounds(
            DataType type, Column column, Map<?, ?> found, Map<Column, Literal> least, Map<Column, Literal> greatest) {
        Object min = found.get("min");
        Object max = found.get("max");
        // DuckDB leaves NaN out of the bounds, while Spark's filters take it as the greatest value.
        if (min == null || max == null || "true".equals(String.valueOf(found.get("has_nan")))) {
            return;
        }
        Literal low = literal(type, min.toString(), false);
        Literal high = literal(type, max.toString(), true);
        if (low != null && high != null) {
            least.put(column, low);
            greatest.put(column, high);
        }
    }

    private static boolean hasBounds(DataType type) {
        return type instanceof StringType
                || type instanceof IntegerType
                || type instanceof LongType
                || type instanceof DoubleType
                || type instanceof DecimalType
                || type instanceof DateType
                || type instanceof TimestampType
                || type instanceof BooleanType;
    }

    /** A value from Java to compare a column with. */
    static Literal literal(StructField field, Object value) {
        return switch (field.getDataType()) {
            case IntegerType number -> Literal.ofInt(((Number) value).intValue());
            case LongType number -> Literal.ofLong(((Number) value).longValue());
            case DoubleType number -> Literal.ofDouble(((Number) value).doubleValue());
            case DecimalType decimal ->
                Literal.ofDecimal(
                        ((BigDecimal) value).setScale(decimal.getScale()), decimal.getPrecision(), decimal.getScale());
            case DateType date -> Literal.ofDate((int) ((LocalDate) value).toEpochDay());
            case TimestampType instant -> Literal.ofTimestamp(Instant.EPOCH.until((Instant) value, ChronoUnit.MICROS));
            case StringType string -> Literal.ofString((String) value);
            default -> throw DeltaErrors.unknownType(field.getDataType().toString());
        };
    }

    private static @Nullable Literal literal(DataType type, String text, boolean upper) {
        return switch (type) {
            case IntegerType number -> Literal.ofInt(Integer.parseInt(text));
            case LongType number -> Literal.ofLong(Long.parseLong(text));
            case DoubleType number -> Literal.ofDouble(Double.parseDouble(text));
            case DecimalType decimal ->
                Literal.ofDecimal(
                        new BigDecimal(text).setScale(decimal.getScale()), decimal.getPrecision(), decimal.getScale());
            case DateType date -> Literal.ofDate((int) LocalDate.parse(text).toEpochDay());
            case TimestampType instant -> Literal.ofTimestamp(micros(text, upper));
            case StringType string -> text(text, upper);
            default -> null;
        };
    }

    private static long micros(String text, boolean upper) {
        Instant instant = LocalDateTime.parse(text, INSTANT).toInstant(ZoneOffset.UTC);
        long micros = Instant.EPOCH.until(instant, ChronoUnit.MICROS);
        long cut = Math.floorDiv(micros, MICROS_PER_MILLI) * MICROS_PER_MILLI;
        return upper && cut < micros ? cut + MICROS_PER_MILLI : cut;
    }

    private static @Nullable Literal text(String text, boolean upper) {
        if (text.codePointCount(0, text.length()) <= TEXT_LENGTH_MAX) {
            return Literal.ofString(text);
        }
        String prefix = text.substring(0, text.offsetByCodePoints(0, TEXT_LENGTH_MAX));
        // The greatest code point after the prefix is above every text that begins with it and another character.
        return Literal.ofString(upper ? prefix + Character.toString(Character.MAX_CODE_POINT) : prefix);
    }
}
