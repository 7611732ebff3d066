package io.tarn.audience.eval;

import io.tarn.audience.Micros;
import io.tarn.audience.Operand.Edge;
import io.tarn.audience.bind.EventFeature;
import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait.Condition;
import io.tarn.model.profile.Aggregate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in SQL what events add up to: relations of {@code profile_id} and {@code value}, one row a profile. */
final class FeatureSql {
    private static final String OCCURRED = "\"timestamp\"";

    private final Dialect dialect;
    private final String events;
    private final long asOf;

    FeatureSql(Dialect dialect, String events, long asOf) {
        this.dialect = dialect;
        this.events = events;
        this.asOf = asOf;
    }

    String events() {
        return events;
    }

    long asOf() {
        return asOf;
    }

    SqlText time(EventFeature.Time feature) {
        String function = feature.edge() == Edge.FIRST ? "min" : "max";
        SqlText sql =
                new SqlText().add("SELECT profile_id, " + function + "(" + OCCURRED + ") AS value FROM " + events);
        selected(feature, Optional.empty(), sql);
        return sql.add(" GROUP BY profile_id");
    }

    SqlText total(EventFeature.Total feature) {
        SqlText counted = counted(feature);
        return switch (feature.function()) {
            case COUNT -> grouped("count(*)", counted);
            case DISTINCT -> grouped("least(count(DISTINCT text), " + Aggregate.VALUES_MAX + ")", counted);
            case SUM -> grouped(sum(), numbers(counted));
            case AVERAGE -> grouped(dialect.average(sum(), "count(*)"), numbers(counted));
            case MIN -> grouped("min(number)", numbers(counted));
            case MAX -> grouped("max(number)", numbers(counted));
            case FIRST -> edge(counted, "ASC");
            case LAST -> edge(counted, "DESC");
            case MOST_FREQUENT -> mostFrequent(counted);
            case LIST -> grouped("CAST(1 AS " + dialect.typeName(Scalar.LONG) + ")", counted);
        };
    }

    /** The events that count, each with the text of the property. */
    private SqlText counted(EventFeature.Total feature) {
        SqlText sql = new SqlText().add("SELECT profile_id, " + OCCURRED + " AS happened, message_id, ");
        feature.property().ifPresentOrElse(path -> property(path, sql), () -> sql.add("''"));
        sql.add(" AS text FROM " + events);
        selected(feature, feature.window(), sql);
        feature.property().ifPresent(path -> {
            sql.add(" AND ");
            property(path, sql).add(" IS NOT NULL");
        });
        return sql;
    }

    private void selected(EventFeature feature, Optional<Duration> window, SqlText sql) {
        sql.add(" WHERE ");
        inWindow(window.map(Micros::of), sql);
        sql.add(" AND ");
        matches(feature, sql);
    }

    /** That an event is not later than {@code asOf}, and in a window. */
    void inWindow(Optional<Long> window, SqlText sql) {
        sql.add(OCCURRED + " <= ").bind(instant(0));
        window.ifPresent(span -> sql.add(" AND " + OCCURRED + " > ").bind(instant(span)));
    }

    /** The instant so many microseconds before {@code asOf}. */
    Instant instant(long before) {
        return Micros.instant(asOf - before);
    }

    /** That an event has the name and keeps to the conditions; NULL is not told from FALSE. */
    void matches(EventFeature feature, SqlText sql) {
        sql.add("name = ").bind(feature.event());
        for (Condition condition : feature.conditions()) {
            sql.add(" AND ");
            condition(condition, sql);
        }
    }

    private void condition(Condition condition, SqlText sql) {
        String wanted = FlatProperties.text(condition.value());
        switch (condition.comparison()) {
            case EXISTS -> property(condition.property(), sql).add(" IS NOT NULL");
            case EQUAL -> property(condition.property(), sql).add(" = ").bind(wanted);
            case NOT_EQUAL -> property(condition.property(), sql).add(" <> ").bind(wanted);
            case CONTAINS -> {
                sql.add("contains(");
                property(condition.property(), sql).add(", ").bind(wanted).add(")");
            }
            case BELOW -> ordered(condition, "<", sql);
            case AT_MOST -> ordered(condition, "<=", sql);
            case ABOVE -> ordered(condition, ">", sql);
            case AT_LEAST -> ordered(condition, ">=", sql);
        }
    }

    private void ordered(Condition condition, String operator, SqlText sql) {
        if (!(condition.value() instanceof Value.Decimal number)) {
            sql.add("FALSE");
            return;
        }
        sql.add("CASE WHEN ")
                .add(dialect.matches("properties[?]", Forms.NUMBER))
                .remember(condition.property());
        sql.add(" THEN ").add(dialect.tryCast("properties[?]", Scalar.DECIMAL)).remember(condition.property());
        sql.add(" END " + operator + " CAST(").bind(number.plain());
        sql.add(" AS " + dialect.typeName(Scalar.DECIMAL) + ")");
    }

    private static SqlText property(String path, SqlText sql) {
        return sql.add("properties[").bind(path).add("]");
    }

    private String number(String text) {
        return "CASE WHEN " + dialect.matches(text, Forms.NUMBER) + " THEN " + dialect.tryCast(text, Scalar.DECIMAL)
                + " END";
    }

    private String sum() {
        return "CAST(sum(number) AS " + dialect.typeName(Scalar.DECIMAL_SUM) + ")";
    }

    private SqlText numbers(SqlText counted) {
        return new SqlText()
                .add("SELECT profile_id, number FROM (SELECT profile_id, " + number("text") + " AS number FROM (")
                .add(counted)
                .add(") c) n WHERE number IS NOT NULL");
    }

    private static SqlText grouped(String value, SqlText from) {
        return new SqlText()
                .add("SELECT profile_id, " + value + " AS value FROM (")
                .add(from)
                .add(") g GROUP BY profile_id");
    }

    private static SqlText edge(SqlText counted, String direction) {
        return new SqlText()
                .add("SELECT profile_id, text AS value FROM (SELECT profile_id, text, row_number() OVER (PARTITION BY"
                        + " profile_id ORDER BY happened " + direction + ", message_id " + direction + ", text "
                        + direction + ") AS place FROM (")
                .add(counted)
                .add(") c) e WHERE place = 1");
    }

    private static SqlText mostFrequent(SqlText counted) {
        return new SqlText()
                .add("SELECT profile_id, text AS value FROM (SELECT profile_id, text, count(*) OVER (PARTITION BY"
                        + " profile_id) AS kinds, row_number() OVER (PARTITION BY profile_id ORDER BY times DESC, text)"
                        + " AS place FROM (SELECT profile_id, text, count(*) AS times FROM (")
                .add(counted)
                .add(") c GROUP BY profile_id, text) t) e WHERE place = 1 AND kinds < " + Aggregate.VALUES_MAX);
    }

    /** The names of the events of some features. */
    static List<String> names(List<? extends EventFeature> features) {
        return features.stream().map(EventFeature::event).distinct().sorted().toList();
    }
}
