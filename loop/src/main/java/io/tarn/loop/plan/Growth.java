package io.tarn.loop.plan;

import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.plan.PlannedChange.Side;
import io.tarn.unify.measure.ProfileShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the profiles that get records in a run and may not be one person afterwards. */
final class Growth {
    /** Profiles are looked at from so many records on: two records say too little of each other. */
    private static final int RECORDS_MIN = 3;

    private static final String GROWING = "plan_growing";

    private final LakeSession after;

    Growth(LakeSession after) {
        this.after = after;
    }

    private record Shape(String profile, long before, long records, ProfileShape shape, List<String> sources) {}

    /** Those with any doubt, the largest first; without traits and records. */
    List<GrownProfile> find() {
        long largest = after.query(
                        Statement.of("SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM " + Fork.PROFILES
                                + " GROUP BY profile_id)"),
                        row -> row.number(0))
                .getFirst();
        growing();
        List<GrownProfile> grown = new ArrayList<>();
        for (Shape one : after.query(shapes(), Growth::shape)) {
            List<String> doubts = one.shape().doubts(largest);
            if (!doubts.isEmpty()) {
                Side side = new Side(one.profile(), Map.of(), List.of(), one.records());
                grown.add(new GrownProfile(side, one.before(), doubts, one.sources()));
            }
        }
        grown.sort(Comparator.comparingLong((GrownProfile one) -> -one.side().recordCount())
                .thenComparing(one -> one.side().profileId()));
        return List.copyOf(grown);
    }

    private void growing() {
        after.execute(Statement.of("CREATE OR REPLACE TEMP TABLE " + GROWING + " AS SELECT a.profile_id,"
                + " count(*) AS records, count(DISTINCT b.profile_id) AS joined,"
                + " count(*) FILTER (WHERE b.profile_id IS NOT DISTINCT FROM a.profile_id) AS kept,"
                + " list_sort(list(DISTINCT a.source) FILTER (WHERE b.profile_id IS DISTINCT FROM a.profile_id)) AS"
                + " sources FROM identity.profiles a LEFT JOIN " + Fork.PROFILES
                + " b ON b.source = a.source AND b.record_id = a.record_id GROUP BY a.profile_id"
                + " HAVING count(*) >= " + RECORDS_MIN
                + " AND count(*) > count(*) FILTER (WHERE b.profile_id IS NOT DISTINCT FROM a.profile_id)"));
    }

    /** Records that say the same of whom they are, such as the orders of one customer, count once. */
    private static Statement shapes() {
        return Statement.of("WITH mine AS (SELECT a.profile_id, a.source, a.record_id,"
                + " coalesce(nullif(k.person_hash, 0), CAST(hash(a.source, a.record_id) >> 1 AS BIGINT)) AS person"
                + " FROM identity.profiles a JOIN " + GROWING + " g ON g.profile_id = a.profile_id"
                + " LEFT JOIN identity.blocks k ON k.source = a.source AND k.record_id = a.record_id),"
                + " said AS (SELECT m.profile_id, count(DISTINCT m.person) AS persons,"
                + " count(DISTINCT CASE WHEN r.first_name IS NOT NULL"
                + " AND r.last_name IS NOT NULL THEN lower(r.first_name) || ' ' || lower(r.last_name)"
                + " ELSE lower(r.full_name) END) AS names,"
                + " count(DISTINCT CASE WHEN length(r.birth_date) = 10 THEN r.birth_date END) AS births,"
                + " count(DISTINCT r.national_id) AS ids FROM mine m"
                + " JOIN silver.records r ON r.source = m.source AND r.record_id = m.record_id GROUP BY m.profile_id),"
                + " linked AS (SELECT DISTINCT x.profile_id, least(x.person, y.person), greatest(x.person, y.person)"
                + " FROM identity.links l JOIN mine x ON l.left_source = x.source AND l.left_record_id = x.record_id"
                + " JOIN mine y ON l.right_source = y.source AND l.right_record_id = y.record_id"
                + " WHERE l.joined AND l.band = 'automatic' AND x.person <> y.person),"
                + " links AS (SELECT profile_id, count(*) AS links FROM linked GROUP BY profile_id)"
                + " SELECT g.profile_id, s.persons, g.joined, s.names, s.births, s.ids, coalesce(l.links, 0),"
                + " (SELECT count(*) FROM " + Fork.PROFILES + " b WHERE b.profile_id = g.profile_id), g.sources,"
                + " g.records FROM " + GROWING + " g JOIN said s ON s.profile_id = g.profile_id"
                + " LEFT JOIN links l ON l.profile_id = g.profile_id");
    }

    private static Shape shape(Row row) {
        List<String> sources = row.value(8) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new Shape(
                Objects.requireNonNull(row.text(0)),
                row.number(7),
                row.number(9),
                new ProfileShape(
                        row.number(1), row.number(2), row.number(3), row.number(4), row.number(5), row.number(6)),
                sources);
    }
}
