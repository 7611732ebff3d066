package io.tarn.unify.survivorship;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.policy.SurvivorshipRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The SQL that settles contested traits: every value weighed by the trait's rules, the survivor ranked first. */
final class ContestSql {
    private static final int RULES_MAX = 6;

    private final Dialect dialect;
    private final TraitPlan plan;
    private final List<TraitUnit> units;

    ContestSql(Dialect dialect, TraitPlan plan) {
        this.dialect = dialect;
        this.plan = plan;
        this.units = plan.units();
    }

    /**
     * From {@code gold_survivors} and {@code gold_multiples} to {@code gold_values} and {@code gold_decided}. What is
     * used up on the way is dropped: the engine's memory goes to what comes.
     */
    List<Statement> statements() {
        return List.of(
                candidates(),
                Statement.of("DROP TABLE gold_multiples"),
                ranked(),
                Statement.of("DROP TABLE gold_candidates"),
                values(),
                Statement.of("DROP TABLE gold_ranked"),
                decided());
    }

    /**
     * The values of contested traits, a statement a trait: one join that carries columns of both sides for all traits at
     * once fails inside DuckDB 2.0 on a million records.
     */
    private Statement candidates() {
        String columns = "m.cluster_no, m.record_no, m.pos, m.source, m.observed_at, m.consent";
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < units.size(); i++) {
            sql.append(i == 0 ? "" : " UNION ALL ")
                    .append("SELECT ")
                    .append(columns)
                    .append(", m.v")
                    .append(i)
                    .append(" AS value, ")
                    .append(dialect.literal(units.get(i).name()))
                    .append(" AS trait FROM gold_multiples m WHERE m.v")
                    .append(i)
                    .append(" IS NOT NULL AND m.cluster_no IN (SELECT cluster_no FROM gold_survivors WHERE c")
                    .append(i)
                    .append(")");
        }
        if (units.isEmpty()) {
            sql.append("SELECT ")
                    .append(columns)
                    .append(", '' AS value, '' AS trait FROM gold_multiples m WHERE FALSE");
        }
        if (plan.hasUndeclared()) {
            sql.append(" UNION ALL SELECT cluster_no, record_no, pos, source, observed_at, consent, entry.value, "
                    + plan.undeclaredTrait("entry.key") + " FROM (SELECT " + columns
                    + ", unnest(map_entries(r.attributes)) AS entry FROM gold_multiples m"
                    + " JOIN records r ON r.record_no = m.record_no) WHERE entry.value IS NOT NULL AND "
                    + plan.isUndeclared("entry.key"));
        }
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_candidates AS " + sql);
    }

    private Statement ranked() {
        StringBuilder keys = new StringBuilder();
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < RULES_MAX; i++) {
            keys.append(", CAST(").append(keyAt(i)).append(" AS BIGINT) AS s").append(i);
            order.append("s").append(i).append(", ");
        }
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_ranked AS SELECT *, row_number() OVER"
                + " (PARTITION BY cluster_no, trait ORDER BY " + order + "value, record_no) AS place FROM (SELECT *"
                + keys + " FROM (SELECT *, " + valid() + " AS valid, count(*) OVER"
                + " (PARTITION BY cluster_no, trait, value) AS frequency FROM gold_candidates))");
    }

    private Statement values() {
        String best = "SELECT * FROM gold_ranked QUALIFY row_number() OVER"
                + " (PARTITION BY cluster_no, trait, value ORDER BY place) = 1";
        StringBuilder rule = new StringBuilder("CASE WHEN o.cluster_no IS NULL THEN 'unopposed'");
        for (int i = 0; i < RULES_MAX; i++) {
            rule.append(" WHEN b.s")
                    .append(i)
                    .append(" <> o.s")
                    .append(i)
                    .append(" THEN ")
                    .append(wordAt(i));
        }
        rule.append(" ELSE 'code_points' END");
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_values AS WITH best AS (SELECT *, row_number() OVER"
                + " (PARTITION BY cluster_no, trait ORDER BY place) AS rank FROM (" + best + ")) SELECT b.cluster_no,"
                + " b.trait, b.value, b.pos, b.record_no, b.rank, b.frequency AS records, " + rule
                + " AS rule FROM best b LEFT JOIN best o ON o.cluster_no = b.cluster_no AND o.trait = b.trait"
                + " AND o.rank = CASE WHEN b.rank = 1 THEN 2 ELSE 1 END");
    }

    private Statement decided() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < units.size(); i++) {
            String here = " FILTER (trait = " + dialect.literal(units.get(i).name()) + ")";
            columns.append(", max(value)")
                    .append(here)
                    .append(" AS v")
                    .append(i)
                    .append(", max(pos)")
                    .append(here)
                    .append(" AS p")
                    .append(i)
                    .append(", max(rule)")
                    .append(here)
                    .append(" AS r")
                    .append(i);
        }
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_decided AS SELECT cluster_no" + columns
                + " FROM gold_values WHERE rank = 1 GROUP BY cluster_no");
    }

    /** The number of the rule at a place, by trait: traits with the same rule there share one branch. */
    private String keyAt(int place) {
        return byTrait("trait", place, rule -> RecordOrder.key(dialect, rule), "0");
    }

    private String wordAt(int place) {
        return byTrait("b.trait", place, rule -> dialect.literal(rule.word()), "'code_points'");
    }

    private String byTrait(String trait, int place, Function<SurvivorshipRule, String> said, String none) {
        Map<String, List<String>> traits = new LinkedHashMap<>();
        String otherwise = sqlOf(plan.otherwise(), place, said, none);
        for (TraitUnit unit : units) {
            String sql = sqlOf(unit.rules(), place, said, none);
            if (!sql.equals(otherwise)) {
                traits.computeIfAbsent(sql, _ -> new ArrayList<>()).add(unit.name());
            }
        }
        StringBuilder sql = new StringBuilder();
        traits.forEach((key, names) -> names.forEach(name -> sql.append(" WHEN ")
                .append(dialect.literal(name))
                .append(" THEN ")
                .append(key)));
        return sql.isEmpty() ? otherwise : "CASE " + trait + sql + " ELSE " + otherwise + " END";
    }

    private static String sqlOf(
            List<SurvivorshipRule> rules, int place, Function<SurvivorshipRule, String> said, String none) {
        return place < rules.size() ? said.apply(rules.get(place)) : none;
    }

    private String valid() {
        StringBuilder sql = new StringBuilder();
        for (TraitUnit unit : units) {
            if (unit.form() != ValueForm.ANY) {
                sql.append(" WHEN ")
                        .append(dialect.literal(unit.name()))
                        .append(" THEN ")
                        .append(unit.form().sql("value"));
            }
        }
        return sql.isEmpty() ? "TRUE" : "CASE trait" + sql + " ELSE TRUE END";
    }
}
