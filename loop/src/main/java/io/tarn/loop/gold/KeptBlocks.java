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
import io.tarn.unify.match.Alike;
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
    /**
     * The session's table of the blocks of new and changed records as they are now, and of all of the person hash that one
     * of these has or had, where not all of them take part in matching: who does may be another now.
     */
    static final String CHANGED = "changed_blocks";

    /** Source and key of all of those, and of records that are gone. */
    static final String REPLACED = "replaced_blocks";

    private static final String CROWDED = "crowded_hashes";
    private static final String CROWD = "crowd_records";
    private static final String CROWD_BLOCKS = "crowd_blocks";

    private static final TableName NAME = IdentityTables.BLOCKS.name();
    private static final String BETWEEN_KEYS = "\n";

    private static final Column BLOCKS =
            Column.of("blocks", new ListOf(Scalar.LONG), "The blocks, one twice where it is");
    private static final List<Column> NAMED = List.of(
            Column.of("source", Scalar.STRING, "The source"),
            Column.of("record_id", Scalar.STRING, "The key"),
            Column.of("person_hash", Scalar.LONG, "A hash of what it says of whom it is"),
            Column.of("value_hash", Scalar.LONG, "A hash of all that it says"),
            BLOCKS);

    private final LakeSession session;
    private final MatchModel model;
    private final IdentityRules rules;
    private final List<String> keys;

    private KeptBlocks(LakeSession session, MatchModel model, IdentityRules rules, List<String> keys) {
        this.session = session;
        this.model = model;
        this.rules = rules;
        this.keys = keys;
    }

    /** Writes the blocks of all {@code records} of the session, by their numbers. */
    static void write(LakeSession session, RecordBlocks blocks) {
        try (BlockFunctions functions = BlockFunctions.register(session, blocks)) {
            session.overwrite(
                    NAME,
                    Statement.of(
                            "SELECT source, record_id, CAST(? AS VARCHAR) AS keys, " + functions.personHash("record_no")
                                    + " AS person_hash, " + functions.blocks("record_no") + " AS blocks FROM records",
                            String.join(BETWEEN_KEYS, blocks.keys())));
        }
    }

    /** Writes those that are other than they were, and takes out those of records that are gone. */
    static void writeChanged(GoldWrites writes, List<String> keys) {
        writes.write(
                IdentityTables.BLOCKS,
                Statement.of(
                        "SELECT source, record_id, CAST(? AS VARCHAR) AS keys, person_hash, blocks FROM " + CHANGED,
                        String.join(BETWEEN_KEYS, keys)),
                isIn(REPLACED, "t"));
    }

    /**
     * The keys of the blocks that the last run left, where they find what the rules need of the changed records too; makes
     * the session's tables {@link RecordChanges#TABLE}, {@value #CHANGED} and {@value #REPLACED}.
     */
    static Optional<List<String>> serving(
            LakeSession session, RecordChanges changes, MatchModel model, IdentityRules rules) {
        List<String> keys = session.query(
                Statement.of("SELECT DISTINCT keys FROM " + NAME), row -> Objects.requireNonNull(row.text(0)));
        if (keys.size() != 1) {
            return Optional.empty();
        }
        changes.load(session);
        KeptBlocks kept =
                new KeptBlocks(session, model, rules, keys.getFirst().lines().toList());
        if (!kept.find(RecordChanges.TABLE, CHANGED)) {
            return Optional.empty();
        }
        kept.crowd();
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + REPLACED + " AS SELECT source, record_id FROM "
                + RecordChanges.TABLE + " UNION SELECT source, record_id FROM " + CHANGED));
        return Optional.of(kept.keys);
    }

    /**
     * Makes a table of the session of all records of which not all take part in matching, as they are now: source, record_id,
     * person_hash.
     */
    static void loadCrowds(LakeSession session, String table, int blockMax) {
        String all = "(SELECT person_hash FROM " + NAME + " UNION ALL SELECT person_hash FROM " + CHANGED + ")";
        session.execute(Statement.of(
                "CREATE OR REPLACE TEMP TABLE " + CROWDED + " AS SELECT person_hash FROM " + all
                        + " WHERE person_hash IS NOT NULL GROUP BY person_hash HAVING count(*) > ?",
                Alike.partakingMax(blockMax)));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + table + " AS SELECT * FROM (SELECT k.source,"
                + " k.record_id, k.person_hash FROM " + NAME + " k WHERE NOT " + isIn(REPLACED, "k")
                + " UNION ALL SELECT source, record_id, person_hash FROM " + CHANGED + ") WHERE person_hash IN (SELECT"
                + " person_hash FROM " + CROWDED + ")"));
    }

    /** Whether a record is in a table of sources and keys. */
    static String isIn(String table, String alias) {
        return "EXISTS (SELECT 1 FROM " + table + " i WHERE i.source = " + alias + ".source AND i.record_id = " + alias
                + ".record_id)";
    }

    /** Adds the records of the person hashes of changed ones, where these are too many, and sees anew who takes part. */
    private void crowd() {
        int partakingMax = Alike.partakingMax(rules.blockRecordsMax());
        session.execute(Statement.of(
                "CREATE OR REPLACE TEMP TABLE " + CROWDED + " AS SELECT person_hash FROM (SELECT person_hash FROM "
                        + NAME
                        + " WHERE person_hash IN (SELECT person_hash FROM " + CHANGED
                        + " UNION SELECT k.person_hash FROM "
                        + NAME + " k WHERE " + isIn(RecordChanges.TABLE, "k") + ") UNION ALL SELECT person_hash FROM "
                        + CHANGED + ") WHERE person_hash IS NOT NULL GROUP BY person_hash HAVING count(*) > ?",
                partakingMax));
        String isCrowded = "person_hash IN (SELECT person_hash FROM " + CROWDED + ")";
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + CROWD + " AS SELECT k.source, k.record_id FROM "
                + NAME + " k WHERE k." + isCrowded + " AND NOT " + isIn(RecordChanges.TABLE, "k")));
        find(CROWD, CROWD_BLOCKS);
        session.execute(Statement.of("INSERT INTO " + CHANGED + " SELECT * FROM " + CROWD_BLOCKS));
        session.execute(Statement.of(
                "UPDATE " + CHANGED + " SET blocks = [] WHERE (source, record_id) IN (SELECT (source, record_id) FROM"
                        + " (SELECT source, record_id, row_number() OVER (PARTITION BY person_hash ORDER BY repeat,"
                        + " source, record_id) AS place FROM (SELECT source, record_id, person_hash, row_number() OVER"
                        + " (PARTITION BY person_hash, value_hash ORDER BY source, record_id) AS repeat FROM " + CHANGED
                        + " WHERE " + isCrowded + ")) WHERE place > ?)",
                partakingMax));
    }

    /** Finds the blocks of the records of a table that are there; false where the keys do not find all that rules need. */
    private boolean find(String records, String into) {
        List<RecordName> names = new ArrayList<>();
        RecordTable table = table(records, names);
        Optional<RecordBlocks> found = Rematch.of(table, model, rules).blocks(keys);
        found.ifPresent(blocks -> load(into, names, blocks));
        return found.isPresent();
    }

    private RecordTable table(String of, List<RecordName> names) {
        String columns = MatchStage.FIELDS.stream()
                .map(field -> ", s." + session.dialect().quote(field.column()))
                .collect(Collectors.joining());
        RecordTable.Builder records = new RecordTable.Builder();
        session.forEach(
                Statement.of("SELECT s.source, s.record_id" + columns + " FROM " + SilverTables.RECORDS.name()
                        + " s JOIN " + of + " c ON c.source = s.source AND c.record_id = s.record_id"
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
        return records.build().apart(MatchStage.apart(rules, names));
    }

    private void load(String table, List<RecordName> names, RecordBlocks blocks) {
        session.load(table, NAMED, sink -> {
            for (int record = 0; record < names.size(); record++) {
                RecordName name = names.get(record);
                long person = blocks.personHash(record);
                sink.row(
                        name.source(),
                        name.recordId(),
                        person == 0 ? null : person,
                        blocks.valueHash(record),
                        blocks.of(record));
            }
        });
    }
}
