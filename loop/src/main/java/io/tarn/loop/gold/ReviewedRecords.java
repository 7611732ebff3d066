package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.Column;
import io.tarn.lake.table.ColumnType.Scalar;
import io.tarn.loop.review.NamedRecords;
import io.tarn.loop.review.RecordStates;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.match.MatchScorer;
import io.tarn.unify.match.RecordTable;
import io.tarn.unify.verdict.ModelVerdict;
import io.tarn.unify.verdict.OpenPairs.Open;
import io.tarn.unify.verdict.PairAnswer.Finding;
import io.tarn.unify.verdict.PairQuestion;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The records that a language model is, or was, asked about: their names, their numbers, and what they say now. */
final class ReviewedRecords {
    private static final String NUMBERS = "reviewed_numbers";
    private static final String NAMES = "reviewed_names";
    private static final String ASKED = "reviewed_asked";
    private static final List<MatchField> FIELDS = RecordTable.fieldsRead().stream()
            .filter(field -> field != MatchField.SOURCE)
            .sorted()
            .toList();

    private final Map<Integer, RecordName> names = new HashMap<>();
    private final Map<RecordName, Integer> numbers = new HashMap<>();
    private final Map<RecordName, String> states;

    private ReviewedRecords(LakeSession session, Set<Integer> open, Set<RecordName> kept) {
        load(session, NUMBERS, open);
        NamedRecords.load(session, NAMES, kept);
        session.forEach(
                Statement.of("SELECT r.record_no, r.source, r.record_id FROM records r WHERE r.record_no IN (SELECT"
                        + " record_no FROM " + NUMBERS + ") OR (r.source, r.record_id) IN (SELECT source, record_id"
                        + " FROM " + NAMES + ")"),
                row -> {
                    RecordName name = NamedRecords.name(row, 1);
                    names.put((int) row.number(0), name);
                    return numbers.put(name, (int) row.number(0));
                });
        this.states = RecordStates.read(session, numbers.keySet());
    }

    static ReviewedRecords read(LakeSession session, List<Open> open, List<ModelVerdict> kept) {
        Set<Integer> numbers = new TreeSet<>();
        open.forEach(one -> {
            numbers.add(one.left());
            numbers.add(one.right());
        });
        Set<RecordName> names = new TreeSet<>();
        kept.forEach(one -> {
            names.add(one.pair().left());
            names.add(one.pair().right());
        });
        return new ReviewedRecords(session, numbers, names);
    }

    private static void load(LakeSession session, String table, Collection<Integer> records) {
        session.load(
                table,
                List.of(Column.of("record_no", Scalar.INTEGER, "The record")),
                sink -> records.forEach(sink::row));
    }

    /** The id of a question about a pair, within a run. */
    static String id(Open one) {
        return one.left() + "-" + one.right();
    }

    Pair pair(Open one) {
        return Pair.of(name(one.left()), name(one.right()));
    }

    private RecordName name(int number) {
        return Objects.requireNonNull(names.get(number));
    }

    /** The number of a record that is there. */
    int number(RecordName name) {
        return Objects.requireNonNull(numbers.get(name));
    }

    /** A hash of what a record says now. */
    String state(RecordName name) {
        return states.getOrDefault(name, "");
    }

    /** The newest of the answers on each pair, where both records are there and say what they said then. */
    Map<Pair, ModelVerdict> holding(List<ModelVerdict> verdicts) {
        Map<Pair, ModelVerdict> holding = new TreeMap<>();
        for (ModelVerdict verdict : verdicts) {
            Pair pair = verdict.pair();
            boolean there = numbers.containsKey(pair.left()) && numbers.containsKey(pair.right());
            if (there
                    && verdict.answer().finding() != Finding.UNANSWERED
                    && verdict.leftState().equals(state(pair.left()))
                    && verdict.rightState().equals(state(pair.right()))) {
                holding.put(pair, verdict);
            }
        }
        return holding;
    }

    /** What is asked about some pairs: the fields that matching compares, and how far the two agree. */
    List<PairQuestion> questions(LakeSession session, List<Open> pairs, MatchScorer scorer) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        Set<Integer> asked = new HashSet<>();
        pairs.forEach(pair -> {
            asked.add(pair.left());
            asked.add(pair.right());
        });
        Map<Integer, Map<MatchField, String>> values = values(session, asked);
        return pairs.stream()
                .map(pair -> new PairQuestion(
                        id(pair),
                        values.getOrDefault(pair.left(), Map.of()),
                        values.getOrDefault(pair.right(), Map.of()),
                        scorer.compared(pair.pattern()),
                        scorer.moved(pair.pattern())))
                .toList();
    }

    private static Map<Integer, Map<MatchField, String>> values(LakeSession session, Set<Integer> asked) {
        load(session, ASKED, asked);
        String columns = FIELDS.stream()
                .map(field -> "CAST(r." + session.dialect().quote(field.column()) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
        Map<Integer, Map<MatchField, String>> values = new HashMap<>();
        session.forEach(
                Statement.of("SELECT r.record_no, " + columns + " FROM records r JOIN " + ASKED
                        + " a ON a.record_no = r.record_no"),
                row -> {
                    Map<MatchField, String> said = new EnumMap<>(MatchField.class);
                    for (int i = 0; i < FIELDS.size(); i++) {
                        String value = row.text(i + 1);
                        if (value != null && !value.isBlank()) {
                            said.put(FIELDS.get(i), value);
                        }
                    }
                    return values.put((int) row.number(0), said);
                });
        return values;
    }
}
