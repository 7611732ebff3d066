package io.tarn.loop.review;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.RecordName;
import io.tarn.model.log.LogEntry;
import io.tarn.unify.verdict.RecordVerdict;
import io.tarn.unify.verdict.RecordVerdict.Pair;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a verdict on records means for live profiles: the same of their constituents, where the records are in different
 * ones. Records of one gold profile part with the next run.
 */
public final class LiveVerdicts {
    private static final String LIVE = "live";
    private static final String NAMES = "judged_records";

    private LiveVerdicts() {}

    /** Entries for the log; none where live profiles need not hear of it. */
    public static List<LogEntry.Judged> of(
            LakeSession session, RecordVerdict verdict, LogEntry.Verdict finding, Instant at) {
        Map<RecordName, String> constituents = constituents(session, verdict);
        Set<List<String>> pairs = new TreeSet<>(Comparator.comparing(List<String>::toString));
        for (Pair pair : verdict.pairs()) {
            Optional<String> left = Optional.ofNullable(constituents.get(pair.left()));
            Optional<String> right = Optional.ofNullable(constituents.get(pair.right()));
            if (left.isPresent() && right.isPresent() && !left.equals(right)) {
                boolean inOrder = left.get().compareTo(right.get()) < 0;
                pairs.add(inOrder ? List.of(left.get(), right.get()) : List.of(right.get(), left.get()));
            }
        }
        return pairs.stream()
                .map(pair -> new LogEntry.Judged(
                        at,
                        new ProfileId(pair.getFirst()),
                        new ProfileId(pair.getLast()),
                        finding,
                        verdict.decidedBy() + "/" + verdict.id()))
                .toList();
    }

    /** A live record is a constituent itself; those of sources are in the constituent of their gold profile. */
    private static Map<RecordName, String> constituents(LakeSession session, RecordVerdict verdict) {
        Set<RecordName> records = new TreeSet<>(verdict.left());
        records.addAll(verdict.right());
        NamedRecords.load(session, NAMES, records);
        Map<RecordName, String> constituents = new HashMap<>();
        session.forEach(
                Statement.of("SELECT n.source, n.record_id, p.profile_id FROM " + NAMES
                        + " n JOIN identity.profiles p ON p.source = n.source AND p.record_id = n.record_id"),
                row -> constituents.put(NamedRecords.name(row, 0), Objects.requireNonNull(row.text(2))));
        records.stream()
                .filter(one -> one.source().equals(LIVE) && ProfileId.isForm(one.recordId()))
                .forEach(one -> constituents.put(one, one.recordId()));
        return constituents;
    }
}
