package io.tarn.loop.audience;

import io.tarn.lake.Lake;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableVersion;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.TableName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When an audience is asked for, and the tables as they were then.
 *
 * @param asOf windows end here, and nothing later counts
 * @param present which of the tables that audiences look at were there
 */
record AudienceMoment(Instant asOf, ReadPoint tables, Set<TableName> present) {
    private static final List<TableName> OF_RUNS =
            List.of(GoldTables.CUSTOMERS.name(), IdentityTables.IDENTIFIERS.name());
    private static final List<TableName> OF_LIVE = List.of(
            EventTables.PROFILE_CHANGES.name(),
            EventTables.SILVER.name(),
            EngagementTables.DECISIONS.name(),
            EngagementTables.AUDIENCE_CHANGES.name(),
            EngagementTables.DO_NOT_CONTACT.name(),
            OpsTables.LIVE.name());

    AudienceMoment {
        present = Set.copyOf(present);
    }

    /** The newest complete run, and the live tables as they are. */
    static AudienceMoment now(Lake lake, Instant now) {
        Set<TableName> present = new HashSet<>();
        for (TableName table : OF_RUNS) {
            lake.find(table).ifPresent(_ -> present.add(table));
        }
        for (TableName table : OF_LIVE) {
            lake.find(table).ifPresent(_ -> present.add(table));
        }
        lake.find(EventTables.PROFILE_STATES.name()).ifPresent(table -> present.add(table.name()));
        return new AudienceMoment(now, new Runs(lake).readPoint(Contracts.OWNED_BY_RUNS), present);
    }

    /** The versions of the tables of gold runs that are read, as a text to compare; empty without any. */
    String goldVersions() {
        return OF_RUNS.stream()
                .filter(present::contains)
                .map(table -> table + "@"
                        + (tables instanceof ReadPoint.Pinned pinned
                                ? pinned.versions().get(table)
                                : null))
                .collect(Collectors.joining(" "));
    }

    /**
     * The run that was the newest complete one at an instant, and the live tables as they were then. What profiles were
     * then is told by their changes alone.
     */
    static AudienceMoment past(Lake lake, Instant then) {
        Set<TableName> present = new HashSet<>();
        Map<TableName, Long> versions = new HashMap<>();
        Optional<Run> run = new Runs(lake).newestCompleteBefore(then);
        for (TableName table : OF_RUNS) {
            if (run.isPresent() && run.get().tableVersions().containsKey(table)) {
                present.add(table);
            }
        }
        run.ifPresent(one -> versions.putAll(one.tableVersions()));
        for (TableName table : OF_LIVE) {
            versionAt(lake, table, then).ifPresent(version -> {
                present.add(table);
                versions.put(table, version);
            });
        }
        return new AudienceMoment(then, new ReadPoint.Pinned(versions), present);
    }

    private static Optional<Long> versionAt(Lake lake, TableName table, Instant then) {
        return lake.find(table).isEmpty()
                ? Optional.empty()
                : lake.history(table).stream()
                        .filter(version -> !version.committedAt().isAfter(then))
                        .map(TableVersion::version)
                        .max(Comparator.naturalOrder());
    }
}
