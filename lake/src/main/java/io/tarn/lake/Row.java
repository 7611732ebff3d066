package io.tarn.lake;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read by position from 0; valid only until the next row is read. */
public interface Row {
    @Nullable
    String text(int column);

    /** The value as a whole number; 0 when it is NULL. */
    long number(int column);

    /** The value as a floating-point number; 0 when it is NULL. */
    double decimal(int column);

    @Nullable
    BigDecimal exact(int column);

    boolean flag(int column);

    @Nullable
    Instant instant(int column);

    boolean isNull(int column);

    /** The value as the engine's Java object: lists as {@code List}, maps and structs as {@code Map}. */
    @Nullable
    Object value(int column);
}
