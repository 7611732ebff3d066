package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.ListOf;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableName;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.RecordName;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.RecordBlocks;
import io.tarn.unify.match.RecordTable;
import io.tarn.unify.match.Rematch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code identity.blocks}: the blocks in which every record lies, as a run leaves them for the next. By them a run on few
 * changes finds whom the changed records may be, and need not look at the values of all. Confined to the session's thread.
 */
final class KeptBlocks {
    /** The session's table of the blocks of new and changed records as they are now: source, record_id, blocks. */
    static final String CHANGED = "changed_blocks";

    private static final TableName NAME = IdentityTables.BLOCKS.name();
    private static final String BETWEEN_KEYS = "\n";

    private static final Column BLOCKS =
            Column.of("blocks", new ListOf(Scalar.LONG), "The blocks, one twice where it is");
    private static final List<Column> NAMED = List.of(
            Column.of("source", Scalar.STRING, "The source"), Column.of("record_id", Scalar.STRING, "The key"), BLOCKS);

    private KeptBlocks() {}

    /** Writes the blocks of all {@code records} of the session, by their numbers. */
    static void write(LakeSession session, RecordBlocks blocks) {
        try (BlockFunctions functions = BlockFunctions.register(session, blocks)) {
            session.overwrite(
                    NAME,
                    Statement.of(
                            "SELECT source, record_id, CAST(? AS VARCHAR) AS keys, " + functions.blocks("record_no")
                                    + " AS blocks FROM records",
                            String.join(BETWEEN_KEYS, blocks.keys())));
        }
    }

    /** Writes those of the new and changed records, and takes out those of records that are gone. */
    static void writeChanged(GoldWrites writes, List<String> keys) {
        writes.write(
                IdentityTables.BLOCKS,
                Statement.of(
                        "SELECT source, record_id, CAST(? AS VARCHAR) AS keys, blocks FROM " + CHANGED,
                        String.join(BETWEEN_KEYS, keys)),
                "EXISTS (SELECT 1 FROM " + RecordChanges.TABLE
                        + " c WHERE c.source = t.source AND c.record_id = t.record_id)");
    }

    /**
     * The keys of the blocks that the last run left, where they find what the rules need of the changed records too; makes
     * the session's tables {@link RecordChanges#TABLE} and {@value #CHANGED}.
     */
    static Optional<List<String>> serving(
            LakeSession session, RecordChanges changes, MatchModel model, IdentityRules rules) {
        List<String> keys = session.query(
                Statement.of("SELECT DISTINCT keys FROM " + NAME), row -> Objects.requireNonNull(row.text(0)));
        if (keys.size() != 1) {
            return Optional.empty();
        }
        changes.load(session);
        List<RecordName> names = new ArrayList<>();
        RecordTable changed = changed(session, names);
        List<String> places = keys.getFirst().lines().toList();
        Optional<RecordBlocks> found = Rematch.of(changed, model, rules).blocks(places);
        found.ifPresent(blocks -> load(session, names, blocks));
        return found.map(RecordBlocks::keys);
    }

    private static RecordTable changed(LakeSession session, List<RecordName> names) {
        String columns = MatchStage.FIELDS.stream()
                .map(field -> ", s." + session.dialect().quote(field.column()))
                .collect(Collectors.joining());
        RecordTable.Builder records = new RecordTable.Builder();
        session.forEach(
                Statement.of("SELECT s.source, s.record_id" + columns + " FROM " + SilverTables.RECORDS.name()
                        + " s JOIN " + RecordChanges.TABLE + " c ON c.source = s.source AND c.record_id = s.record_id"
                        + " ORDER BY s.source, s.record_id"),
                row -> {
                    names.add(new RecordName(Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.text(1))));
                    Map<MatchField, String> values = new EnumMap<>(MatchField.class);
                    for (int i = 0; i < MatchStage.FIELDS.size(); i++) {
                        String value = row.text(i + 2);
                        if (value != null) {
                            values.put(MatchStage.FIELDS.get(i), value);
                        }
                    }
                    return records.add(values::get);
                });
        return records.build();
    }

    private static void load(LakeSession session, List<RecordName> names, RecordBlocks blocks) {
        session.load(CHANGED, NAMED, sink -> {
            for (int record = 0; record < names.size(); record++) {
                RecordName name = names.get(record);
                sink.row(name.source(), name.recordId(), blocks.of(record));
            }
        });
    }
}
