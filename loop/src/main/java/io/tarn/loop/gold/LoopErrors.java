package io.tarn.loop.gold;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The faults of the gold run. */
final class LoopErrors {
    private LoopErrors() {}

    static TarnException idsUnsettled(int generations) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Some clusters have no profile id after " + generations
                        + " attempts. Every cluster must hold its least record; report this with the run's log.");
    }

    static TarnException idsNotUnique(long clusters, long ids) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                clusters + " clusters share " + ids + " profile ids, which must be one each. Nothing was published;"
                        + " report this with the run's log.");
    }

    static TarnException truthUnreadable(Path truth, IOException cause) {
        return new TarnException(
                ErrorCode.SOURCE_UNREADABLE,
                "Truth file " + truth + " cannot be read: check that it exists and is UTF-8 text.",
                cause);
    }

    static TarnException truthHeader(Path truth, List<String> header) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " has " + (header.isEmpty() ? "no header" : "the columns " + header)
                        + "; it needs a header with record_id and entity_id, and source where two sources share keys.");
    }

    static TarnException truthRow(Path truth, long row, int fields, int expected) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " has " + fields + " fields in row " + row + " where its header has " + expected
                        + ": mend the row.");
    }

    static TarnException truthQuote(Path truth, long row) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " opens a quote in row " + row + " that is never closed: mend the row.");
    }

    static TarnException truthRepeats(Path truth, long records) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " names " + records + " records more than once: keep one row each.");
    }

    static TarnException truthNeedsSource(Path truth, long keys) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " has no column 'source', but " + keys
                        + " record ids occur in several sources: add the column, so that each row names one record.");
    }

    static TarnException truthDiffers(Path truth, long unknown, long truthRows, long missing, long records) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "Truth file " + truth + " and identity.profiles do not hold the same records: " + unknown + " of the "
                        + truthRows + " in the file are unknown, and " + missing + " of the " + records
                        + " in the lake are missing from the file. Give the truth of exactly the records that were"
                        + " unified.");
    }

    static TarnException unknownProfile(String id) {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no profile '" + id + "', and none was merged away under that id: look ids up in"
                        + " identity.profiles.");
    }

    static TarnException unknownRecord() {
        return new TarnException(
                ErrorCode.NOT_FOUND,
                "There is no record with that key in identity.profiles: give it as landed, or as source:key.");
    }

    static TarnException ambiguousRecord(List<String> sources) {
        return new TarnException(
                ErrorCode.INVALID_INPUT,
                "That record key occurs in several sources " + sources + ": give it as source:key.");
    }

    static TarnException recordsNotDense(long expected, long found) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Record number " + found + " stands where " + expected
                        + " should: the records' numbers must run from 0 without gaps. Report this with the run's log.");
    }
}
