package io.tarn.loop.gold;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.identity.MatchField;
import io.tarn.unify.match.RecordTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Records as they were when a run was complete: those that changed since, or are gone. */
final class PastRecords {
    private PastRecords() {}

    static RecordTable read(Lake lake, Run run, RecordChanges changes) {
        RecordTable.Builder records = new RecordTable.Builder();
        if (changes.count(RecordChanges.Fate.NEW) == changes.size()) {
            return records.build();
        }
        try (LakeSession session = lake.open(new ReadPoint.Pinned(run.tableVersions()))) {
            changes.load(session);
            String columns = MatchStage.FIELDS.stream()
                    .map(field -> "s." + session.dialect().quote(field.column()))
                    .collect(Collectors.joining(", "));
            session.forEach(
                    Statement.of("SELECT " + columns + " FROM " + SilverTables.RECORDS.name() + " s JOIN "
                            + RecordChanges.TABLE + " c ON c.source = s.source AND c.record_id = s.record_id"
                            + " ORDER BY s.source, s.record_id"),
                    row -> {
                        Map<MatchField, String> values = new EnumMap<>(MatchField.class);
                        for (int i = 0; i < MatchStage.FIELDS.size(); i++) {
                            String value = row.text(i);
                            if (value != null) {
                                values.put(MatchStage.FIELDS.get(i), value);
                            }
                        }
                        return records.add(values::get);
                    });
            return records.build();
        }
    }
}
