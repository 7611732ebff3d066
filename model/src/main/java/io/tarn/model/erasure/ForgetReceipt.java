package io.tarn.model.erasure;

import java.time.Instant;
import java.util.List;

/**
 * What a forgetting did, without personal data.
 *
 * @param asked keyed hash of the identifier that was asked for
 * @param tombstones how many keyed hashes keep the person from coming back
 * @param sharedIdentifiers how many identifiers were left alone, because they also lead to others
 * @param tables every table that was looked through, with the version that it has now
 * @param logEntries how many entries of the log were rewritten
 * @param reports names of reports that were deleted
 * @param beyond places that Tarn does not own and that held the person, with what is left to do there
 */
public record ForgetReceipt(
        String id,
        Instant forgottenAt,
        String asked,
        int profiles,
        int tombstones,
        int sharedIdentifiers,
        List<TableErased> tables,
        long logEntries,
        List<String> reports,
        List<Beyond> beyond) {
    public ForgetReceipt {
        tables = List.copyOf(tables);
        reports = List.copyOf(reports);
        beyond = List.copyOf(beyond);
    }

    /** How many rows of all tables went. */
    public long rows() {
        return tables.stream().mapToLong(TableErased::rows).sum();
    }

    /**
     * What became of one table.
     *
     * @param rows how many rows went
     * @param version the version without them
     * @param filesVacuumed how many files of older versions left the disk
     */
    public record TableErased(String table, long rows, long version, long filesVacuumed) {}

    /**
     * A place that is not Tarn's.
     *
     * @param records how many records of the person it held when it was last read
     * @param advice what its owner must do
     */
    public record Beyond(String source, String place, long records, String advice) {}
}
