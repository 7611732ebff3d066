package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.model.identity.Band;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Parting;
import io.tarn.unify.graph.Parting.TwoPersons;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parts clusters that hold records of two persons, however well they match, and turns down links between the two. */
final class Apart {
    /** Who decided such a link. */
    static final String DECIDED_BY = "person";

    private static final String RECORDS = "parted_records";
    private static final String SIDES = "parted_sides";

    private Apart() {}

    /**
     * Records of two persons.
     *
     * @param byPeople as people found, or live profiles know: links between the two are turned down
     * @param byModel as a language model found, whose links are turned down already
     */
    record TwoPersonsFound(List<TwoPersons> byPeople, List<TwoPersons> byModel) {
        List<TwoPersons> all() {
            return Stream.concat(byPeople.stream(), byModel.stream()).toList();
        }
    }

    /**
     * Parts them.
     *
     * @param groups records that somebody found to be one person each
     */
    static Clusters part(LakeSession session, Clusters clusters, TwoPersonsFound found, List<List<Integer>> groups) {
        List<TwoPersons> pairs = found.all();
        if (pairs.isEmpty()) {
            return clusters;
        }
        loadSides(session, found.byPeople());
        turnDown(session);
        Set<Integer> affected = Parting.affected(clusters, pairs);
        if (affected.isEmpty()) {
            return clusters;
        }
        session.load(
                RECORDS,
                List.of(Column.of("record_no", Scalar.INTEGER, "A record of a cluster that holds two persons")),
                sink -> affected.forEach(sink::row));
        List<Parting.Link> links = session.query(
                Statement.of("SELECT left_no, right_no, weight, decided_by = '" + LiveTogether.DECIDED_BY
                        + "' FROM links WHERE band = '" + Band.AUTOMATIC.word()
                        + "' AND left_no IN (SELECT record_no FROM " + RECORDS
                        + ") AND right_no IN (SELECT record_no FROM " + RECORDS + ")"),
                row -> new Parting.Link((int) row.number(0), (int) row.number(1), row.decimal(2), row.flag(3)));
        return Parting.part(clusters, pairs, groups, links);
    }

    private static void loadSides(LakeSession session, List<TwoPersons> pairs) {
        session.load(
                SIDES,
                List.of(
                        Column.of("pair_no", Scalar.INTEGER, "The pair"),
                        Column.of("side", Scalar.INTEGER, "Which of the two"),
                        Column.of("record_no", Scalar.INTEGER, "A record of it")),
                sink -> {
                    for (int pair = 0; pair < pairs.size(); pair++) {
                        int number = pair;
                        pairs.get(pair).left().stream().sorted().forEach(record -> sink.row(number, 0, record));
                        pairs.get(pair).right().stream().sorted().forEach(record -> sink.row(number, 1, record));
                    }
                });
    }

    /** A pair of records that a person found to be two is not a link, and says who decided. */
    private static void turnDown(LakeSession session) {
        session.execute(Statement.of("UPDATE links SET band = '" + Band.REJECTED.word() + "', decided_by = '"
                + DECIDED_BY + "' WHERE EXISTS (SELECT 1 FROM " + SIDES + " a JOIN " + SIDES
                + " b ON b.pair_no = a.pair_no AND b.side <> a.side WHERE a.record_no = links.left_no"
                + " AND b.record_no = links.right_no)"));
    }
}
