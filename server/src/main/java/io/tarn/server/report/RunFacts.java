package io.tarn.server.report;

import io.tarn.lake.TableState;
import io.tarn.server.report.Footprint.Copy;
import io.tarn.server.report.Footprint.Stage;
import io.tarn.server.report.Profiles.Unlinkable;
import io.tarn.server.report.RunReport.Run;
import java.util.List;
import java.util.Optional;

/**
 * What only the run itself can tell of itself; the rest of a report stands in the lake.
 *
 * @param sources every source with what its columns were found to mean
 * @param matching empty when no pair was compared; see {@link MatchingFacts}
 * @param tablesBefore the tables as they were when the run began
 * @param otherCopies copies of personal data outside the lake's tables: source files, logs, the report itself
 * @param previousRun the run that this one followed; empty for a home's first
 */
public record RunFacts(
        Run run,
        Disclosure disclosure,
        List<SourceFound> sources,
        Optional<Matching> matching,
        List<Unlinkable> unlinkable,
        List<Stage> stages,
        List<TableState> tablesBefore,
        List<Copy> otherCopies,
        Optional<String> previousRun) {
    public RunFacts {
        sources = List.copyOf(sources);
        unlinkable = List.copyOf(unlinkable);
        stages = List.copyOf(stages);
        tablesBefore = List.copyOf(tablesBefore);
        otherCopies = List.copyOf(otherCopies);
    }
}
