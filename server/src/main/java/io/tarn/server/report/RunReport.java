package io.tarn.server.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one run did, as plain values: everything that the report shows and nothing that it must look up.
 *
 * <p>It holds values of persons as they are; whoever shows them asks {@link #disclosure} first.
 *
 * @param matching empty when no pair was compared
 * @param changes empty for the first run of a home
 */
public record RunReport(
        Run run,
        Disclosure disclosure,
        Totals totals,
        Intake intake,
        List<SourceColumns> columns,
        Optional<Matching> matching,
        List<SamplePair> pairs,
        Profiles profiles,
        Survivorship survivorship,
        Optional<Changes> changes,
        Footprint footprint) {
    public RunReport {
        columns = List.copyOf(columns);
        pairs = List.copyOf(pairs);
    }

    /**
     * Which run it was.
     *
     * @param title what the reader calls it, such as the home's or the file's name
     * @param version the version of Tarn
     */
    public record Run(String id, String title, Instant startedAt, Duration took, String version) {}

    /**
     * The few numbers that sum the run up.
     *
     * @param profiles how many persons were found among the accepted records
     */
    public record Totals(long records, long accepted, long rejected, long profiles) {
        /** The share of accepted records that say again what another record of the same person said. */
        public double duplicateShare() {
            return accepted == 0 ? 0 : (double) (accepted - profiles) / accepted;
        }
    }

    /** The same report, shown otherwise. */
    public RunReport with(Disclosure other) {
        return new RunReport(
                run, other, totals, intake, columns, matching, pairs, profiles, survivorship, changes, footprint);
    }
}
