package io.tarn.loop.gold;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.LakeSession;
import io.tarn.lake.delta.DeltaLakeConfig;
import io.tarn.lake.delta.DuckDbSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.match.MatchScorer;
import io.tarn.wire.identity.MatchModelCodec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MatchStageTest {
    private static final IdentityRules RULES = IdentityRules.defaults();
    private static final long RECORDS = 3_000;

    @Test
    void leavesLinksAndAClusterForEveryRecord() {
        try (LakeSession session = session(2)) {
            MatchStage.Matched matched = run(session);

            assertThat(count(session, "SELECT count(*) FROM clusters")).isEqualTo(RECORDS);
            assertThat(count(session, "SELECT count(*) FROM links")).isPositive();
            assertThat(count(session, "SELECT count(*) FROM links WHERE left_no >= right_no"))
                    .isZero();
            assertThat(count(session, "SELECT count(*) FROM clusters WHERE cluster_no > record_no"))
                    .isZero();
            assertThat(matched.linked().report().times()).isNotEmpty();
        }
    }

    @Test
    void givesTheSameTablesAtOneAndAtEightThreads() {
        try (LakeSession one = session(1);
                LakeSession eight = session(8)) {
            MatchModel first = run(one).model();
            MatchModel second = run(eight).model();

            assertThat(second).isEqualTo(first);
            assertThat(rows(eight)).isEqualTo(rows(one));
        }
    }

    @Test
    void scoresARecordReadFromTheTableToTheBitsOfItsLink() {
        try (LakeSession session = session(2)) {
            MatchModel model = run(session).model();
            MatchModel read = new MatchModelCodec().read(new MatchModelCodec().write(model));
            MatchScorer scorer = new MatchScorer(read, RULES);
            Map<Integer, Map<String, String>> records = records(session);

            session.forEach(Statement.of("SELECT left_no, right_no, weight FROM links"), row -> {
                Map<String, String> left = records.getOrDefault((int) row.number(0), Map.of());
                Map<String, String> right = records.getOrDefault((int) row.number(1), Map.of());
                long weight = scorer.weight(field -> left.get(field.column()), field -> right.get(field.column()));
                assertThat(MatchModel.bits(weight)).isEqualTo(row.decimal(2));
                return row;
            });
        }
    }

    private static LakeSession session(int threads) {
        LakeSession session = DuckDbSession.inMemory(DeltaLakeConfig.defaults().withThreads(threads));
        GeneratedRecords.generate(session, RECORDS, RECORDS / 2);
        session.execute(Statement.of("DROP TABLE clusters"));
        session.execute(Statement.of("DROP TABLE links"));
        session.execute(Statement.of("UPDATE records SET last_name = 'Müller ' || last_name WHERE record_no % 7 = 0"));
        return session;
    }

    private static MatchStage.Matched run(LakeSession session) {
        MatchStage.Matched matched = new MatchStage(RULES, InstantSource.system(), step -> {}).match(session);
        new ClusterStage(RULES).cluster(session, matched);
        return matched;
    }

    private static long count(LakeSession session, String sql) {
        return session.query(Statement.of(sql), row -> row.number(0)).getFirst();
    }

    private static List<String> rows(LakeSession session) {
        List<String> rows = new ArrayList<>();
        String sql = "SELECT CAST(l AS VARCHAR) FROM links l ORDER BY left_no, right_no";
        session.forEach(Statement.of(sql), row -> rows.add(String.valueOf(row.text(0))));
        session.forEach(
                Statement.of("SELECT CAST(c AS VARCHAR) FROM clusters c ORDER BY record_no"),
                row -> rows.add(String.valueOf(row.text(0))));
        return rows;
    }

    private static Map<Integer, Map<String, String>> records(LakeSession session) {
        Map<Integer, Map<String, String>> records = new HashMap<>();
        List<String> columns = List.of(
                "first_name",
                "middle_name",
                "last_name",
                "gender",
                "birth_date",
                "email",
                "phone",
                "house_number",
                "street",
                "city",
                "postcode",
                "country",
                "device_id",
                "external_id");
        session.forEach(Statement.of("SELECT record_no, " + String.join(", ", columns) + " FROM records"), row -> {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String text = row.text(i + 1);
                if (text != null) {
                    values.put(columns.get(i), text);
                }
            }
            return records.put((int) row.number(0), values);
        });
        return records;
    }
}
