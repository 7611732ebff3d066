package io.tarn.loop;

import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.SourceName;
import java.nio.file.Path;
import java.util.List;

/** The messages of this module. */
public final class LoopErrors {
    private static final int COLUMNS_NAMED = 30;

    private LoopErrors() {}

    public static TarnException noSuchColumn(
            SourceName source, String role, String column, String place, List<String> columns) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The " + role + " of source '" + source + "' cannot be found: '" + column + "' is not a column of "
                        + place + "; columns are " + named(columns) + "." + Suggestions.didYouMean(column, columns));
    }

    public static TarnException rowsLost(TableName table, String file, long expected, long found) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Of " + expected + " rows of " + file + ", " + found + " stand in " + table
                        + ". Nothing of this landing counts; the next run discards it and lands the file again.");
    }

    public static TarnException scratch(Path folder, Throwable cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Intermediate files cannot be kept in " + folder + " ("
                        + cause.getClass().getSimpleName()
                        + "). Check that the folder may be written and that the disk has room.",
                cause);
    }

    public static TarnException nothingToMend(SourceName source) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "Source '" + source + "' has no table yet, so no row of it can be mended. Land the source first.");
    }

    public static TarnException notMended(Path file, List<String> unknown, List<String> columns) {
        String first = unknown.getFirst();
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                file + " holds no mended rows: it has the columns " + named(unknown)
                        + ", which the source lacks; columns are " + named(columns) + ", and _file and _row say which"
                        + " rows are mended." + Suggestions.didYouMean(first, columns));
    }

    private static String named(List<String> columns) {
        String text = String.join(", ", columns.subList(0, Math.min(columns.size(), COLUMNS_NAMED)));
        return columns.size() > COLUMNS_NAMED ? text + " and " + (columns.size() - COLUMNS_NAMED) + " more" : text;
    }
}
