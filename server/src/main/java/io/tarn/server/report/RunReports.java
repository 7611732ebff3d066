package io.tarn.server.report;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.TableState;
import io.tarn.lake.table.TableName;
import io.tarn.server.report.Intake.SourceIntake;
import io.tarn.server.report.Profiles.SizeCount;
import io.tarn.server.report.RunReport.Totals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the report of a run from what the run tells and what it left in the lake. */
public final class RunReports {
    private RunReports() {}

    /** The report of a run that has just written its tables. */
    public static RunReport of(RunFacts facts, Lake lake) {
        List<TableState> states = lake.tables();
        Map<TableName, TableState> tables = new TreeMap<>();
        states.forEach(state -> tables.put(state.name(), state));
        try (LakeSession session = lake.open(new ReadPoint.Latest())) {
            return of(facts, session, tables);
        }
    }

    private static RunReport of(RunFacts facts, LakeSession session, Map<TableName, TableState> tables) {
        Set<TableName> names = tables.keySet();
        Intake intake = LakeIntake.read(session, names);
        Profiles profiles = LakeProfiles.read(session, names, facts.unlinkable());
        double prior =
                facts.matching().map(matching -> matching.model().priorBits()).orElse(0.0);
        List<TableState> after = List.copyOf(tables.values());
        return new RunReport(
                facts.run(),
                facts.disclosure(),
                totals(intake, profiles),
                intake,
                LakeColumns.read(session, tables, facts.sources()),
                facts.matching(),
                LakePairs.read(session, names, prior),
                profiles,
                LakeGold.survivorship(session, tables),
                LakeGold.changes(session, names, facts.run().id(), facts.previousRun()),
                new Footprint(
                        LakeFootprint.copies(after, facts.otherCopies()),
                        facts.stages(),
                        LakeFootprint.written(facts.tablesBefore(), after)));
    }

    private static Totals totals(Intake intake, Profiles profiles) {
        long rows = intake.sources().stream().mapToLong(SourceIntake::rows).sum();
        long accepted =
                intake.sources().stream().mapToLong(SourceIntake::accepted).sum();
        long found = profiles.sizes().stream().mapToLong(SizeCount::profiles).sum();
        return new Totals(rows, accepted, rows - accepted, found);
    }
}
