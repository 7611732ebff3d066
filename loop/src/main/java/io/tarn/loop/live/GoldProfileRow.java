package io.tarn.loop.live;

import io.tarn.lake.Row;
import io.tarn.lake.run.Run;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.GoldTables;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.profile.TraitValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row of gold, with its identifiers and what it absorbed behind its own columns, as a profile that is published. */
final class GoldProfileRow {
    private static final Set<String> ADDRESS_PARTS =
            Set.of("house_number", "street", "unit", "city", "region", "postcode", "country");

    private GoldProfileRow() {}

    static GoldProfile profile(List<Column> columns, Row row, Run run) {
        Map<?, ?> provenance = Map.of();
        ProfileId id = null;
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (name.equals("provenance") && row.value(i) instanceof Map<?, ?> map) {
                provenance = map;
            } else if (name.equals("profile_id")) {
                id = new ProfileId(Objects.requireNonNull(row.text(i)));
            }
        }
        Map<String, TraitValue> traits = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name();
            if (GoldTables.isTrait(name) && !row.isNull(i)) {
                traits.put(name, trait(value(row, i, columns.get(i)), origin(provenance, name), run));
            }
        }
        List<ProfileId> absorbed = texts(row.value(columns.size() + 1)).stream()
                .map(ProfileId::new)
                .toList();
        return new GoldProfile(Objects.requireNonNull(id), absorbed, identifiers(row.value(columns.size())), traits);
    }

    /** The parts of an address survive together, under one provenance. */
    private static @Nullable Object origin(Map<?, ?> provenance, String trait) {
        Object own = provenance.get(trait);
        return own == null && ADDRESS_PARTS.contains(trait) ? provenance.get("address") : own;
    }

    private static TraitValue trait(Value value, @Nullable Object provenance, Run run) {
        String source = "gold";
        String reference = "";
        Instant at = run.startedAt();
        if (provenance instanceof Map<?, ?> from) {
            source = Objects.toString(from.get("source"), source);
            reference = Objects.toString(from.get("record_id"), reference);
            at = from.get("observed_at") instanceof Instant observed ? observed : Instant.EPOCH;
        }
        return new TraitValue(value, source, at, reference);
    }

    private static Value value(Row row, int index, Column column) {
        Object value = row.value(index);
        if (value instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        BigDecimal number = column.type() == Scalar.DECIMAL || column.type() == Scalar.LONG ? row.exact(index) : null;
        if (number != null && Value.Decimal.fits(number)) {
            return new Value.Decimal(number);
        }
        return new Value.Text(
                value instanceof Collection<?> many
                        ? FlatProperties.text(new Value.Sequence(many.stream()
                                .<Value>map(one -> new Value.Text(String.valueOf(one)))
                                .toList()))
                        : String.valueOf(value));
    }

    private static List<Identifier> identifiers(@Nullable Object list) {
        List<Identifier> identifiers = new ArrayList<>();
        for (String one : texts(list)) {
            int colon = one.indexOf(':');
            identifier(one.substring(0, colon), one.substring(colon + 1)).ifPresent(identifiers::add);
        }
        return identifiers;
    }

    /** An identifier of gold; none where events could not have it. */
    static Optional<Identifier> identifier(String type, String value) {
        return value.isEmpty() || value.length() > Identifier.VALUE_LENGTH_MAX
                ? Optional.empty()
                : Optional.of(new Identifier(new IdentifierType(type), value));
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }
}
