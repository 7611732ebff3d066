package io.tarn.loop.review;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.Row;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.IdentityTables;
import io.tarn.loop.review.ReviewPair.Kind;
import io.tarn.loop.review.ReviewPair.Side;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.Worth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The pairs that wait for a person, those first that are least certain and on which most records hang: what the newest
 * run could not tell, what it joined by one weak link, what its guards kept apart, and what live matching could not
 * tell. Of two profiles one pair waits. What was judged is not asked again before a record of it changes, and what was
 * skipped not before there is another model.
 */
public final class ReviewQueue {
    /** Pairs that are read before they are ordered. */
    private static final int READ_MAX = 20_000;

    /** Joined links from this probability on are firm. */
    private static final double FIRM = 0.99;

    private static final Comparator<ReviewPair> WORTHIEST_FIRST =
            Comparator.comparingDouble(ReviewPair::worth).reversed().thenComparing(ReviewPair::id);

    private final Lake lake;

    public ReviewQueue(Lake lake) {
        this.lake = lake;
    }

    /** The pairs that wait, the worthiest first. */
    public List<ReviewPair> pairs(int limit) {
        try (LakeSession session = lake.open(new Runs(lake).readPoint(Contracts.OWNED_BY_RUNS))) {
            if (lake.find(IdentityTables.LINKS.name()).isEmpty()) {
                return List.of();
            }
            session.execute(Statement.of("CREATE OR REPLACE TEMP TABLE review_sizes AS SELECT profile_id, count(*) AS"
                    + " records FROM identity.profiles GROUP BY profile_id"));
            List<ReviewPair> found = new ArrayList<>(session.query(uncertain(open(session)), ReviewQueue::pair));
            found.addAll(session.query(weak(), ReviewQueue::pair));
            if (lake.find(IdentityTables.REVIEWS.name()).isPresent()) {
                found.addAll(session.query(live(), ReviewQueue::pair));
            }
            Judged judged = Judged.read(lake, session);
            Set<List<String>> profiles = new HashSet<>();
            return found.stream()
                    .sorted(WORTHIEST_FIRST)
                    .filter(pair -> !judged.settles(pair))
                    .filter(pair -> profiles.add(profiles(pair)))
                    .limit(limit)
                    .toList();
        }
    }

    /** The mean weight of two profiles' pairs at which it is an open question whether they are one person. */
    private static double open(LakeSession session) {
        return LastModel.read(session).map(Worth::open).orElse(Worth.OPEN_BITS);
    }

    /** A pair that waits, by its id. */
    public ReviewPair find(String id) {
        return pairs(Integer.MAX_VALUE).stream()
                .filter(pair -> pair.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ReviewErrors.unknownPair(id));
    }

    /** What the two records of a pair say now, as hashes. */
    public Map<RecordName, String> states(ReviewPair pair) {
        try (LakeSession session = lake.open(new Runs(lake).readPoint(Contracts.OWNED_BY_RUNS))) {
            return RecordStates.read(
                    session, List.of(pair.left().record(), pair.right().record()));
        }
    }

    /** A record against all others of its profile. */
    public Splitting.Sides split(String profile, RecordName record) {
        return new Splitting(lake).records(profile, List.of(record.source() + ":" + record.recordId()));
    }

    private static List<String> profiles(ReviewPair pair) {
        if (pair.kind() == Kind.WEAK) {
            return List.of(pair.id());
        }
        return List.of(pair.left().profile(), pair.right().profile()).stream()
                .sorted()
                .toList();
    }

    private static final String LINK = "l.left_source, l.left_record_id, a.profile_id AS left_profile, l.right_source,"
            + " l.right_record_id, b.profile_id AS right_profile, x.records AS left_records, y.records AS"
            + " right_records, l.weight, l.probability, l.evidence, l.model_version";

    private static final String ENDS = " JOIN identity.profiles a ON a.source = l.left_source AND a.record_id ="
            + " l.left_record_id JOIN identity.profiles b ON b.source = l.right_source AND b.record_id ="
            + " l.right_record_id JOIN review_sizes x ON x.profile_id = a.profile_id JOIN review_sizes y ON"
            + " y.profile_id = b.profile_id";

    /**
     * Links that did not join: of two profiles, the one on which both lean most, unless a language model found the two
     * to be two persons. How likely the two are one person is judged by all their pairs, of which those that were not
     * kept weigh little: one firm link of two large profiles that agree in nothing else is no open question.
     */
    private static Statement uncertain(double open) {
        String profiles = "least(a.profile_id, b.profile_id), greatest(a.profile_id, b.profile_id)";
        return Statement.of("WITH settled AS (SELECT DISTINCT least(a.profile_id, b.profile_id) AS one,"
                + " greatest(a.profile_id, b.profile_id) AS other FROM identity.links l" + ENDS
                + " WHERE l.band = 'rejected' AND l.decided_by LIKE 'model:%'), found AS (SELECT " + LINK
                + ", CASE l.band WHEN 'automatic' THEN 'GUARDED' ELSE 'UNCERTAIN' END AS kind,"
                + " (sum(l.weight) OVER two - " + Worth.UNKEPT_BITS + " * (x.records * y.records - count(*) OVER two))"
                + " / (x.records * y.records) AS mean"
                + " FROM identity.links l" + ENDS + " WHERE NOT l.joined AND l.band IN ('review', 'automatic')"
                + " AND l.decided_by <> 'person' AND (" + profiles + ") NOT IN (SELECT one, other FROM settled)"
                + " WINDOW two AS (PARTITION BY " + profiles + ") QUALIFY row_number() OVER (PARTITION BY " + profiles
                + " ORDER BY l.weight DESC, l.left_source, l.left_record_id, l.right_source, l.right_record_id) = 1)"
                + " SELECT *, " + likely(open) + " AS likely FROM found"
                + " ORDER BY likely * (1 - likely) * ln(1 + left_records * right_records) DESC, 1, 2, 4, 5 LIMIT "
                + READ_MAX);
    }

    /** For each record its firmest link within its profile, where that is not firm. */
    private static Statement weak() {
        return Statement.of("WITH ends AS (SELECT left_source AS source, left_record_id AS record_id, * FROM"
                + " identity.links WHERE joined UNION ALL SELECT right_source, right_record_id, * FROM identity.links"
                + " WHERE joined), l AS (SELECT DISTINCT * EXCLUDE (source, record_id) FROM (SELECT * FROM ends QUALIFY"
                + " row_number() OVER (PARTITION BY source, record_id ORDER BY decided_by <> 'model' DESC, weight DESC,"
                + " left_source, left_record_id, right_source, right_record_id) = 1) WHERE decided_by = 'model' AND"
                + " probability < " + FIRM + ") SELECT " + LINK + ", 'WEAK' FROM l" + ENDS
                + " ORDER BY l.probability * (1 - l.probability) * ln(1 + x.records) DESC, 1, 2, 4, 5 LIMIT "
                + READ_MAX);
    }

    /** What live matching kept, of constituents that the newest run knows in different profiles. */
    private static Statement live() {
        return Statement.of("WITH ends AS (SELECT record_id AS constituent, source, record_id, profile_id FROM"
                + " identity.profiles WHERE source = 'live' UNION ALL SELECT profile_id, source, record_id, profile_id"
                + " FROM identity.profiles WHERE source <> 'live' QUALIFY row_number() OVER (PARTITION BY profile_id"
                + " ORDER BY source, record_id) = 1) SELECT a.source, a.record_id, a.profile_id, b.source, b.record_id,"
                + " b.profile_id, x.records, y.records, v.weight, v.probability, v.evidence, v.model_version, 'LIVE'"
                + " FROM identity.reviews v JOIN ends a ON a.constituent = v.left_constituent_id JOIN ends b ON"
                + " b.constituent = v.right_constituent_id JOIN review_sizes x ON x.profile_id = a.profile_id JOIN"
                + " review_sizes y ON y.profile_id = b.profile_id WHERE a.profile_id <> b.profile_id QUALIFY"
                + " row_number() OVER (PARTITION BY v.left_constituent_id, v.right_constituent_id ORDER BY v.seen_at"
                + " DESC) = 1 ORDER BY v.weight DESC, 1, 2, 4, 5 LIMIT " + READ_MAX);
    }

    private static ReviewPair pair(Row row) {
        Side left = new Side(new RecordName(text(row, 0), text(row, 1)), text(row, 2), row.number(6));
        Side right = new Side(new RecordName(text(row, 3), text(row, 4)), text(row, 5), row.number(7));
        Kind kind = Kind.valueOf(text(row, 12).toUpperCase(Locale.ROOT));
        double probability = row.decimal(9);
        double hanging = kind == Kind.WEAK ? left.records() - 1.0 : (double) left.records() * right.records();
        boolean inOrder = left.record().compareTo(right.record()) <= 0;
        return new ReviewPair(
                ReviewPair.idOf(left.record(), right.record()),
                inOrder ? left : right,
                inOrder ? right : left,
                kind,
                row.decimal(8),
                probability,
                LinkEvidence.steps(row.value(10)),
                Optional.ofNullable(row.text(11)).orElse(""),
                Worth.of(kind == Kind.UNCERTAIN || kind == Kind.GUARDED ? row.decimal(14) : probability, hanging));
    }

    /** How likely all pairs of two profiles together make one person, around where that is an open question. */
    private static String likely(double open) {
        return "1 / (1 + 2 ** ((" + open + " - mean) / 2))";
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }
}
