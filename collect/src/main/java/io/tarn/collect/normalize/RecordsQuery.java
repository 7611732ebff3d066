package io.tarn.collect.normalize;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.SilverTables;
import io.tarn.model.policy.SemanticTag;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The query from a source to {@code silver.records}. The first column of a tag fills the canonical column; e-mails and
 * phones take the first that has a value and keep the others beside it; what is left stands in the attributes, of which
 * the parts of a date of birth also make that date.
 */
final class RecordsQuery {
    private final SourceDefinition definition;
    private final SourceRelation relation;
    private final Dialect dialect;
    private final List<PreparedColumn> columns;
    private final Keys keys;
    private final Map<String, String> canonical = new HashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    /** Of what stands in the attributes, the first of each tag. */
    private final Map<SemanticTag, String> firstOf = new EnumMap<>(SemanticTag.class);

    private final List<String> inner = new ArrayList<>();

    RecordsQuery(
            SourceDefinition definition,
            SourceRelation relation,
            Dialect dialect,
            List<PreparedColumn> columns,
            Keys keys) {
        this.definition = definition;
        this.relation = relation;
        this.dialect = dialect;
        this.columns = columns;
        this.keys = keys;
    }

    Statement statement() {
        place();
        StringBuilder outer = new StringBuilder("SELECT ");
        for (Column column : SilverTables.RECORDS.columns()) {
            String value = canonical.get(column.name());
            outer.append(outer.length() == 7 ? "" : ", ")
                    .append(value == null ? "CAST(NULL AS " + dialect.typeName(column.type()) + ")" : value)
                    .append(" AS ")
                    .append(dialect.quote(column.name()));
        }
        StringBuilder from = new StringBuilder(" FROM (SELECT ");
        from.append(keys.key()).append(" AS k, ");
        if ("o".equals(canonical.get("observed_at"))) {
            from.append(keys.observedAt()).append(" AS o, ");
        }
        from.append(keys.column(SourceRelation.INGESTED_AT)).append(" AS i, ");
        from.append(keys.column(SourceRelation.FILE)).append(" AS f, ");
        from.append(keys.column(SourceRelation.ROW)).append(" AS n");
        inner.forEach(expression -> from.append(", ").append(expression));
        from.append(" FROM ").append(relation.name()).append(" r");
        for (PreparedColumn column : columns) {
            if (column.dictionary()) {
                from.append(column.join(dialect));
            }
        }
        from.append(" WHERE ")
                .append(keys.hasKey())
                .append(" AND ")
                .append(keys.isWinner())
                .append(") v");
        return Statement.of(outer.append(from).toString());
    }

    private void place() {
        canonical.put("source", dialect.literal(definition.name().value()));
        canonical.put("record_id", "k");
        canonical.put("observed_at", "o");
        canonical.put("ingested_at", "i");
        canonical.put("file", "f");
        canonical.put("row_number", "CAST(n AS " + dialect.typeName(Scalar.LONG) + ")");
        List<String> emails = new ArrayList<>();
        List<String> phones = new ArrayList<>();
        for (PreparedColumn column : columns) {
            place(column, emails, phones);
        }
        contacts(emails, "email", "other_emails");
        contacts(phones, "phone", "other_phones");
        composeBirthDate();
        for (PreparedColumn column : columns) {
            placePart(column);
        }
        if (!attributes.isEmpty()) {
            canonical.put("attributes", dialect.mapOfTexts(attributes));
        }
    }

    private void place(PreparedColumn column, List<String> emails, List<String> phones) {
        SemanticTag tag = column.mapping().tag();
        if (tag == SemanticTag.RECORD_KEY
                && definition.key().filter(column.mapping().label()::equals).isPresent()) {
            return;
        }
        String value = "v" + column.index();
        inner.add(column.value(dialect) + " AS " + value);
        if (definition.observedAt().filter(column.mapping().label()::equals).isPresent()) {
            canonical.put("observed_at", dialect.tryCast(value, Scalar.TIMESTAMP));
        }
        Optional<String> home = SilverColumns.of(tag);
        if (tag == SemanticTag.EMAIL) {
            emails.add(value);
        } else if (tag == SemanticTag.PHONE) {
            phones.add(value);
        } else if (home.isPresent() && !canonical.containsKey(home.get())) {
            canonical.put(home.get(), value);
        } else {
            attributes.put(column.mapping().trait(), value);
            SilverColumns.repeated(tag).ifPresent(repeated -> canonical.putIfAbsent(repeated, value));
            firstOf.putIfAbsent(tag, value);
        }
    }

    private void contacts(List<String> values, String first, String others) {
        if (values.isEmpty()) {
            return;
        }
        String all = values.size() == 1 ? values.getFirst() : "COALESCE(" + String.join(", ", values) + ")";
        canonical.put(first, all);
        if (values.size() > 1) {
            List<String> rest = values.subList(1, values.size()).stream()
                    .map(value -> "NULLIF(" + value + ", " + all + ")")
                    .toList();
            canonical.put(others, dialect.listOfTexts(rest));
        }
    }

    /** A date of birth in several columns, as far as it goes; a column that holds whole dates comes before it. */
    private void composeBirthDate() {
        String year = firstOf.get(SemanticTag.BIRTH_YEAR);
        String month = firstOf.get(SemanticTag.BIRTH_MONTH);
        String day = firstOf.get(SemanticTag.BIRTH_DAY);
        if (year == null) {
            return;
        }
        String rest = day == null ? month : month + orNothing("'-' || " + day);
        String date = month == null ? year : "(" + year + orNothing("'-' || " + rest) + ")";
        canonical.merge("birth_date", date, (whole, parts) -> "COALESCE(" + whole + ", " + parts + ")");
    }

    private static String orNothing(String text) {
        return " || COALESCE(" + text + ", '')";
    }

    /** House numbers and titles that were split off fill what the source has no column for, or leaves empty. */
    private void placePart(PreparedColumn column) {
        if (!column.hasPart() || !canonical.containsValue("v" + column.index())) {
            return;
        }
        String part = "p" + column.index();
        inner.add(column.part(dialect) + " AS " + part);
        String home = column.rules().splitsStreet() ? "house_number" : "title";
        canonical.merge(home, part, (own, split) -> "COALESCE(" + own + ", " + split + ")");
    }
}
