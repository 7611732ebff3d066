package io.tarn.lake.delta;

import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.ScalarFunction.IntToLongFunction;
import io.tarn.lake.dialect.ScalarFunction.TextFunction;
import io.tarn.lake.dialect.ScalarFunction.TextToDoubleFunction;
import io.tarn.lake.dialect.ScalarFunction.TextToIntFunction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Java functions as functions of DuckDB: one call a vector of rows. */
final class ScalarFunctions {
    private ScalarFunctions() {}

    static void register(Connection connection, ScalarFunction function) throws SQLException {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
            DuckDBColumnType[] parameters = new DuckDBColumnType[function.arity()];
            Arrays.fill(
                    parameters,
                    function instanceof IntToLongFunction ? DuckDBColumnType.INTEGER : DuckDBColumnType.VARCHAR);
            builder.withName(function.name()).withParameters(parameters);
            switch (function) {
                case TextFunction text ->
                    builder.withReturnType(DuckDBColumnType.VARCHAR)
                            .withVectorizedFunction((in, out) -> texts(text, in, out));
                case TextToIntFunction number ->
                    builder.withReturnType(DuckDBColumnType.INTEGER)
                            .withVectorizedFunction((in, out) -> ints(number, in, out));
                case TextToDoubleFunction number ->
                    builder.withReturnType(DuckDBColumnType.DOUBLE)
                            .withVectorizedFunction((in, out) -> doubles(number, in, out));
                case IntToLongFunction number ->
                    builder.withReturnType(DuckDBColumnType.BIGINT)
                            .withVectorizedFunction((in, out) -> longs(number, in, out));
            }
            builder.register(connection);
        }
    }

    private static void texts(TextFunction function, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        TextReader reader = new TextReader(in, function.arity());
        int rows = (int) in.rowCount();
        byte[] @Nullable [] results = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            String result = function.body().apply(reader.row(row));
            results[row] = result == null ? null : result.getBytes(StandardCharsets.UTF_8);
        }
        out.setStringUtf8Batch(0, results);
    }

    private static void ints(TextToIntFunction function, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        TextReader reader = new TextReader(in, function.arity());
        int rows = (int) in.rowCount();
        for (int row = 0; row < rows; row++) {
            out.setInt(row, function.body().apply(reader.row(row)));
        }
    }

    private static void doubles(TextToDoubleFunction function, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        TextReader reader = new TextReader(in, function.arity());
        int rows = (int) in.rowCount();
        for (int row = 0; row < rows; row++) {
            out.setDouble(row, function.body().apply(reader.row(row)));
        }
    }

    private static void longs(IntToLongFunction function, DuckDBDataChunkReader in, DuckDBWritableVector out) {
        int arity = function.arity();
        DuckDBReadableVector[] vectors = vectors(in, arity);
        int[] arguments = new int[arity];
        int rows = (int) in.rowCount();
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < arity; i++) {
                arguments[i] = vectors[i].getInt(row, Integer.MIN_VALUE);
            }
            out.setLong(row, function.body().apply(arguments));
        }
    }

    private static DuckDBReadableVector[] vectors(DuckDBDataChunkReader in, int arity) {
        DuckDBReadableVector[] vectors = new DuckDBReadableVector[arity];
        for (int i = 0; i < arity; i++) {
            vectors[i] = in.vector(i);
        }
        return vectors;
    }

    /** The rows of a chunk of texts, read into one array that every row reuses. */
    private static final class TextReader {
        private final DuckDBReadableVector[] vectors;
        private final @Nullable String[] arguments;

        TextReader(DuckDBDataChunkReader in, int arity) {
            this.vectors = vectors(in, arity);
            this.arguments = new String[arity];
        }

        @Nullable
        String[] row(int row) {
            for (int i = 0; i < vectors.length; i++) {
                arguments[i] = vectors[i].getString(row);
            }
            return arguments;
        }
    }
}
