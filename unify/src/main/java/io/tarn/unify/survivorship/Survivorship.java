package io.tarn.unify.survivorship;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.policy.SurvivorshipRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Survivorship over whole tables, as statements: from {@code records}, {@code clusters} and {@code gold_ids} to the rows
 * of {@code gold.customers} and {@code gold.traits}.
 */
public final class Survivorship {
    private final SurvivorSql survivors;
    private final ContestSql contests;
    private final CustomerSql customers;

    public Survivorship(Dialect dialect, SurvivorshipRules rules, GoldColumns columns, TraitPresence presence) {
        TraitPlan plan = new TraitPlan(dialect, rules, columns, presence);
        this.survivors = new SurvivorSql(dialect, plan);
        this.contests = new ContestSql(dialect, plan);
        this.customers = new CustomerSql(dialect, plan, columns);
    }

    /** The canonical columns whose values decide {@link TraitPresence}, in the order of {@link #presence}. */
    public static List<String> canonicalColumns() {
        List<String> columns = new ArrayList<>(TraitPlan.CANONICAL);
        columns.addAll(PostalAddress.PARTS);
        return List.copyOf(columns);
    }

    /** One row: for each canonical column how many records have a value. */
    public static Statement presence() {
        List<String> counts = canonicalColumns().stream()
                .map(column -> "count(" + column + ")")
                .toList();
        return Statement.of("SELECT " + String.join(", ", counts) + " FROM records");
    }

    /** One row for each attribute that some record has. */
    public static Statement attributeNames() {
        return Statement.of("SELECT DISTINCT unnest(map_keys(attributes)) AS name FROM records ORDER BY name");
    }

    /** Weighs everything, into temporary tables. */
    public List<Statement> preparations() {
        List<Statement> statements = new ArrayList<>(survivors.survivors());
        statements.addAll(contests.statements());
        statements.addAll(customers.preparations());
        return List.copyOf(statements);
    }

    /** The rows of {@code gold.customers}. */
    public Statement customers() {
        return customers.customers();
    }

    /** The rows of {@code gold.traits}. */
    public Statement traits() {
        return customers.traits();
    }

    /** How many profiles had to choose, by trait. */
    public static Statement conflicts() {
        return Statement.of("SELECT trait, count(*) FROM gold.traits WHERE rank = 1 GROUP BY trait ORDER BY trait");
    }

    /** How many records carry a value that does not fit the trait's type, by trait. */
    public static Statement misfits() {
        return Statement.of(
                "SELECT trait, CAST(sum(records) AS BIGINT) FROM gold.traits WHERE rank IS NULL GROUP BY trait"
                        + " ORDER BY trait");
    }
}
