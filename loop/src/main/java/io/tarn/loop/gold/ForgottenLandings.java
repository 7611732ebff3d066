package io.tarn.loop.gold;

import io.tarn.collect.normalize.RecordKeySql;
import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.TableName;
import io.tarn.loop.gold.Prepared.PreparedSource;
import io.tarn.model.identity.SourceName;
import io.tarn.model.policy.SourceDefinition;
import java.time.Duration;
import java.util.Set;

/**
 * Takes rows of persons who were forgotten out of bronze again, when their source still held them as it was landed.
 * What was deleted leaves the disk once the run is complete, for until then readers may need older versions.
 */
final class ForgottenLandings {
    /** The count of a run that left records out, and so owes the vacuuming of what it landed. */
    static final String COUNT = "forgotten";

    private final Lake lake;

    ForgottenLandings(Lake lake) {
        this.lake = lake;
    }

    /** Deletes the rows of what {@link Silver} left out, other rows of the same keys included. */
    void delete(LakeSession session, Prepared prepared) {
        for (PreparedSource source : prepared.sources()) {
            SourceDefinition definition = source.definition();
            if (prepared.forgotten().containsKey(definition.name())) {
                delete(session, definition);
            }
        }
    }

    private void delete(LakeSession session, SourceDefinition definition) {
        TableName table = BronzeTables.table(definition.name());
        String source = session.dialect().literal(definition.name().value());
        String rows = "(SELECT 1 FROM " + Silver.ROWS_LEFT_OUT + " l WHERE l.source = " + source;
        if (lake.find(table).isPresent()) {
            session.deleteWhere(
                    table,
                    Statement.of(RecordKeySql.of(definition, session.dialect(), "") + " IN (SELECT record_id FROM "
                            + Silver.LEFT_OUT + " WHERE source = " + source + ") OR EXISTS " + rows
                            + " AND l.file = _file AND l.row_number = _row)"));
        }
        session.deleteWhere(
                BronzeTables.UNREADABLE.name(),
                Statement.of("source = " + source + " AND EXISTS " + rows
                        + " AND l.file = t.file AND l.row_number IS NOT DISTINCT FROM t.row_number)"));
    }

    /** Deletes older versions of bronze, when the run left records out. */
    void vacuum(Run run) {
        if (run.counts().getOrDefault(COUNT, 0L) == 0) {
            return;
        }
        Set<TableName> tables = run.tableVersions().keySet();
        for (TableName table : tables) {
            boolean landed = table.schema().equals("bronze")
                    && !table.equals(BronzeTables.FILES.name())
                    && lake.find(table).isPresent();
            if (landed) {
                lake.vacuum(table, Duration.ZERO);
            }
        }
    }

    /** What to tell a person. */
    static String note(SourceName source, long records) {
        return "Source '" + source + "' still holds " + records + (records == 1 ? " row" : " rows")
                + " of persons who were forgotten; left out. Delete them there.";
    }
}
