package io.tarn.lake;

import io.tarn.lake.table.TableName;
import java.time.Instant;
import java.util.Map;

/** Which versions of the tables a session sees. */
public sealed interface ReadPoint {
    /** Every table as it is now. */
    record Latest() implements ReadPoint {}

    /** The tables named at these versions, every other one as it is now. */
    record Pinned(Map<TableName, Long> versions) implements ReadPoint {
        public Pinned {
            versions = Map.copyOf(versions);
        }
    }

    /** Every table as it was at an instant; tables that did not exist then are absent. */
    record AsOf(Instant instant) implements ReadPoint {}
}
