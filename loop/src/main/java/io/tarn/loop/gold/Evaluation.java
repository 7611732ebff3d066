package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.loop.LoopErrors;
import io.tarn.unify.measure.PartitionMeasures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures how right {@code identity.profiles} is against a truth file. */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Compares every record of the lake with the truth.
     *
     * @throws io.tarn.model.error.TarnException when the two do not name the same records, each once
     */
    public static PartitionMeasures against(LakeSession session, Path truth) {
        boolean[] namesSources = {false};
        session.load(
                "truth_rows",
                List.of(
                        Column.of("source", Scalar.STRING, "The record's source, where the file says it"),
                        Column.of("record_id", Scalar.STRING, "The record"),
                        Column.of("entity_id", Scalar.STRING, "Whose it is")),
                sink -> namesSources[0] =
                        new TruthFile(truth).read(row -> sink.row(row.source(), row.recordId(), row.entityId())));
        String same = "p.record_id = t.record_id" + (namesSources[0] ? " AND p.source = t.source" : "");
        check(session, truth, same, namesSources[0]);
        int[] count = {0};
        int[][] columns = {new int[1024], new int[1024]};
        session.forEach(
                Statement.of("SELECT dense_rank() OVER (ORDER BY p.profile_id) - 1, dense_rank() OVER (ORDER BY"
                        + " t.entity_id) - 1 FROM identity.profiles p JOIN truth_rows t ON " + same),
                row -> {
                    if (count[0] == columns[0].length) {
                        columns[0] = Arrays.copyOf(columns[0], 2 * count[0]);
                        columns[1] = Arrays.copyOf(columns[1], 2 * count[0]);
                    }
                    columns[0][count[0]] = (int) row.number(0);
                    columns[1][count[0]++] = (int) row.number(1);
                    return row;
                });
        return PartitionMeasures.of(Arrays.copyOf(columns[0], count[0]), Arrays.copyOf(columns[1], count[0]));
    }

    /** The entity of each record by its key, of a truth file that needs no sources. */
    public static Map<String, String> entities(Path truth) {
        Map<String, String> entities = new HashMap<>();
        new TruthFile(truth).read(row -> entities.put(row.recordId(), row.entityId()));
        return entities;
    }

    private static void check(LakeSession session, Path truth, String same, boolean namesSources) {
        String key = namesSources ? "source, record_id" : "record_id";
        long repeated = count(session, "(SELECT 1 FROM truth_rows GROUP BY " + key + " HAVING count(*) > 1)");
        if (repeated > 0) {
            throw LoopErrors.truthRepeats(truth, repeated);
        }
        if (!namesSources) {
            long ambiguous = count(
                    session, "(SELECT 1 FROM identity.profiles GROUP BY record_id HAVING count(DISTINCT source) > 1)");
            if (ambiguous > 0) {
                throw LoopErrors.truthNeedsSource(truth, ambiguous);
            }
        }
        long unknown =
                count(session, "truth_rows t WHERE NOT EXISTS (SELECT 1 FROM identity.profiles p WHERE " + same + ")");
        long missing =
                count(session, "identity.profiles p WHERE NOT EXISTS (SELECT 1 FROM truth_rows t WHERE " + same + ")");
        if (unknown > 0 || missing > 0) {
            throw LoopErrors.truthDiffers(
                    truth, unknown, count(session, "truth_rows"), missing, count(session, "identity.profiles"));
        }
    }

    private static long count(LakeSession session, String from) {
        return session.query(Statement.of("SELECT count(*) FROM " + from), row -> row.number(0))
                .getFirst();
    }

    /** The measures as programs read them. */
    public static String json(PartitionMeasures measures) {
        return "{\"pairwise\":" + json(measures.pairwise()) + ",\"b3\":" + json(measures.b3()) + ",\"records\":"
                + measures.records() + ",\"entities\":" + measures.entities() + ",\"profiles\":" + measures.profiles()
                + "}";
    }

    private static String json(PartitionMeasures.Score score) {
        return String.format(
                Locale.ROOT,
                "{\"precision\":%.6f,\"recall\":%.6f,\"f1\":%.6f}",
                score.precision(),
                score.recall(),
                score.f1());
    }
}
