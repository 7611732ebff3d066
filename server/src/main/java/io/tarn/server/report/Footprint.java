package io.tarn.server.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the run left behind and what it took: copies of personal data, table versions, time by stage. */
public record Footprint(List<Copy> copies, List<Stage> stages, List<TableWritten> tables) {
    public Footprint {
        copies = List.copyOf(copies);
        stages = List.copyOf(stages);
        tables = List.copyOf(tables);
    }

    /**
     * A place where personal data lies.
     *
     * @param columns how many of its columns are personal
     * @param rows empty where rows cannot be counted
     * @param note who can read it or how it is masked
     */
    public record Copy(String place, CopyKind kind, long columns, Optional<Long> rows, String note) {}

    /** What kind of place holds a copy. */
    public enum CopyKind {
        TABLE("Table"),
        SOURCE_FILE("Source file"),
        LOG("Log"),
        STORE("Store"),
        REPORT("Report");

        private final String label;

        CopyKind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The time that one stage took. */
    public record Stage(String name, Duration took, Optional<Long> rows) {}

    /**
     * A table as the run left it.
     *
     * @param before the version that the run found; empty when it made the table
     */
    public record TableWritten(String table, Optional<Long> before, long version, long rows, long bytes) {}
}
