package io.tarn.lake.run;

import io.tarn.lake.table.TableName;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A complete pass over tables, and the versions that it left.
 *
 * @param kind what ran, such as {@link Runs#GOLD}
 * @param tableVersions the version of every table that it wrote, whether or not its rows changed
 * @param counts how many records, links, profiles and so on, by name
 * @param stageMillis how long each stage took, by name
 */
public record Run(
        String id,
        String kind,
        Instant startedAt,
        Instant finishedAt,
        String tarnVersion,
        String definitionsHash,
        String inputsHash,
        Map<TableName, Long> tableVersions,
        Map<String, Long> counts,
        Map<String, Long> stageMillis) {
    public Run {
        if (id.isBlank() || kind.isBlank() || finishedAt.isBefore(startedAt)) {
            throw new TarnException(
                    ErrorCode.INVARIANT_BROKEN,
                    "A run needs an id, a kind and an end that is not before its start; found '" + id + "', '" + kind
                            + "', " + startedAt + " to " + finishedAt + ".");
        }
        // As exact as the lake keeps instants, so that a run reads back equal.
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        finishedAt = finishedAt.truncatedTo(ChronoUnit.MICROS);
        tableVersions = Map.copyOf(tableVersions);
        counts = Map.copyOf(counts);
        stageMillis = Map.copyOf(stageMillis);
    }

    /** The same run with other versions of its tables. */
    public Run withTableVersions(Map<TableName, Long> versions) {
        return new Run(
                id,
                kind,
                startedAt,
                finishedAt,
                tarnVersion,
                definitionsHash,
                inputsHash,
                versions,
                counts,
                stageMillis);
    }
}
