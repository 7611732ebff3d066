package io.tarn.collect.source;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that a source has and that was not landed yet. */
public sealed interface Arrival {
    /** A file that is new or has changed. */
    non-sealed interface FileArrival extends Arrival {
        /** The file's place: its name in {@code _file}. */
        String file();

        /** Hash of the content as it was when the source looked. */
        String fingerprint();

        long bytes();

        Instant modifiedAt();

        /**
         * Makes the file ready for the engine.
         *
         * @param scratch an empty folder for intermediate files, deleted by the caller afterwards
         * @throws io.tarn.model.error.TarnException SOURCE_UNREADABLE when no row of it can be read
         */
        Staged stage(Path scratch, Engine engine);
    }

    /** Rows of a table that another system holds, from a watermark onward. */
    non-sealed interface RowsArrival extends Arrival {
        /** The table's place, without secrets: the rows' {@code _file}. */
        String table();

        /** The table's own columns, in its order. */
        List<Column> columns();

        /** The column that only grows; empty when the whole table is read each time. */
        Optional<String> watermark();

        /**
         * Hands over each row whose watermark is the given one or above, in watermark order; all rows without one.
         *
         * @param since the highest watermark that was landed, as a value of its column's type
         */
        void read(@Nullable Object since, RowSink sink);
    }

    /** A Delta table that is read where it lies and never copied. */
    record InPlace(Path table) implements Arrival {}

    /** What the engine knows about what it can read. */
    interface Engine {
        Dialect dialect();

        /** The names and the engine's own type names of a statement's columns. */
        List<EngineColumn> describe(Statement statement);

        /** The one whole number that a statement answers with. */
        long number(Statement statement);
    }

    /** A column in the engine's own words. */
    record EngineColumn(String name, String type) {}

    /** Takes rows as values of the columns' types. */
    @FunctionalInterface
    interface RowSink {
        void row(@Nullable Object... values);
    }
}
