package io.tarn.loop;

import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.Suggestions;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.SourceName;
import java.io.IOException;
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

    public static TarnException sourceNameReserved(SourceName name) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "A source cannot be called '" + name
                        + "': that is the name of what live profiles bring to a run. Rename its file under sources/.");
    }

    /** A source that has no table yet, and whose files tell of no column. */
    public static TarnException noNamedValue(SourceName source, String file) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "Source '" + source + "' cannot begin with " + file + ": no value in it has a name, so it tells of no"
                        + " column. Rows are objects such as {\"email\": \"ann@example.org\"}, one a line or in one array."
                        + " An empty file may come later, once another has told the columns.");
    }

    public static TarnException rowsLost(TableName table, String file, long expected, long found) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Of " + expected + " rows of " + file + ", " + found + " stand in " + table
                        + ". Nothing of this landing counts; the next run discards it and lands the file again.");
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

    public static TarnException idsUnsettled(int generations) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Some clusters have no profile id after " + generations
                        + " attempts. Every cluster must hold its least record; report this with the run's log.");
    }

    public static TarnException idsNotUnique(long clusters, long ids) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                clusters + " clusters share " + ids + " profile ids, which must be one each. Nothing was published;"
                        + " report this with the run's log.");
    }

    public static TarnException truthUnreadable(Path truth, IOException cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "Truth file " + truth + " cannot be read: check that it exists and is UTF-8 text.",
                cause);
    }

    public static TarnException truthHeader(Path truth, List<String> header) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " has " + (header.isEmpty() ? "no header" : "the columns " + header)
                        + "; it needs a header with record_id and entity_id, and source where two sources share keys.");
    }

    public static TarnException truthRow(Path truth, long row, int fields, int expected) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " has " + fields + " fields in row " + row + " where its header has " + expected
                        + ": mend the row.");
    }

    public static TarnException truthQuote(Path truth, long row) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " opens a quote in row " + row + " that is never closed: mend the row.");
    }

    public static TarnException truthRepeats(Path truth, long records) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " names " + records + " records more than once: keep one row each.");
    }

    public static TarnException truthNeedsSource(Path truth, long keys) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " has no column 'source', but " + keys
                        + " record ids occur in several sources: add the column, so that each row names one record.");
    }

    public static TarnException truthDiffers(Path truth, long unknown, long truthRows, long missing, long records) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " and identity.profiles do not hold the same records: " + unknown + " of the "
                        + truthRows + " in the file are unknown, and " + missing + " of the " + records
                        + " in the lake are missing from the file. Give the truth of exactly the records that were"
                        + " unified.");
    }

    public static TarnException unknownProfile(String id) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no profile '" + id + "', and none was merged away under that id: look ids up in"
                        + " identity.profiles.");
    }

    public static TarnException unknownRecord() {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no record with that key in identity.profiles: give it as landed, or as source:key.");
    }

    public static TarnException ambiguousRecord(List<String> sources) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "That record key occurs in several sources " + sources + ": give it as source:key.");
    }

    public static TarnException recordsNotDense(long expected, long found) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Record number " + found + " stands where " + expected
                        + " should: the records' numbers must run from 0 without gaps. Report this with the run's log.");
    }

    public static TarnException forgetKeyBroken(Path file) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "'" + file + "' holds no key of 64 hexadecimal digits, so who was forgotten cannot be told. Restore it"
                        + " from a backup.");
    }

    public static TarnException forgetKeyUnreadable(Path file, Exception cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "'" + file + "', the key by which those who were forgotten are told, cannot be read or written ("
                        + cause.getClass().getSimpleName()
                        + "). Restore it from a backup, and check the folder's permissions; without it forgotten"
                        + " persons would come back.",
                cause);
    }

    public static TarnException standsForSeveral(Identifier identifier, long profiles) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "That " + identifier.type() + " leads to " + profiles + " profiles, so it does not say whom to forget."
                        + " Name one: 'tarn sql' on identity.identifiers or silver.events lists them; then give it as"
                        + " profile:ID.");
    }

    public static TarnException nothingToForget(String kind) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no " + kind + " of that name: look ids up in identity.profiles. To forget whoever has an"
                        + " e-mail address, give it as email:ADDRESS.");
    }

    public static TarnException forgetFile(Path file, IOException cause) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "Forgetting stopped at '" + file + "' (" + cause.getClass().getSimpleName()
                        + "). Check its permissions and free space, then run the same command again: it goes on where"
                        + " it was.",
                cause);
    }

    public static TarnException noHistory(Path place) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no file of events at '" + place + "'. Name a file, or a folder with files whose names do not"
                        + " begin with a dot or an underscore.");
    }

    public static TarnException historyUnreadable(Path place, IOException cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "'" + place + "' cannot be read (" + cause.getClass().getSimpleName()
                        + "). Check its permissions, then import it again: nothing is taken twice.",
                cause);
    }

    public static TarnException historyUnmapped(Path file) {
        return new TarnException(
                ErrorCode.WRONG_USAGE,
                "'" + file + "' is a table: say with --mapping FILE what its columns mean, in the form of a webhook's"
                        + " mapping, such as 'user_id: /customer_id'.");
    }

    private static String named(List<String> columns) {
        String text = String.join(", ", columns.subList(0, Math.min(columns.size(), COLUMNS_NAMED)));
        return columns.size() > COLUMNS_NAMED ? text + " and " + (columns.size() - COLUMNS_NAMED) + " more" : text;
    }

    public static TarnException tooManyPairsForMatcher(int pairs, int limit) {
        return new TarnException(
                ErrorCode.LIMIT_REACHED,
                "Your matcher would be asked about " + pairs
                        + " pairs, and 'matcher.pairs_max' in identity.yaml allows " + limit
                        + ". Raise it, or lower 'limits.candidates_max'. Nothing was changed.");
    }

    public static TarnException noModel() {
        return new TarnException(
                ErrorCode.NOT_FOUND, "This home has no match model yet; 'tarn unify' makes one in its first run.");
    }

    public static TarnException noWayToMatcher() {
        return new TarnException(
                ErrorCode.WRONG_USAGE,
                "identity.yaml names a matcher of your own, which this command cannot ask. Use 'tarn unify', or take"
                        + " 'matcher' out of identity.yaml for it.");
    }
}
