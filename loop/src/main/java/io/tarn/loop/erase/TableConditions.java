package io.tarn.loop.erase;

import io.tarn.collect.normalize.RecordKeySql;
import io.tarn.lake.TableState;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.BronzeTables;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.EngagementTables;
import io.tarn.lake.table.EventTables;
import io.tarn.lake.table.GoldTables;
import io.tarn.lake.table.IdentityTables;
import io.tarn.lake.table.OpsTables;
import io.tarn.lake.table.SilverTables;
import io.tarn.lake.table.TableContract;
import io.tarn.lake.table.TableName;
import io.tarn.model.policy.SourceDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which rows of each table are about a person, as SQL over the temporary tables {@value #PROFILES}, {@value #RECORDS} and
 * {@value #EVENTS} and over signs in text. Every table with columns that may identify a person has its condition here.
 */
final class TableConditions {
    static final String PROFILES = "forgotten_profiles";
    static final String RECORDS = "forgotten_records";
    static final String EVENTS = "forgotten_events";

    private static final String IS_OURS = " IN (SELECT profile_id FROM " + PROFILES + ")";
    private static final String RECORD = "(source, record_id) IN (SELECT source, record_id FROM " + RECORDS + ")";
    private static final String PAIR = "(left_source, left_record_id) IN (SELECT source, record_id FROM " + RECORDS
            + ") OR (right_source, right_record_id) IN (SELECT source, record_id FROM " + RECORDS + ")";
    private static final String EVENT = "(source, message_id) IN (SELECT source, message_id FROM " + EVENTS + ")";

    private static final Set<TableName> OF_TARN = new HashSet<>(
            Contracts.ALL.stream().map(contract -> contract.name()).toList());

    private final Dialect dialect;
    private final TextSigns signs;
    private final Map<String, SourceDefinition> sources;
    private final Map<TableName, String> conditions = new HashMap<>();

    TableConditions(Dialect dialect, TextSigns signs, List<SourceDefinition> sources) {
        this.dialect = dialect;
        this.signs = signs;
        this.sources = sources.stream()
                .collect(Collectors.toMap(source -> source.name().value(), Function.identity()));
        conditions.put(BronzeTables.UNREADABLE.name(), told("raw"));
        conditions.put(EventTables.BRONZE.name(), EVENT + " OR " + told("json"));
        conditions.put(SilverTables.RECORDS.name(), RECORD);
        conditions.put(SilverTables.REJECTED.name(), RECORD + " OR " + told("raw"));
        conditions.put(
                EventTables.SILVER.name(),
                "constituent_id" + IS_OURS + " OR " + EVENT + " OR " + told("CAST(properties AS VARCHAR)"));
        conditions.put(EventTables.QUARANTINED.name(), EVENT + " OR " + told("json"));
        conditions.put(IdentityTables.BLOCKS.name(), RECORD);
        conditions.put(IdentityTables.LINKS.name(), PAIR);
        conditions.put(
                IdentityTables.VERDICTS.name(),
                PAIR + " OR left_record_id" + IS_OURS + " OR right_record_id" + IS_OURS);
        conditions.put(
                IdentityTables.MODEL_VERDICTS.name(),
                PAIR + " OR left_record_id" + IS_OURS + " OR right_record_id" + IS_OURS);
        conditions.put(IdentityTables.PROFILES.name(), "profile_id" + IS_OURS);
        conditions.put(IdentityTables.IDENTIFIERS.name(), "profile_id" + IS_OURS);
        conditions.put(IdentityTables.HISTORY.name(), "profile_id" + IS_OURS + " OR other_profile_id" + IS_OURS);
        conditions.put(IdentityTables.REDIRECTS.name(), "profile_id" + IS_OURS + " OR current_profile_id" + IS_OURS);
        conditions.put(
                IdentityTables.REVIEWS.name(), "left_constituent_id" + IS_OURS + " OR right_constituent_id" + IS_OURS);
        conditions.put(OpsTables.AUDIT.name(), "profile_id" + IS_OURS);
        conditions.put(
                IdentityTables.APART.name(), "left_constituent_id" + IS_OURS + " OR right_constituent_id" + IS_OURS);
        conditions.put(EngagementTables.AUDIENCE_CHANGES.name(), "profile_id" + IS_OURS);
        for (TableContract contract : List.of(
                EngagementTables.DECISIONS,
                EngagementTables.MESSAGES,
                EngagementTables.OUTCOMES,
                EngagementTables.DO_NOT_CONTACT)) {
            conditions.put(contract.name(), "profile_id" + IS_OURS + " OR constituent_id" + IS_OURS);
        }
        conditions.put(GoldTables.CUSTOMERS.name(), "profile_id" + IS_OURS);
        conditions.put(GoldTables.TRAITS.name(), "profile_id" + IS_OURS);
        conditions.put(
                EventTables.PROFILE_STATES.name(),
                "profile_id" + IS_OURS + " OR held_by" + IS_OURS + " OR EXISTS (SELECT 1 FROM " + PROFILES
                        + " f WHERE array_contains(parts, f.profile_id))");
        conditions.put(
                EventTables.PROFILE_CHANGES.name(),
                "profile_id" + IS_OURS + " OR merged_into" + IS_OURS + " OR EXISTS (SELECT 1 FROM " + PROFILES
                        + " f WHERE array_contains(constituents, f.profile_id))");
    }

    /** The condition of a table; empty for one that can hold nothing of a person. */
    Optional<String> of(TableState table) {
        String known = conditions.get(table.name());
        if (known != null) {
            return Optional.of(known);
        }
        boolean landed = table.name().schema().equals("bronze") && !OF_TARN.contains(table.name());
        return landed ? Optional.of(landed(table)) : Optional.empty();
    }

    /** A row as landed is the person's by its key, by its place, or, where it has no key, by what stands in it. */
    private String landed(TableState table) {
        String source = dialect.literal(table.name().name());
        String place = "(_file, _row) IN (SELECT file, row_number FROM " + RECORDS + " WHERE source = " + source + ")";
        String texts = table.columns().stream()
                .filter(column -> !BronzeTables.LANDING.contains(column))
                .map(Column::name)
                .map(name -> "CAST(" + dialect.quote(name) + " AS " + dialect.typeName(Scalar.STRING) + ")")
                .collect(Collectors.joining(", ", "concat_ws(' ', ", ")"));
        SourceDefinition definition = sources.get(table.name().name());
        boolean hasKey = definition != null
                && table.columns().stream()
                        .map(Column::name)
                        .anyMatch(definition
                                .key()
                                .map(key -> key.split("\\.", 2)[0])
                                .orElse("")::equalsIgnoreCase);
        if (definition == null || (definition.key().isPresent() && !hasKey)) {
            return place + " OR " + told(texts);
        }
        String key = RecordKeySql.of(definition, dialect, "");
        return place + " OR " + key + " IN (SELECT record_id FROM " + RECORDS + " WHERE source = " + source + ") OR ("
                + "NULLIF(TRIM(" + key + "), '') IS NULL AND " + told(texts) + ")";
    }

    private String told(String text) {
        return signs.expression()
                .map(expression -> "COALESCE(" + dialect.matches(text, expression) + ", FALSE)")
                .orElse("FALSE");
    }
}
