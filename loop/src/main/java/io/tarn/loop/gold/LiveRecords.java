package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.unify.live.PersonRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What live profiles know, as records of a source named {@code live}: one for each part that events made and that says
 * something of a person, with the part's id as its key. So a gold run sees whom the live road knows. Its times are those
 * of what was said, so that a run without new events finds the same records.
 */
final class LiveRecords {
    /** The source that no other may be called. */
    static final SourceName SOURCE = new SourceName("live");

    /** The newest row of each profile that is one. */
    static final String NEWEST = "SELECT * FROM " + EventTables.PROFILE_CHANGES.name()
            + " QUALIFY row_number() OVER (PARTITION BY profile_id ORDER BY log_offset DESC) = 1";

    private static final String TABLE = "live_records";
    private static final long PAGE = 50_000;
    private static final int IDENTIFIERS = 0;
    private static final int TRAITS = 1;
    private static final int PARTS = 2;

    private LiveRecords() {}

    /** Makes temporary tables of the records and answers how to read them. */
    static List<Statement> load(LakeSession session) {
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + TABLE
                + " AS SELECT row_number() OVER (ORDER BY profile_id) AS place, identifiers, traits, live_parts FROM ("
                + NEWEST + ") WHERE state = 'live' AND len(live_parts) > 0"));
        long count = session.query(Statement.of("SELECT count(*) FROM " + TABLE), row -> row.number(0))
                .getFirst();
        List<Statement> pages = new ArrayList<>();
        for (long from = 1; from <= count; from += PAGE) {
            pages.add(page(session, from, pages.size()));
        }
        return pages;
    }

    private static Statement page(LakeSession session, long from, int number) {
        List<Map<String, Object>> records = new ArrayList<>();
        session.forEach(
                Statement.of(
                        "SELECT identifiers, traits, live_parts FROM " + TABLE
                                + " WHERE place >= ? AND place < ? ORDER BY place",
                        from,
                        from + PAGE),
                row -> records.addAll(records(row)));
        List<Column> columns = SilverTables.RECORDS.columns();
        String page = TABLE + "_" + number;
        session.load(page, columns, sink -> records.forEach(record -> sink.row(values(record, columns))));
        return Statement.of(
                "SELECT " + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + " FROM " + page);
    }

    private static @Nullable Object[] values(Map<String, Object> record, List<Column> columns) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = record.get(columns.get(i).name());
        }
        return values;
    }

    private static List<Map<String, Object>> records(Row row) {
        return list(row.value(PARTS)).stream()
                .map(part -> record(row, (Map<?, ?>) part))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Map<String, Object>> record(Row row, Map<?, ?> part) {
        ProfileId id = new ProfileId(String.valueOf(part.get("id")));
        boolean isOnly = part.get("traits") == null;
        List<Identifier> identifiers = identifiers(isOnly ? row.value(IDENTIFIERS) : part.get("identifiers"));
        Map<String, TraitValue> traits = traits(isOnly ? row.value(TRAITS) : part.get("traits"));
        Constituent constituent = Constituent.born(id, Instant.EPOCH, Constituent.Origin.LIVE)
                .withIdentifiers(identifiers)
                .withTraits(traits);
        PersonRecord person = PersonRecord.of(Profile.of(constituent));
        if (person.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> record = new HashMap<>();
        record.put("source", SOURCE.value());
        record.put("record_id", id.value());
        record.put("file", EventTables.PROFILE_CHANGES.name().toString());
        Instant said = traits.values().stream()
                .map(TraitValue::at)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        record.put("observed_at", said);
        record.put("ingested_at", said);
        for (MatchField field : MatchField.values()) {
            String value = person.value(field);
            if (value != null) {
                record.put(field.column(), value);
            }
        }
        further(record, identifiers);
        return Optional.of(record);
    }

    /** The identifiers that matching does not compare, so that what gold makes of the record leads back to it. */
    private static void further(Map<String, Object> record, List<Identifier> identifiers) {
        Stream.of(IdentifierType.ANONYMOUS_ID, IdentifierType.DEVICE_ID)
                .forEach(type -> identifiers.stream()
                        .filter(one -> one.type().equals(type))
                        .findFirst()
                        .ifPresent(one -> record.put(type.name(), one.value())));
        Stream.of(IdentifierType.EMAIL, IdentifierType.PHONE).forEach(type -> {
            List<String> others = identifiers.stream()
                    .filter(one -> one.type().equals(type) && !one.value().equals(record.get(type.name())))
                    .map(Identifier::value)
                    .toList();
            if (!others.isEmpty()) {
                record.put("other_" + type.name().toLowerCase(Locale.ROOT) + "s", others);
            }
        });
    }

    private static List<Identifier> identifiers(@Nullable Object list) {
        return list(list).stream()
                .map(Map.class::cast)
                .map(one -> new Identifier(
                        new IdentifierType(String.valueOf(one.get("type"))), String.valueOf(one.get("value"))))
                .sorted()
                .toList();
    }

    private static Map<String, TraitValue> traits(@Nullable Object map) {
        Map<String, TraitValue> traits = new TreeMap<>();
        if (map instanceof Map<?, ?> said) {
            said.forEach((name, value) -> {
                Map<?, ?> one = (Map<?, ?>) Objects.requireNonNull(value);
                traits.put(
                        String.valueOf(name),
                        new TraitValue(
                                new Value.Text(String.valueOf(one.get("value"))),
                                String.valueOf(one.get("source")),
                                one.get("at") instanceof Instant at ? at : Instant.EPOCH,
                                ""));
            });
        }
        return traits;
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> many ? many : List.of();
    }
}
