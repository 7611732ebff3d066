package io.tarn.audience.eval;

import io.tarn.audience.bind.Bound;
import io.tarn.audience.bind.EventFeature;
import io.tarn.audience.bind.Keyed;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The relations that a condition on profiles reads: the profiles with the traits that it names, and beside them what
 * events add up to. Each is there once, however often it is asked for. Confined to one call.
 */
final class SqlParts {
    private final Dialect dialect;
    private final LakeRelations relations;
    private final FeatureSql features;
    private final Map<String, String> traits = new LinkedHashMap<>();
    private final Map<Object, String> names = new HashMap<>();
    private final List<String> joins = new ArrayList<>();
    private final Set<String> own = new LinkedHashSet<>();
    private final SqlText tables = new SqlText();

    SqlParts(Dialect dialect, LakeRelations relations, long asOf) {
        this.dialect = dialect;
        this.relations = relations;
        this.features = new FeatureSql(dialect, relations.events(), asOf);
    }

    /** A column that the profiles have. */
    String own(String column) {
        own.add(column);
        return "p." + column;
    }

    /** The text of a trait. */
    String trait(String name) {
        return "p." + traits.computeIfAbsent(name, key -> "t" + traits.size());
    }

    /** What events add up to; a count is never missing. */
    String total(Keyed<EventFeature.Total> feature) {
        String value = named(feature, () -> features.total(feature.feature())) + ".value";
        return switch (feature.feature().function()) {
            case COUNT, DISTINCT -> "COALESCE(" + value + ", 0)";
            case SUM, AVERAGE, MIN, MAX, FIRST, LAST, MOST_FREQUENT, LIST -> value;
        };
    }

    /** When an event was. */
    String time(Keyed<EventFeature.Time> feature) {
        return named(feature, () -> features.time(feature.feature())) + ".value";
    }

    /** The relation of the profiles of which a sequence holds. */
    String sequence(Bound.Sequence sequence) {
        return named(sequence, () -> new SequenceSql(features, sequence).profiles());
    }

    /**
     * The relation of some values, joined where a value is one of them.
     *
     * @param read how the column {@code one}, a text of the list, is read as the type of the value
     */
    String list(String value, Collection<String> texts, String read) {
        String name = "l" + joins.size();
        Value json = new Value.Sequence(
                texts.stream().sorted().<Value>map(Value.Text::new).toList());
        // A list of whatever length is one bound value.
        String each = dialect.unnested(dialect.textsOfJson("CAST(? AS " + dialect.typeName(Scalar.STRING) + ")"));
        tables.add(", " + name + " AS (SELECT DISTINCT " + read + " AS one FROM (SELECT " + each + " AS one) e)")
                .remember(FlatProperties.text(json));
        joins.add(" LEFT JOIN " + name + " ON " + name + ".one = " + value);
        return name;
    }

    private String named(Object key, Supplier<SqlText> text) {
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String name = "f" + joins.size();
        names.put(key, name);
        joins.add(" LEFT JOIN " + name + " ON " + name + ".profile_id = p.profile_id");
        tables.add(", " + name + " AS (").add(text.get()).add(")");
        return name;
    }

    /** The profiles for which a condition holds, with some of their columns and answers. */
    Statement members(SqlText condition, List<String> columns, List<SqlText> questions) {
        columns.forEach(this::own);
        SqlText whole = new SqlText().add("WITH ");
        if (!relations.tables().sql().isEmpty()) {
            whole.add(relations.tables().sql()).add(", ");
            relations.tables().values().forEach(value -> whole.remember(Objects.requireNonNull(value)));
        }
        whole.add("p AS (SELECT profile_id");
        own.forEach(column -> whole.add(", " + column));
        traits.forEach((name, column) -> {
            String held = relations.columns().get(name);
            if (held == null) {
                whole.add(", traits[").bind(name).add("].value AS " + column);
            } else {
                whole.add(", " + dialect.quote(held) + " AS " + column);
            }
        });
        whole.add(" FROM " + relations.profiles() + ")").add(tables).add(" SELECT p.profile_id");
        columns.forEach(column -> whole.add(", p." + column));
        for (int i = 0; i < questions.size(); i++) {
            whole.add(", (").add(questions.get(i)).add(") AS q" + i);
        }
        whole.add(" FROM p");
        joins.forEach(whole::add);
        whole.add(" WHERE ").add(condition);
        return new Statement(whole.sql(), new ArrayList<>(whole.values()));
    }
}
