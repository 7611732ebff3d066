package io.tarn.loop.retain;

import java.time.Instant;
import java.util.List;

/**
 * What retention took out, or would.
 *
 * @param at when it looked at its clock
 */
public record RetainReceipt(Instant at, List<Place> places) {
    /** The place that is no table. */
    public static final String LOG = "log";

    public RetainReceipt {
        places = List.copyOf(places);
    }

    /**
     * A table, or the log.
     *
     * @param before what is older went
     * @param rows how many rows, or log entries
     * @param version the table's version without them; -1 for the log
     * @param files how many files of older versions were deleted
     */
    public record Place(String name, Instant before, long rows, long version, long files) {}
}
