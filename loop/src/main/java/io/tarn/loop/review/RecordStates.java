package io.tarn.loop.review;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.RecordName;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What records say in all that matching reads, as hashes, so that a change can be told. */
public final class RecordStates {
    private static final String NAMES = "stated_records";

    private RecordStates() {}

    /** The hash of each record that is there. */
    public static Map<RecordName, String> read(LakeSession session, Collection<RecordName> records) {
        NamedRecords.load(session, NAMES, new TreeSet<>(records));
        String said = Arrays.stream(MatchField.values())
                .filter(field -> field != MatchField.SOURCE)
                .map(field -> "coalesce(CAST(r." + session.dialect().quote(field.column()) + " AS VARCHAR), '')")
                .collect(Collectors.joining(", chr(31), "));
        Map<RecordName, String> states = new HashMap<>();
        session.forEach(
                Statement.of("SELECT n.source, n.record_id, md5(concat(" + said + ")) FROM " + NAMES
                        + " n JOIN silver.records r ON r.source = n.source AND r.record_id = n.record_id"),
                row -> states.put(NamedRecords.name(row, 0), Objects.requireNonNull(row.text(2))));
        session.execute(Statement.of("DROP TABLE " + NAMES));
        return states;
    }
}
