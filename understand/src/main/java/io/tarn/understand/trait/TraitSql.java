package io.tarn.understand.trait;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.event.FlatProperties;
import io.tarn.model.event.Value;
import io.tarn.model.policy.ComputedTrait;
import io.tarn.model.policy.ComputedTrait.Function;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says computed traits in SQL: over the events of the lake to the same values as {@link TraitEngine} event by event.
 *
 * <p>The events come from a relation with {@code profile_id}, {@code name}, {@code "timestamp"}, {@code message_id} and
 * {@code properties} (texts by path), the profiles from one with {@code profile_id}.
 */
public final class TraitSql {
    private static final String VALUE = "value";

    private final Dialect dialect;
    private final String events;
    private final String profiles;

    public TraitSql(Dialect dialect, String events, String profiles) {
        this.dialect = dialect;
        this.events = events;
        this.profiles = profiles;
    }

    /**
     * The values of a trait.
     *
     * @return rows of {@code profile_id}, {@code trait} and {@code value} as text; a list's is its JSON; profiles for
     *     which it is missing have no row
     */
    public Statement values(ComputedTrait trait, Instant asOf) {
        List<Object> bound = new ArrayList<>();
        String counted = counted(trait, asOf, bound);
        String worth = worth(trait.function(), counted);
        boolean nought = trait.function() == Function.COUNT || trait.function() == Function.DISTINCT;
        String value = nought ? "COALESCE(v.value, '0')" : "v.value";
        String sql = "SELECT p.profile_id, " + dialect.literal(trait.name()) + " AS trait, " + value
                + " AS value FROM " + profiles + " p LEFT JOIN (" + worth + ") v ON v.profile_id = p.profile_id WHERE "
                + value + " IS NOT NULL";
        return new Statement(sql, new ArrayList<>(bound));
    }

    /** The events that count, each with the text of the property. */
    private String counted(ComputedTrait trait, Instant asOf, List<Object> bound) {
        String text = trait.property().map(this::property).orElse("''");
        StringBuilder sql = new StringBuilder("SELECT profile_id, \"timestamp\" AS happened, message_id, ")
                .append(text)
                .append(" AS text FROM ")
                .append(events)
                .append(" WHERE name = ? AND \"timestamp\" <= ?");
        bound.add(trait.event());
        bound.add(asOf);
        trait.window().ifPresent(window -> {
            sql.append(" AND \"timestamp\" > ?");
            bound.add(asOf.minus(window));
        });
        trait.property().ifPresent(path -> sql.append(" AND ").append(text).append(" IS NOT NULL"));
        trait.filters().forEach(filter -> sql.append(" AND ").append(condition(filter, bound)));
        return sql.toString();
    }

    private String condition(ComputedTrait.Condition condition, List<Object> bound) {
        String text = property(condition.property());
        String wanted = FlatProperties.text(condition.value());
        return switch (condition.comparison()) {
            case EXISTS -> text + " IS NOT NULL";
            case EQUAL -> bound(bound, wanted, text + " = ?");
            case NOT_EQUAL -> bound(bound, wanted, text + " <> ?");
            case CONTAINS -> bound(bound, wanted, "contains(" + text + ", ?)");
            case BELOW -> compared(text, "<", condition.value());
            case AT_MOST -> compared(text, "<=", condition.value());
            case ABOVE -> compared(text, ">", condition.value());
            case AT_LEAST -> compared(text, ">=", condition.value());
        };
    }

    private String compared(String text, String operator, Value wanted) {
        return wanted instanceof Value.Decimal number
                ? number(text) + " " + operator + " CAST('" + number.plain() + "' AS DECIMAL(18,6))"
                : "FALSE";
    }

    private static String bound(List<Object> bound, String value, String sql) {
        bound.add(value);
        return sql;
    }

    private String worth(Function function, String counted) {
        String numbers = "SELECT profile_id, " + number("text") + " AS number FROM (" + counted + ") c";
        return switch (function) {
            case COUNT -> grouped("CAST(count(*) AS VARCHAR)", counted);
            case SUM -> grouped(plain("CAST(sum(number) AS DECIMAL(38,6))"), present(numbers));
            case AVERAGE ->
                grouped(plain(dialect.average("CAST(sum(number) AS DECIMAL(38,6))", "count(*)")), present(numbers));
            case MIN -> grouped(plain("min(number)"), present(numbers));
            case MAX -> grouped(plain("max(number)"), present(numbers));
            case FIRST -> edge(counted, "ASC");
            case LAST -> edge(counted, "DESC");
            case MOST_FREQUENT -> mostFrequent(counted);
            case DISTINCT -> grouped("CAST(count(DISTINCT text) AS VARCHAR)", counted);
            case LIST -> grouped("CAST(to_json(array_sort(array_agg(DISTINCT text))) AS VARCHAR)", counted);
        };
    }

    private static String grouped(String value, String from) {
        return "SELECT profile_id, " + value + " AS " + VALUE + " FROM (" + from + ") g GROUP BY profile_id";
    }

    private static String present(String numbers) {
        return "SELECT * FROM (" + numbers + ") n WHERE number IS NOT NULL";
    }

    private static String edge(String counted, String direction) {
        return "SELECT profile_id, text AS value FROM (SELECT profile_id, text, row_number() OVER (PARTITION BY"
                + " profile_id ORDER BY happened " + direction + ", message_id " + direction + ", text " + direction
                + ") AS place FROM (" + counted + ") c) e WHERE place = 1";
    }

    private static String mostFrequent(String counted) {
        return "SELECT profile_id, text AS value FROM (SELECT profile_id, text, row_number() OVER (PARTITION BY"
                + " profile_id ORDER BY times DESC, text) AS place FROM (SELECT profile_id, text, count(*) AS times"
                + " FROM (" + counted + ") c GROUP BY profile_id, text) t) e WHERE place = 1";
    }

    private String property(String path) {
        return "properties[" + dialect.literal(path) + "]";
    }

    private String number(String text) {
        return Numbers.sql(dialect, text);
    }

    /** Plain digits without trailing noughts, of a number with six digits after the point. */
    private static String plain(String number) {
        String digits = "rtrim(rtrim(CAST(" + number + " AS VARCHAR), '0'), '.')";
        return "CASE WHEN " + digits + " IN ('-0', '') THEN '0' ELSE " + digits + " END";
    }
}
