package io.tarn.unify.survivorship;

import io.tarn.lake.dialect.Dialect;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.policy.SurvivorshipRule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL twin of {@link Survivor}, for all profiles of more than one record at once.
 *
 * <p>Reads {@code records} (with {@code record_no}) and {@code clusters}; leaves temporary tables behind:
 * {@code gold_survivors}, one row a profile, with v&lt;i&gt; (value), p&lt;i&gt; (position of its record in
 * {@code refs}) and c&lt;i&gt; (whether values disagree) for each trait; {@code gold_values}, the values of every
 * contested trait in their order; {@code gold_decided}, the winners of those, one row a profile.
 */
final class SurvivorSql {
    /** Profiles up to this size are folded by joins, position by position; larger ones, rare, by aggregates. */
    private static final int FOLDED_MAX = 4;

    private static final long POSITION_BITS = 32;
    private static final long POSITION_MASK = (1L << POSITION_BITS) - 1;
    private static final String REF = "{'source': source, 'record_id': record_id, 'observed_at': observed_at}";

    private final Dialect dialect;
    private final TraitPlan plan;
    private final List<List<SurvivorshipRule>> orders;

    SurvivorSql(Dialect dialect, TraitPlan plan) {
        this.dialect = dialect;
        this.plan = plan;
        LinkedHashSet<List<SurvivorshipRule>> distinct = new LinkedHashSet<>();
        plan.units().forEach(unit -> distinct.add(unit.recordRules()));
        this.orders = List.copyOf(distinct);
    }

    /** The statements up to {@code gold_survivors}, in order. */
    List<Statement> survivors() {
        return List.of(
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_sizes AS SELECT cluster_no, count(*) AS n FROM clusters"
                        + " GROUP BY cluster_no HAVING count(*) > 1"),
                members(),
                multiples(),
                Statement.of("DROP TABLE gold_members"),
                Statement.of("CREATE OR REPLACE TEMP TABLE gold_survivors AS " + folded() + " UNION ALL " + grouped()));
    }

    private Statement members() {
        StringBuilder ranks = new StringBuilder();
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < orders.size(); i++) {
            ranks.append(", row_number() OVER (PARTITION BY cluster_no ORDER BY ")
                    .append(RecordOrder.orderBy(dialect, orders.get(i)))
                    .append(") AS rank")
                    .append(i);
            keys.append(", (rank")
                    .append(i)
                    .append(" << ")
                    .append(POSITION_BITS)
                    .append(") | pos AS k")
                    .append(i);
        }
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_members AS SELECT record_no, cluster_no, n, pos, consent"
                + keys + " FROM (SELECT *, row_number() OVER (PARTITION BY cluster_no ORDER BY record_no) AS pos"
                + ranks + " FROM (SELECT c.record_no, c.cluster_no, s.n, r.source, r.observed_at, " + plan.consent()
                + " AS consent FROM clusters c JOIN gold_sizes s ON s.cluster_no = c.cluster_no"
                + " JOIN records r ON r.record_no = c.record_no))");
    }

    private Statement multiples() {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < plan.units().size(); i++) {
            values.append(", ")
                    .append(plan.units().get(i).value())
                    .append(" AS v")
                    .append(i);
        }
        return Statement.of("CREATE OR REPLACE TEMP TABLE gold_multiples AS SELECT m.*, r.source, r.record_id,"
                + " r.observed_at" + values + " FROM gold_members m JOIN records r ON r.record_no = m.record_no");
    }

    private String folded() {
        String refs = aliases().map(alias -> alias + ".ref").collect(Collectors.joining(", "));
        String times = aliases().map(alias -> alias + ".observed_at").collect(Collectors.joining(", "));
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < plan.units().size(); i++) {
            columns.append(", ").append(fold(i));
        }
        StringBuilder from = new StringBuilder();
        for (int position = 1; position <= FOLDED_MAX; position++) {
            from.append(position == 1 ? " FROM " : position == 2 ? " JOIN " : " LEFT JOIN ")
                    .append("(SELECT *, ")
                    .append(REF)
                    .append(" AS ref FROM gold_multiples WHERE n <= ")
                    .append(FOLDED_MAX)
                    .append(" AND pos = ")
                    .append(position)
                    .append(") m")
                    .append(position);
            if (position > 1) {
                from.append(" ON m").append(position).append(".cluster_no = m1.cluster_no");
            }
        }
        return "SELECT m1.cluster_no, m1.n, [" + refs + "] AS refs, least(" + times + ") AS first_seen, greatest("
                + times + ") AS last_seen" + columns + from;
    }

    /** Trait i over the records of one small profile: its first value, whether another differs, and its best record. */
    private String fold(int i) {
        List<String> values = aliases().map(alias -> alias + ".v" + i).toList();
        List<String> conflicts = new ArrayList<>();
        for (int j = 1; j < values.size(); j++) {
            String before = j == 1 ? values.getFirst() : "coalesce(" + String.join(", ", values.subList(0, j)) + ")";
            conflicts.add("coalesce(" + values.get(j) + " <> " + before + ", FALSE)");
        }
        String key = "k" + orderOf(i);
        String best = aliases()
                .map(alias -> "CASE WHEN " + alias + ".v" + i + " IS NOT NULL THEN " + alias + "." + key + " END")
                .collect(Collectors.joining(", "));
        return "coalesce(" + String.join(", ", values) + ") AS v" + i + ", (" + String.join(" OR ", conflicts)
                + ") AS c" + i + ", least(" + best + ") & " + POSITION_MASK + " AS p" + i;
    }

    private String grouped() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < plan.units().size(); i++) {
            columns.append(", min(v")
                    .append(i)
                    .append(") AS v")
                    .append(i)
                    .append(", coalesce(min(v")
                    .append(i)
                    .append(") <> max(v")
                    .append(i)
                    .append("), FALSE) AS c")
                    .append(i)
                    .append(", min(CASE WHEN v")
                    .append(i)
                    .append(" IS NOT NULL THEN k")
                    .append(orderOf(i))
                    .append(" END) & ")
                    .append(POSITION_MASK)
                    .append(" AS p")
                    .append(i);
        }
        return "SELECT cluster_no, max(n) AS n, list(" + REF + " ORDER BY pos) AS refs, min(observed_at) AS first_seen,"
                + " max(observed_at) AS last_seen" + columns + " FROM gold_multiples WHERE n > " + FOLDED_MAX
                + " GROUP BY cluster_no";
    }

    private int orderOf(int unit) {
        return orders.indexOf(plan.units().get(unit).recordRules());
    }

    private static java.util.stream.Stream<String> aliases() {
        return IntStream.rangeClosed(1, FOLDED_MAX).mapToObj(position -> "m" + position);
    }
}
