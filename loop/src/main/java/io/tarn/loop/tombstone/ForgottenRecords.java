package io.tarn.loop.tombstone;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.erasure.Subject.RecordKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells which records of table sources are about somebody who was forgotten: by their key, by their identifiers, and,
 * in a source whose rows have no key, by what they say; for there the next row may stand where the person's stood.
 */
public final class ForgottenRecords {
    /** So many records are asked about together. */
    private static final int BATCH_RECORDS = 20_000;

    private static final List<String> ONE =
            List.of("email", "phone", "national_id", "device_id", "anonymous_id", "user_id", "external_id");
    private static final List<String> MANY = List.of("other_emails", "other_phones");
    /** Which identifier a list of further values is of. */
    private static final Map<String, String> TYPE = Map.of("other_emails", "email", "other_phones", "phone");

    private static final Set<String> PLACE = Set.of("source", "record_id", "ingested_at", "file", "row_number");

    private final Tombstones tombstones;
    private final Map<String, SourceDefinition> sources;

    public ForgottenRecords(Tombstones tombstones, Collection<SourceDefinition> sources) {
        this.tombstones = tombstones;
        this.sources = sources.stream()
                .collect(Collectors.toMap(source -> source.name().value(), Function.identity()));
    }

    /** The tombstones of records that stand in {@code silver.records}. */
    public Set<String> tombstones(LakeSession session, Set<RecordKey> records) {
        Set<String> kept = new HashSet<>();
        for (RecordKey one : records) {
            if (hasKey(one.source().value())) {
                kept.add(tombstones.ofRecord(one.source().value(), one.recordId()));
            }
        }
        if (records.stream().anyMatch(one -> !hasKey(one.source().value()))) {
            session.load(
                    "keyless_records",
                    List.of(
                            Column.of("source", Scalar.STRING, "The source"),
                            Column.of("record_id", Scalar.STRING, "The key")),
                    sink -> records.stream()
                            .filter(one -> !hasKey(one.source().value()))
                            .forEach(one -> sink.row(one.source().value(), one.recordId())));
            session.query(
                    Statement.of("SELECT source, " + said() + " FROM silver.records WHERE (source, record_id) IN"
                            + " (SELECT source, record_id FROM keyless_records)"),
                    row -> kept.add(tombstones.ofRecord(text(row.text(0)), "says " + row.text(1))));
        }
        return kept;
    }

    /**
     * Finds forgotten records among prepared ones.
     *
     * @param table with the columns of {@code silver.records}
     * @return for each source the keys of its records
     */
    public Map<String, Set<String>> find(LakeSession session, String table) {
        Map<String, Set<String>> found = new HashMap<>();
        List<Candidate> batch = new ArrayList<>();
        String columns = String.join(", ", ONE) + ", " + String.join(", ", MANY);
        session.forEach(
                Statement.of("SELECT source, record_id, " + said() + ", " + columns + " FROM " + table), row -> {
                    batch.add(candidate(row));
                    if (batch.size() == BATCH_RECORDS) {
                        judge(batch, found);
                    }
                    return row;
                });
        judge(batch, found);
        return found;
    }

    /** A row that was not accepted, by its place; without a number it is a whole file. */
    public record Place(
            String source, String file, @Nullable Long row) {}

    /**
     * Finds rows that were not accepted and in which a key or an identifier of somebody forgotten stands.
     *
     * @param table with the columns of {@code silver.rejected}
     */
    public List<Place> findRejected(LakeSession session, String table) {
        Map<Place, Set<String>> hashes = new HashMap<>();
        List<Place> found = new ArrayList<>();
        session.forEach(
                Statement.of("SELECT source, file, row_number, raw, COALESCE(record_id, '') FROM " + table
                        + " WHERE raw IS NOT NULL"),
                row -> {
                    String source = text(row.text(0));
                    Place place = new Place(source, text(row.text(1)), row.isNull(2) ? null : row.number(2));
                    hashes.computeIfAbsent(place, one -> new HashSet<>())
                            .addAll(hashes(source, text(row.text(3)) + "\n" + row.text(4)));
                    if (hashes.size() == BATCH_RECORDS) {
                        judge(hashes, found);
                    }
                    return place;
                });
        judge(hashes, found);
        return found;
    }

    private Set<String> hashes(String source, String raw) {
        SourceDefinition definition = sources.get(source);
        String region = definition == null ? null : definition.region().orElse(null);
        Set<String> all = new HashSet<>();
        for (String word : RawWords.of(raw)) {
            if (hasKey(source)) {
                all.add(tombstones.ofRecord(source, word));
            }
            all.addAll(tombstones.of(RawWords.identifiers(word, region)));
        }
        return all;
    }

    private void judge(Map<Place, Set<String>> hashes, List<Place> found) {
        Set<String> asked = new HashSet<>();
        hashes.values().forEach(asked::addAll);
        Set<String> forgotten = tombstones.find(asked);
        hashes.forEach((place, own) -> {
            if (own.stream().anyMatch(forgotten::contains)) {
                found.add(place);
            }
        });
        hashes.clear();
    }

    /** A record with the tombstone of its key or of what it says, and its identifiers. */
    private record Candidate(String source, String recordId, String key, List<Identifier> identifiers) {}

    private Candidate candidate(Row row) {
        String source = text(row.text(0));
        String recordId = text(row.text(1));
        List<Identifier> identifiers = new ArrayList<>();
        int column = 3;
        for (String type : ONE) {
            add(identifiers, type, row.text(column++));
        }
        for (String list : MANY) {
            if (row.value(column++) instanceof Collection<?> values) {
                values.forEach(value -> add(identifiers, TYPE.getOrDefault(list, list), String.valueOf(value)));
            }
        }
        String key = hasKey(source)
                ? tombstones.ofRecord(source, recordId)
                : tombstones.ofRecord(source, "says " + row.text(2));
        return new Candidate(source, recordId, key, identifiers);
    }

    private static void add(List<Identifier> identifiers, String type, @Nullable String value) {
        if (value != null && !value.isEmpty() && value.length() <= Identifier.VALUE_LENGTH_MAX) {
            identifiers.add(new Identifier(new IdentifierType(type), value));
        }
    }

    private void judge(List<Candidate> batch, Map<String, Set<String>> found) {
        Map<Identifier, String> hashes = new HashMap<>();
        Set<String> asked = new HashSet<>();
        for (Candidate one : batch) {
            asked.add(one.key());
            one.identifiers().forEach(identifier -> asked.add(hashes.computeIfAbsent(identifier, tombstones::of)));
        }
        Set<String> forgotten = tombstones.find(asked);
        if (!forgotten.isEmpty()) {
            for (Candidate one : batch) {
                boolean known = forgotten.contains(one.key())
                        || tombstones.forgets(
                                one.identifiers(), identifier -> forgotten.contains(hashes.get(identifier)));
                if (known) {
                    found.computeIfAbsent(one.source(), source -> new HashSet<>())
                            .add(one.recordId());
                }
            }
        }
        batch.clear();
    }

    private boolean hasKey(String source) {
        SourceDefinition definition = sources.get(source);
        return definition != null && definition.key().isPresent();
    }

    /** What a record says, apart from where it stands, as one text. */
    private static String said() {
        return SilverTables.RECORDS.columns().stream()
                .map(Column::name)
                .filter(name -> !PLACE.contains(name))
                .map(name -> "COALESCE(CAST(" + name + " AS VARCHAR), '')")
                .collect(Collectors.joining(", ", "md5(concat_ws(chr(31), ", "))"));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
