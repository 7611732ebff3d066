package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.identity.ProfileId;
import io.tarn.unify.identity.IdentityHistory;
import io.tarn.unify.identity.StableIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Ids, history and redirects over several runs, against a reference that keeps everything in maps. */
class IdSettlementTest {
    private static final int RECORDS = 14;
    private static final List<Column> ASSIGNED =
            List.of(Column.of("record_id", Scalar.STRING, ""), Column.of("cluster", Scalar.INTEGER, ""));

    @Property(tries = 25)
    void agreesWithTheReference(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        Random random = new Random(seed);
        Reference reference = new Reference();
        try (LakeSession session = openLake()) {
            for (int run = 1; run <= 4; run++) {
                Map<String, Integer> clusters = partition(random);
                unify(session, clusters, random, run);
                reference.unify(clusters, run);

                assertThat(profiles(session)).as("profiles of run %s", run).isEqualTo(reference.profiles);
                assertThat(history(session, run)).as("history of run %s", run).isEqualTo(reference.happened);
                assertThat(redirects(session)).as("redirects of run %s", run).isEqualTo(reference.redirects);
            }
        }
    }

    @Test
    void changesNothingWhenNothingChanged() {
        Random random = new Random(7);
        Map<String, Integer> clusters = partition(random);
        try (LakeSession session = openLake()) {
            unify(session, clusters, random, 1);
            Map<String, String> before = profiles(session);

            unify(session, clusters, random, 2);

            assertThat(profiles(session)).isEqualTo(before);
            assertThat(history(session, 2)).isEmpty();
        }
    }

    @Test
    void givesAPartedProfileItsOwnIdBack() {
        Random random = new Random(7);
        try (LakeSession session = openLake()) {
            unify(session, Map.of("a", 1, "b", 2), random, 1);
            Map<String, String> before = profiles(session);
            unify(session, Map.of("a", 1, "b", 1), random, 2);
            assertThat(redirects(session)).hasSize(1);

            unify(session, Map.of("a", 1, "b", 2), random, 3);

            assertThat(profiles(session)).isEqualTo(before);
            assertThat(redirects(session)).isEmpty();
        }
    }

    private static LakeSession openLake() {
        LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults().withThreads(2));
        for (String sql : List.of(
                "CREATE SCHEMA identity",
                "CREATE TABLE identity.profiles (source VARCHAR, record_id VARCHAR, profile_id VARCHAR)",
                "CREATE TABLE identity.history (run_id VARCHAR, happened_at TIMESTAMPTZ, kind VARCHAR,"
                        + " profile_id VARCHAR, other_profile_id VARCHAR, records BIGINT, decided_by VARCHAR)",
                "CREATE TABLE identity.redirects (profile_id VARCHAR, current_profile_id VARCHAR, run_id VARCHAR)")) {
            session.execute(Statement.of(sql));
        }
        session.register(StableIds.DERIVE);
        return session;
    }

    private static Map<String, Integer> partition(Random random) {
        Map<String, Integer> clusters = new HashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            if (random.nextInt(8) > 0) {
                clusters.put("r" + (char) ('a' + i), random.nextInt(6));
            }
        }
        return clusters;
    }

    /** What the stage does, on plain tables; rows come in any order. */
    private static void unify(LakeSession session, Map<String, Integer> clusters, Random random, int run) {
        List<Map.Entry<String, Integer>> rows = new ArrayList<>(new TreeMap<>(clusters).entrySet());
        Collections.shuffle(rows, random);
        session.load("assigned", ASSIGNED, sink -> rows.forEach(row -> sink.row(row.getKey(), row.getValue())));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE records AS SELECT 'crm' AS source, record_id,"
                + " CAST(row_number() OVER (ORDER BY record_id) - 1 AS INTEGER) AS record_no, cluster FROM assigned"));
        session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE clusters AS SELECT record_no, CAST(min(record_no)"
                + " OVER (PARTITION BY cluster) AS INTEGER) AS cluster_no FROM records"));
        IdSettlement.settle(session);
        IdentityHistory.statements().forEach(session::execute);
        Statement happened = IdentityHistory.rows("run" + run, at(run));
        session.execute(Statement.of(
                "INSERT INTO identity.history " + happened.sql(),
                happened.values().toArray()));
        session.execute(Statement.of("DELETE FROM identity.profiles"));
        session.execute(Statement.of(
                "INSERT INTO identity.profiles " + StableIds.profiles().sql()));
        Statement redirects = IdentityHistory.redirectRows("run" + run);
        session.execute(Statement.of(
                "CREATE OR REPLACE TEMP TABLE next AS " + redirects.sql(),
                redirects.values().toArray()));
        session.execute(Statement.of("DELETE FROM identity.redirects"));
        session.execute(Statement.of("INSERT INTO identity.redirects SELECT * FROM next"));
    }

    private static Instant at(int run) {
        return Instant.ofEpochSecond(1_000L * run);
    }

    private static Map<String, String> profiles(LakeSession session) {
        Map<String, String> profiles = new TreeMap<>();
        session.forEach(Statement.of("SELECT record_id, profile_id FROM identity.profiles"), row -> {
            profiles.put(String.valueOf(row.text(0)), String.valueOf(row.text(1)));
            return profiles;
        });
        return profiles;
    }

    private static Map<String, String> redirects(LakeSession session) {
        Map<String, String> redirects = new TreeMap<>();
        session.forEach(Statement.of("SELECT profile_id, current_profile_id FROM identity.redirects"), row -> {
            redirects.put(String.valueOf(row.text(0)), String.valueOf(row.text(1)));
            return redirects;
        });
        return redirects;
    }

    private static Set<String> history(LakeSession session, int run) {
        return new TreeSet<>(session.query(
                Statement.of(
                        "SELECT kind, profile_id, other_profile_id, records FROM identity.history WHERE run_id = ?",
                        "run" + run),
                row -> row.text(0) + " " + row.text(1) + " " + row.text(2) + " " + row.number(3)));
    }

    /** The same rules said slowly. */
    private static final class Reference {
        private Map<String, String> profiles = new TreeMap<>();
        private Map<String, String> redirects = new TreeMap<>();
        private Set<String> happened = new TreeSet<>();
        private final Map<String, Integer> createdIn = new HashMap<>();

        private record Shared(String cluster, String profile, long records) {}

        void unify(Map<String, Integer> assigned, int run) {
            Map<Integer, SortedSet<String>> byNumber = new HashMap<>();
            assigned.forEach((record, number) ->
                    byNumber.computeIfAbsent(number, _ -> new TreeSet<>()).add(record));
            SortedMap<String, SortedSet<String>> clusters = new TreeMap<>();
            byNumber.values().forEach(records -> clusters.put(records.first(), records));
            List<Shared> shared = shared(clusters);
            Map<String, String> ids = ids(clusters, shared);
            tell(clusters, shared, ids, run);
            Map<String, String> next = new TreeMap<>();
            clusters.forEach(
                    (least, records) -> records.forEach(record -> next.put(record, ids.getOrDefault(least, ""))));
            profiles = next;
        }

        private List<Shared> shared(SortedMap<String, SortedSet<String>> clusters) {
            List<Shared> shared = new ArrayList<>();
            clusters.forEach((least, records) -> {
                for (String profile : new TreeSet<>(profiles.values())) {
                    long count = records.stream()
                            .filter(record -> profile.equals(profiles.get(record)))
                            .count();
                    if (count > 0) {
                        shared.add(new Shared(least, profile, count));
                    }
                }
            });
            shared.sort(Comparator.comparingLong((Shared one) -> -one.records())
                    .thenComparing(one -> createdIn.getOrDefault(one.profile(), 0))
                    .thenComparing(Shared::profile)
                    .thenComparing(one ->
                            !ProfileId.derive("crm", one.cluster(), 0).value().equals(one.profile()))
                    .thenComparing(Shared::cluster));
            return shared;
        }

        private Map<String, String> ids(SortedMap<String, SortedSet<String>> clusters, List<Shared> shared) {
            Map<String, String> ids = new HashMap<>();
            Set<String> taken = new HashSet<>();
            for (Shared one : shared) {
                if (!ids.containsKey(one.cluster()) && taken.add(one.profile())) {
                    ids.put(one.cluster(), one.profile());
                }
            }
            Set<String> last = new HashSet<>(profiles.values());
            for (String least : clusters.keySet()) {
                for (int generation = 0; !ids.containsKey(least); generation++) {
                    String id = ProfileId.derive("crm", least, generation).value();
                    if (!last.contains(id)) {
                        ids.put(least, id);
                    }
                }
            }
            return ids;
        }

        private void tell(
                SortedMap<String, SortedSet<String>> clusters, List<Shared> shared, Map<String, String> ids, int run) {
            happened = new TreeSet<>();
            Map<String, String> merged = new HashMap<>();
            Map<String, Long> most = new HashMap<>();
            Set<String> touched = new HashSet<>();
            for (Shared one : shared) {
                String id = ids.getOrDefault(one.cluster(), "");
                touched.add(one.profile());
                if (id.equals(one.profile())) {
                    continue;
                }
                boolean lives = ids.containsValue(one.profile());
                happened.add((lives ? "split " : "merged ") + id + " " + one.profile() + " " + one.records());
                if (lives) {
                    createdIn.putIfAbsent(id, run);
                } else if (one.records() > most.getOrDefault(one.profile(), 0L)
                        || (one.records() == most.getOrDefault(one.profile(), 0L)
                                && id.compareTo(merged.getOrDefault(one.profile(), "")) < 0)) {
                    merged.put(one.profile(), id);
                    most.put(one.profile(), one.records());
                }
            }
            clusters.forEach((least, records) -> {
                if (shared.stream().noneMatch(one -> one.cluster().equals(least))) {
                    String id = ids.getOrDefault(least, "");
                    happened.add("created " + id + " null " + records.size());
                    createdIn.putIfAbsent(id, run);
                }
            });
            for (String profile : new TreeSet<>(profiles.values())) {
                if (!touched.contains(profile)) {
                    happened.add("retired " + profile + " null " + Collections.frequency(profiles.values(), profile));
                }
            }
            redirects.replaceAll((_, target) -> merged.getOrDefault(target, target));
            redirects.putAll(merged);
            redirects.keySet().removeAll(ids.values());
        }
    }
}
