package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.unify.graph.Parting.TwoPersons;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Live parts that somebody found to be two persons, as evidence of a run: no cluster holds records of both. A later
 * verdict that they are one after all counts instead: then one live profile holds them. What stands in
 * {@code identity.verdicts} counts from there, record by record.
 */
final class LiveApart {
    private LiveApart() {}

    private record Member(int pair, int side, int record) {}

    static List<TwoPersons> pairs(LakeSession session) {
        List<Member> members = session.query(
                members(), row -> new Member((int) row.number(0), (int) row.number(1), (int) row.number(2)));
        Map<Integer, List<Set<Integer>>> sides = new TreeMap<>();
        for (Member one : members) {
            sides.computeIfAbsent(one.pair(), pair -> List.of(new HashSet<>(), new HashSet<>()))
                    .get(one.side())
                    .add(one.record());
        }
        return sides.values().stream()
                .map(two -> new TwoPersons(two.get(0), two.get(1)))
                .toList();
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
                + " WHERE a.decided_by NOT LIKE 'person:%/v%' AND"
                + " (l.profile_id IS NULL OR r.profile_id IS NULL OR l.profile_id <> r.profile_id)),"
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
