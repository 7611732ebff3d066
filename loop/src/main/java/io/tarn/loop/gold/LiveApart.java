package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.Band;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Parting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody found to be two persons, as evidence of a run: no cluster holds records of both, however well they match.
 * A later verdict that they are one after all counts instead: then one live profile holds them.
 */
final class LiveApart {
    private static final String RECORDS = "parted_records";
    private static final String SIDES = "parted_sides";
    private static final String DECIDED_BY = "person";

    private LiveApart() {}

    private record Member(int pair, int side, int record) {}

    /** Parts clusters, and turns down links of the session between the two sides. */
    static Clusters part(LakeSession session, Clusters clusters) {
        List<Member> members = session.query(
                members(), row -> new Member((int) row.number(0), (int) row.number(1), (int) row.number(2)));
        List<Parting.TwoPersons> pairs = pairs(members);
        Set<Integer> affected = Parting.affected(clusters, pairs);
        if (affected.isEmpty()) {
            return clusters;
        }
        session.load(
                RECORDS,
                List.of(Column.of("record_no", Scalar.INTEGER, "A record of a cluster that holds two persons")),
                sink -> affected.forEach(sink::row));
        session.load(
                SIDES,
                List.of(
                        Column.of("pair_no", Scalar.INTEGER, "The pair"),
                        Column.of("side", Scalar.INTEGER, "Which of the two"),
                        Column.of("record_no", Scalar.INTEGER, "A record of it")),
                sink -> members.forEach(one -> sink.row(one.pair(), one.side(), one.record())));
        turnDown(session);
        List<Parting.Link> links = session.query(
                Statement.of("SELECT left_no, right_no, weight, decided_by = '" + LiveTogether.DECIDED_BY
                        + "' FROM links WHERE band = '" + Band.AUTOMATIC.word()
                        + "' AND left_no IN (SELECT record_no FROM " + RECORDS
                        + ") AND right_no IN (SELECT record_no FROM " + RECORDS + ")"),
                row -> new Parting.Link((int) row.number(0), (int) row.number(1), row.decimal(2), row.flag(3)));
        return Parting.part(clusters, pairs, links);
    }

    private static List<Parting.TwoPersons> pairs(List<Member> members) {
        Map<Integer, List<Set<Integer>>> sides = new TreeMap<>();
        for (Member one : members) {
            sides.computeIfAbsent(one.pair(), pair -> List.of(new HashSet<>(), new HashSet<>()))
                    .get(one.side())
                    .add(one.record());
        }
        List<Parting.TwoPersons> pairs = new ArrayList<>();
        sides.values().forEach(two -> pairs.add(new Parting.TwoPersons(two.get(0), two.get(1))));
        return pairs;
    }

    /** A pair of records that a person found to be two is not a link, and says who decided. */
    private static void turnDown(LakeSession session) {
        session.execute(Statement.of("UPDATE links SET band = '" + Band.REJECTED.word() + "', decided_by = '"
                + DECIDED_BY + "' WHERE EXISTS (SELECT 1 FROM " + SIDES + " a JOIN " + SIDES
                + " b ON b.pair_no = a.pair_no AND b.side <> a.side WHERE a.record_no = links.left_no"
                + " AND b.record_no = links.right_no)"));
    }

    /** The records of each side of a pair: those of a live part, or those that a source brought to a gold profile. */
    private static Statement members() {
        String apart = IdentityTables.APART.name().toString();
        return Statement.of("WITH holders AS (SELECT profile_id, unnest(constituents) AS part FROM ("
                + LiveRecords.NEWEST + ") WHERE state = 'live'),"
                + " pairs AS (SELECT DISTINCT least(a.left_constituent_id, a.right_constituent_id) AS one,"
                + " greatest(a.left_constituent_id, a.right_constituent_id) AS other FROM " + apart + " a"
                + " LEFT JOIN holders l ON l.part = a.left_constituent_id"
                + " LEFT JOIN holders r ON r.part = a.right_constituent_id"
                + " WHERE l.profile_id IS NULL OR r.profile_id IS NULL OR l.profile_id <> r.profile_id),"
                + " numbered AS (SELECT row_number() OVER (ORDER BY one, other) - 1 AS pair_no, one, other FROM pairs),"
                + " sides AS (SELECT pair_no, 0 AS side, one AS part FROM numbered UNION ALL"
                + " SELECT pair_no, 1, other FROM numbered)"
                + " SELECT s.pair_no, s.side, r.record_no FROM sides s JOIN records r ON r.source = '"
                + LiveRecords.SOURCE + "' AND r.record_id = s.part UNION SELECT s.pair_no, s.side, r.record_no FROM"
                + " sides s JOIN " + IdentityTables.PROFILES.name() + " i ON i.profile_id = s.part AND i.source <> '"
                + LiveRecords.SOURCE + "' JOIN records r ON r.source = i.source AND r.record_id = i.record_id"
                + " ORDER BY 1, 2, 3");
    }
}
