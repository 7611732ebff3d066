package io.tarn.loop.plan;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Run;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.GoldTables;
import io.tarn.loop.gold.Explainer;
import io.tarn.loop.gold.GoldOrder;
import io.tarn.loop.gold.GoldOutcome;
import io.tarn.loop.gold.IdentityTesting;
import io.tarn.loop.gold.PairScoring;
import io.tarn.loop.gold.TestResult;
import io.tarn.loop.review.LastModel;
import io.tarn.model.identity.ClusterReport;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what a run made on a fork with what was there before it. Confined to one thread. */
public final class Planner {
    private final GoldOrder order;
    private final int examplesMax;

    /** @param examplesMax how many examples of each kind of change are gathered */
    public Planner(GoldOrder order, int examplesMax) {
        this.order = order;
        this.examplesMax = examplesMax;
    }

    /** The plan, once the run has been made. */
    public Plan compare(Fork fork, GoldOutcome.Completed outcome) {
        try (LakeSession before = fork.openBefore();
                LakeSession after = fork.openAfter()) {
            Optional<MatchModel> last = LastModel.read(before);
            IdentityRules rules = order.knowing(outcome.prepared()).identity();
            Optional<PairScoring> scoring = PairScoring.of(after, rules);
            Growth growth = new Growth(after);
            List<GrownProfile> grown = growth.find();
            List<PlannedSource> sources = new NewSources(after, rules).find(outcome, last, grown);
            Examples examples = new Examples(before, after, scoring, examplesMax);
            return new Plan(
                    outcome.previous().map(Run::id),
                    people(after, outcome.run()),
                    traits(fork, after),
                    columns(fork, after),
                    guards(outcome, last),
                    examples.gather(outcome.run().id()),
                    grown.stream()
                            .limit(examplesMax)
                            .map(one -> examples.filled(one))
                            .toList(),
                    grown.size(),
                    sources,
                    tests(before, outcome));
        }
    }

    private static Plan.People people(LakeSession after, Run run) {
        Map<String, Long> happened = new HashMap<>(counts(
                after,
                Statement.of(
                        "SELECT kind, count(DISTINCT CASE WHEN kind = 'merged' THEN other_profile_id ELSE profile_id"
                                + " END) FROM identity.history WHERE run_id = ? GROUP BY kind",
                        run.id())));
        happened.putAll(counts(
                after,
                Statement.of(
                        "SELECT kind || ' by', count(DISTINCT CASE WHEN kind = 'merged' THEN profile_id ELSE"
                                + " other_profile_id END) FROM identity.history WHERE run_id = ? GROUP BY kind",
                        run.id())));
        return after.query(
                        Statement.of("SELECT count(DISTINCT b.profile_id), count(DISTINCT a.profile_id),"
                                + " count(b.record_id), count(a.record_id),"
                                + " count(*) FILTER (WHERE a.profile_id <> b.profile_id),"
                                + " count(*) FILTER (WHERE b.record_id IS NULL),"
                                + " count(*) FILTER (WHERE a.record_id IS NULL)"
                                + " FROM identity.profiles a FULL JOIN " + Fork.PROFILES
                                + " b ON b.source = a.source AND b.record_id = a.record_id"),
                        row -> new Plan.People(
                                row.number(0),
                                row.number(1),
                                row.number(2),
                                row.number(3),
                                happened.getOrDefault("merged", 0L),
                                happened.getOrDefault("merged by", 0L),
                                happened.getOrDefault("split", 0L),
                                happened.getOrDefault("split by", 0L),
                                happened.getOrDefault("created", 0L),
                                happened.getOrDefault("retired", 0L),
                                row.number(4),
                                row.number(5),
                                row.number(6)))
                .getFirst();
    }

    private static Map<String, Long> counts(LakeSession session, Statement statement) {
        Map<String, Long> counts = new HashMap<>();
        session.forEach(statement, row -> counts.put(String.valueOf(row.text(0)), row.number(1)));
        return counts;
    }

    private static List<String> columnsOf(LakeSession session, String table) {
        return session.columns(Statement.of("SELECT * FROM " + table)).stream()
                .map(Column::name)
                .filter(GoldTables::isTrait)
                .toList();
    }

    /** For each column of both, in how many profiles that live on it would say something else. */
    private static Map<String, Long> traits(Fork fork, LakeSession after) {
        if (!fork.hasCustomers()) {
            return Map.of();
        }
        List<String> there = columnsOf(after, Fork.CUSTOMERS);
        List<String> common = columnsOf(after, GoldTables.CUSTOMERS.name().toString()).stream()
                .filter(there::contains)
                .toList();
        String differences = common.stream()
                .map(name -> after.dialect().quote(name))
                .map(name -> "count(*) FILTER (WHERE a." + name + " IS DISTINCT FROM b." + name + ")")
                .collect(Collectors.joining(", "));
        Map<String, Long> all = new LinkedHashMap<>();
        after.query(
                Statement.of("SELECT " + differences + " FROM " + GoldTables.CUSTOMERS.name() + " a JOIN "
                        + Fork.CUSTOMERS + " b ON b.profile_id = a.profile_id"),
                row -> {
                    for (int i = 0; i < common.size(); i++) {
                        all.put(common.get(i), row.number(i));
                    }
                    return all;
                });
        Map<String, Long> changed = new LinkedHashMap<>();
        all.entrySet().stream()
                .filter(trait -> trait.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(trait -> changed.put(trait.getKey(), trait.getValue()));
        return changed;
    }

    private static List<String> columns(Fork fork, LakeSession after) {
        if (!fork.hasCustomers()) {
            return List.of();
        }
        List<String> there = columnsOf(after, Fork.CUSTOMERS);
        List<String> then = columnsOf(after, GoldTables.CUSTOMERS.name().toString());
        List<String> changes = new ArrayList<>();
        then.stream().filter(name -> !there.contains(name)).forEach(name -> changes.add("+" + name));
        there.stream().filter(name -> !then.contains(name)).forEach(name -> changes.add("-" + name));
        return changes;
    }

    private static Plan.Guards guards(GoldOutcome.Completed outcome, Optional<MatchModel> last) {
        ClusterReport report = outcome.resolved().clusters();
        return new Plan.Guards(
                report.split(),
                report.conflicts(),
                report.oversized(),
                report.bridges(),
                quarantined(outcome.resolved().model()),
                last.map(Planner::quarantined).orElse(Map.of()));
    }

    private static Map<String, Long> quarantined(MatchModel model) {
        return model.quarantined().stream()
                .collect(Collectors.groupingBy(one -> one.kind().label(), TreeMap::new, Collectors.counting()));
    }

    private List<Plan.PlannedTest> tests(LakeSession before, GoldOutcome.Completed outcome) {
        if (outcome.previous().isEmpty() || outcome.tests().isEmpty()) {
            return outcome.tests().stream()
                    .map(test -> new Plan.PlannedTest(test, Optional.empty()))
                    .toList();
        }
        List<TestResult> then = new IdentityTesting(before, new Explainer(before))
                .run(order.tests().tests());
        List<Plan.PlannedTest> tests = new ArrayList<>();
        for (int i = 0; i < then.size(); i++) {
            tests.add(new Plan.PlannedTest(
                    outcome.tests().get(i), Optional.of(then.get(i).verdict())));
        }
        return tests;
    }
}
