package io.tarn.loop.gold;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.review.NamedRecords;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.JoiningLesson.Judged;
import io.tarn.unify.graph.Parting.TwoPersons;
import io.tarn.unify.identity.IdentityHistory;
import io.tarn.unify.match.TableScorer;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.Verdicts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What people found of records, as evidence of a run: who must be one person is linked whatever the model says, and no
 * cluster holds who must be two. Records that are not there at the moment count for those that are.
 */
final class VerdictLinks {
    private static final String NAMES = "verdict_records";
    private static final String LINKS = "verdict_links";

    private final Verdicts verdicts;
    private final Map<RecordName, Integer> numbers;

    private VerdictLinks(Verdicts verdicts, Map<RecordName, Integer> numbers) {
        this.verdicts = verdicts;
        this.numbers = numbers;
    }

    /** Finds the records of verdicts in the session's {@code records}. */
    static VerdictLinks of(LakeSession session, Verdicts verdicts) {
        Map<RecordName, Integer> numbers = new HashMap<>();
        if (!verdicts.isEmpty()) {
            Set<RecordName> named = new TreeSet<>();
            verdicts.pairs().keySet().forEach(pair -> {
                named.add(pair.left());
                named.add(pair.right());
            });
            NamedRecords.load(session, NAMES, named);
            session.forEach(
                    Statement.of("SELECT n.source, n.record_id, r.record_no FROM " + NAMES
                            + " n JOIN records r ON r.source = n.source AND r.record_id = n.record_id"),
                    row -> numbers.put(NamedRecords.name(row, 0), (int) row.number(2)));
        }
        return new VerdictLinks(verdicts, numbers);
    }

    /** Records of one person each, in groups of two and more. */
    List<List<Integer>> groups() {
        return verdicts.groups().stream()
                .map(this::present)
                .filter(group -> group.size() > 1)
                .toList();
    }

    /** Records of two persons. */
    List<TwoPersons> apart() {
        return verdicts.apart().stream()
                .map(sides -> new TwoPersons(Set.copyOf(present(sides.left())), Set.copyOf(present(sides.right()))))
                .filter(two -> !two.left().isEmpty() && !two.right().isEmpty())
                .toList();
    }

    /** What people found of two records each, of those that are there. */
    List<Judged> judged() {
        List<Judged> judged = new ArrayList<>();
        verdicts.pairs().forEach((pair, verdict) -> {
            Integer left = numbers.get(pair.left());
            Integer right = numbers.get(pair.right());
            if (left != null && right != null) {
                judged.add(new Judged(left, right, verdict.finding() == Finding.SAME));
            }
        });
        return judged;
    }

    private List<Integer> present(Collection<RecordName> records) {
        return records.stream()
                .map(numbers::get)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** Joins clusters, and sets {@code links} of the session between those that people found to be one. */
    Clusters join(LakeSession session, Clusters clusters, TableScorer scorer) {
        List<int[]> pairs = new ArrayList<>();
        groups().forEach(group ->
                group.stream().skip(1).forEach(record -> pairs.add(new int[] {group.getFirst(), record})));
        verdicts.pairs().forEach((pair, verdict) -> {
            Integer left = numbers.get(pair.left());
            Integer right = numbers.get(pair.right());
            if (verdict.finding() == Finding.SAME && left != null && right != null && !left.equals(right)) {
                pairs.add(new int[] {Math.min(left, right), Math.max(left, right)});
            }
        });
        if (pairs.isEmpty()) {
            return clusters;
        }
        Map<String, int[]> distinct = pairs.stream()
                .collect(Collectors.toMap(pair -> pair[0] + " " + pair[1], pair -> pair, (one, _) -> one));
        session.load(
                LINKS,
                MatchStage.LINK_COLUMNS,
                sink -> distinct.values().forEach(pair -> {
                    long weight = scorer.weight(pair[0], pair[1]);
                    sink.row(
                            pair[0],
                            pair[1],
                            Apart.DECIDED_BY,
                            MatchModel.bits(weight),
                            MatchModel.probability(weight),
                            scorer.pattern(pair[0], pair[1]),
                            Band.AUTOMATIC.word());
                }));
        session.execute(Statement.of("DELETE FROM links WHERE EXISTS (SELECT 1 FROM " + LINKS
                + " n WHERE n.left_no = links.left_no AND n.right_no = links.right_no)"));
        session.execute(Statement.of("INSERT INTO links SELECT * FROM " + LINKS));
        return clusters.joining(
                distinct.values().stream().mapToInt(pair -> pair[0]).toArray(),
                distinct.values().stream().mapToInt(pair -> pair[1]).toArray());
    }

    /** Leaves behind, for the history of profiles, who decided what. */
    void leaveForHistory(LakeSession session) {
        if (verdicts.isEmpty()) {
            return;
        }
        session.load(
                IdentityHistory.VERDICTS,
                IdentityHistory.VERDICT_COLUMNS,
                sink -> verdicts.pairs().forEach((pair, verdict) -> {
                    Integer left = numbers.get(pair.left());
                    Integer right = numbers.get(pair.right());
                    if (left != null && right != null) {
                        sink.row(
                                left,
                                right,
                                verdict.finding().name().toLowerCase(Locale.ROOT),
                                verdict.decidedBy() + "/" + verdict.id(),
                                verdict.means());
                    }
                }));
    }
}
