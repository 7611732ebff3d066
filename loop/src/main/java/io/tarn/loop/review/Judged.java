package io.tarn.loop.review;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.IdentityTables;
import io.tarn.loop.review.ReviewPair.Kind;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import io.tarn.unify.verdict.Verdicts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What need not be asked, because people have answered it. */
final class Judged {
    private final Verdicts verdicts;
    /** Profiles, two by two in order, of which records were judged that say the same as they did then. */
    private final Set<List<String>> profiles = new HashSet<>();
    /** Pairs that were skipped, with the model by which they were scored then. */
    private final Set<Map.Entry<Pair, String>> skipped = new HashSet<>();
    /** Pairs judged when their records said something else. */
    private final Set<Pair> outdated = new HashSet<>();

    private Judged(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    static Judged read(Lake lake, LakeSession session) {
        if (!VerdictBook.isKept(lake)) {
            return new Judged(Verdicts.NONE);
        }
        VerdictBook.Content content = VerdictBook.read(session);
        Judged judged = new Judged(content.verdicts());
        Map<String, String> models = new HashMap<>();
        Map<Pair, Map<RecordName, String>> then = judged.readStates(session, models);
        Set<RecordName> records = new TreeSet<>();
        then.values().forEach(states -> records.addAll(states.keySet()));
        Map<RecordName, String> now = RecordStates.read(session, records);
        then.forEach((pair, states) -> states.forEach((record, state) -> {
            if (!state.equals(now.getOrDefault(record, state))) {
                judged.outdated.add(pair);
            }
        }));
        for (RecordVerdict one : content.given()) {
            if (one.finding() == Finding.SKIPPED && !content.withdrawn().contains(one.id())) {
                one.pairs().forEach(pair -> judged.skipped.add(Map.entry(pair, models.getOrDefault(one.id(), ""))));
            }
        }
        judged.judgeProfiles(session);
        return judged;
    }

    /** For each pair what its records said when it was judged last; leaves the models by verdict in a map. */
    private Map<Pair, Map<RecordName, String>> readStates(LakeSession session, Map<String, String> models) {
        Map<Pair, Map<RecordName, String>> then = new HashMap<>();
        session.forEach(
                Statement.of("SELECT left_source, left_record_id, right_source, right_record_id, left_state,"
                        + " right_state, verdict_id, model_version FROM " + IdentityTables.VERDICTS.name()
                        + " WHERE left_state IS NOT NULL AND right_state IS NOT NULL ORDER BY decided_at"),
                row -> {
                    RecordName left = NamedRecords.name(row, 0);
                    RecordName right = NamedRecords.name(row, 2);
                    models.put(Objects.requireNonNull(row.text(6)), Objects.requireNonNullElse(row.text(7), ""));
                    return then.put(
                            Pair.of(left, right),
                            Map.of(
                                    left,
                                    Objects.requireNonNull(row.text(4)),
                                    right,
                                    Objects.requireNonNull(row.text(5))));
                });
        return then;
    }

    private void judgeProfiles(LakeSession session) {
        Map<RecordName, String> holders = new HashMap<>();
        session.forEach(
                Statement.of("SELECT DISTINCT p.source, p.record_id, p.profile_id FROM identity.profiles p JOIN "
                        + IdentityTables.VERDICTS.name() + " v ON (v.left_source = p.source AND v.left_record_id ="
                        + " p.record_id) OR (v.right_source = p.source AND v.right_record_id = p.record_id)"),
                row -> holders.put(NamedRecords.name(row, 0), Objects.requireNonNull(row.text(2))));
        verdicts.pairs().keySet().forEach(pair -> {
            String left = holders.get(pair.left());
            String right = holders.get(pair.right());
            if (left != null && right != null && !left.equals(right) && !outdated.contains(pair)) {
                profiles.add(List.of(left, right).stream().sorted().toList());
            }
        });
    }

    boolean settles(ReviewPair pair) {
        Pair records = Pair.of(pair.left().record(), pair.right().record());
        if (skipped.contains(Map.entry(records, pair.modelVersion())) && !outdated.contains(records)) {
            return true;
        }
        boolean judged = verdicts.between(records.left(), records.right()).isPresent() && !outdated.contains(records);
        return judged
                || (pair.kind() != Kind.WEAK
                        && profiles.contains(
                                List.of(pair.left().profile(), pair.right().profile()).stream()
                                        .sorted()
                                        .toList()));
    }
}
