package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.identity.MatchReport;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clusters;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Times matching and clustering over generated records: arguments are the number of records and of persons. */
final class MatchBench {
    private MatchBench() {}

    public static void main(String[] args) {
        long records = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        long persons = args.length > 1 ? Long.parseLong(args[1]) : records * 8 / 5;
        try (LakeSession session =
                DuckDbSession.inMemory(DeltaLakeConfig.defaults().withThreads(2))) {
            GeneratedRecords.generate(session, records, persons);
            int[] truth = new int[(int) records];
            session.forEach(Statement.of("SELECT record_no, cluster_no FROM clusters"), row -> {
                truth[(int) row.number(0)] = (int) row.number(1);
                return row;
            });
            session.execute(Statement.of("DROP TABLE clusters"));
            session.execute(Statement.of("DROP TABLE links"));
            long started = System.nanoTime();
            IdentityRules rules = IdentityRules.defaults();
            MatchStage.Matched matched = new MatchStage(
                            rules, InstantSource.system(), step -> System.out.println(step + " " + memory()))
                    .match(session);
            Clusters clusters = new ClusterStage(rules).cluster(session, matched);
            System.out.printf("all %.1f s, %s%n", (System.nanoTime() - started) / 1e9, memory());
            MatchReport report = matched.linked().report();
            System.out.println(report.times());
            System.out.println(report.withTimes(java.util.List.of()));
            System.out.println(clusters.report());
            System.out.println(quality(clusters, truth));
        }
    }

    private static String memory() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000 + " MB of heap";
    }

    private static String quality(Clusters clusters, int[] truth) {
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> found = new HashMap<>();
        Map<Integer, Integer> real = new HashMap<>();
        for (int i = 0; i < truth.length; i++) {
            both.merge(((long) clusters.cluster(i) << 32) | truth[i], 1, Integer::sum);
            found.merge(clusters.cluster(i), 1, Integer::sum);
            real.merge(truth[i], 1, Integer::sum);
        }
        double right = pairs(both);
        return "precision %.4f recall %.4f".formatted(right / pairs(found), right / pairs(real));
    }

    private static double pairs(Map<?, Integer> sizes) {
        return sizes.values().stream()
                .mapToDouble(size -> size * (size - 1.0) / 2)
                .sum();
    }
}
