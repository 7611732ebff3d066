package io.tarn.lake;

import org.jspecify.annotations.Nullable;

/** Rows from Java on their way into a temporary table: calls the sink once a row, in order. */
@FunctionalInterface
public interface RowFeed {
    void into(Sink sink);

    /**
     * Takes rows: text, Integer, Long, Double, Boolean, BigDecimal, LocalDate, Instant, bytes or null by column type,
     * and of these a Collection for a list, a Map with texts as keys for a map or a struct.
     */
    interface Sink {
        void row(@Nullable Object... values);
    }
}
