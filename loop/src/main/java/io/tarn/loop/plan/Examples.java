package io.tarn.loop.plan;

import io.tarn.lake.LakeSession;
import io.tarn.lake.dialect.Statement;
import io.tarn.loop.gold.Explainer;
import io.tarn.loop.gold.PairScore;
import io.tarn.loop.gold.PairScoring;
import io.tarn.loop.gold.ProfileCard.Link;
import io.tarn.loop.gold.ProfileCard.RecordRef;
import io.tarn.loop.plan.PlannedChange.Cause;
import io.tarn.loop.plan.PlannedChange.Kind;
import io.tarn.loop.plan.PlannedChange.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gathers the largest changes of each kind, with the pair of records that each hangs on. Confined to one thread. */
final class Examples {
    private static final List<String> TRAITS = List.of("full_name", "birth_date", "email", "phone", "city");
    private static final int RECORDS_MAX = 6;
    private static final int SIDES_MAX = 4;

    private final LakeSession before;
    private final LakeSession after;
    private final Optional<PairScoring> scoring;
    private final int max;

    Examples(LakeSession before, LakeSession after, Optional<PairScoring> scoring, int max) {
        this.before = before;
        this.after = after;
        this.scoring = scoring;
        this.max = max;
    }

    private record Moved(String kept, String other) {}

    List<PlannedChange> gather(String runId) {
        List<PlannedChange> all = new ArrayList<>();
        if (max > 0) {
            largest(runId, "merged", "profile_id").forEach(profile -> all.add(merge(runId, profile)));
            largest(runId, "split", "other_profile_id").forEach(profile -> all.add(split(runId, profile)));
            largest(runId, "created", "profile_id")
                    .forEach(profile -> all.add(new PlannedChange(
                            Kind.NEW, profile, List.of(), List.of(side(after, profile)), Optional.empty())));
            largest(runId, "retired", "profile_id")
                    .forEach(profile -> all.add(new PlannedChange(
                            Kind.VANISH, profile, List.of(side(before, profile)), List.of(), Optional.empty())));
        }
        return all;
    }

    /** The same with what somebody would see of it. */
    GrownProfile filled(GrownProfile grown) {
        return new GrownProfile(
                side(after, grown.side().profileId()), grown.recordsBefore(), grown.doubts(), grown.sources());
    }

    private List<String> largest(String runId, String kind, String column) {
        return after.query(
                Statement.of(
                        "SELECT " + column + " FROM identity.history WHERE run_id = ? AND kind = ? GROUP BY 1"
                                + " ORDER BY sum(records) DESC, 1 LIMIT " + max,
                        runId,
                        kind),
                row -> Objects.requireNonNull(row.text(0)));
    }

    private List<String> others(String runId, String kind, Moved columns, String profile) {
        return after.query(
                Statement.of(
                        "SELECT " + columns.other() + " FROM identity.history WHERE run_id = ? AND kind = ? AND "
                                + columns.kept() + " = ? ORDER BY records DESC, 1 LIMIT " + SIDES_MAX,
                        runId,
                        kind,
                        profile),
                row -> Objects.requireNonNull(row.text(0)));
    }

    private PlannedChange merge(String runId, String profile) {
        List<String> absorbed = others(runId, "merged", new Moved("profile_id", "other_profile_id"), profile);
        List<Side> sides = new ArrayList<>();
        Side own = side(before, profile);
        if (own.recordCount() > 0) {
            sides.add(own);
        }
        absorbed.forEach(other -> sides.add(side(before, other)));
        return new PlannedChange(
                Kind.MERGE, profile, sides, List.of(side(after, profile)), joining(profile, absorbed.getFirst()));
    }

    private PlannedChange split(String runId, String profile) {
        List<String> parts = others(runId, "split", new Moved("other_profile_id", "profile_id"), profile);
        List<Side> sides = new ArrayList<>(List.of(side(after, profile)));
        parts.forEach(part -> sides.add(side(after, part)));
        return new PlannedChange(
                Kind.SPLIT, profile, List.of(side(before, profile)), sides, held(profile, parts.getFirst()));
    }

    /** The strongest link of the run between records of a profile that is taken in and others of where it goes. */
    private Optional<Cause> joining(String profile, String absorbed) {
        return first(
                        after,
                        Statement.of(
                                "SELECT " + Explainer.LINK_COLUMNS + " FROM identity.links l"
                                        + " JOIN identity.profiles a ON a.source = l.left_source AND a.record_id ="
                                        + " l.left_record_id LEFT JOIN " + Fork.PROFILES + " x ON x.source = a.source"
                                        + " AND x.record_id = a.record_id JOIN identity.profiles b ON b.source ="
                                        + " l.right_source AND b.record_id = l.right_record_id LEFT JOIN "
                                        + Fork.PROFILES + " y ON y.source = b.source AND y.record_id = b.record_id"
                                        + " WHERE a.profile_id = ? AND b.profile_id = ? AND l.band = 'automatic' AND"
                                        + " (x.profile_id IS NOT DISTINCT FROM ?) <> (y.profile_id IS NOT DISTINCT"
                                        + " FROM ?) ORDER BY l.decided_by = 'model', l.weight DESC, 1, 2, 3, 4"
                                        + " LIMIT 1",
                                profile,
                                profile,
                                absorbed,
                                absorbed))
                .map(link -> new Cause(link, same(before, link), score(link)));
    }

    /** The strongest link of the last run between what stays in a profile and what comes out of it. */
    private Optional<Cause> held(String profile, String part) {
        return first(
                        after,
                        Statement.of(
                                "SELECT " + Explainer.LINK_COLUMNS + " FROM " + Fork.LINKS + " l"
                                        + " JOIN identity.profiles a ON a.source = l.left_source AND a.record_id ="
                                        + " l.left_record_id JOIN identity.profiles b ON b.source = l.right_source"
                                        + " AND b.record_id = l.right_record_id WHERE l.joined AND l.band ="
                                        + " 'automatic' AND ((a.profile_id = ? AND b.profile_id = ?) OR"
                                        + " (a.profile_id = ? AND b.profile_id = ?)) ORDER BY l.decided_by = 'model',"
                                        + " l.weight DESC, 1, 2, 3, 4 LIMIT 1",
                                profile,
                                part,
                                part,
                                profile))
                .map(link -> new Cause(link, same(after, link), score(link)));
    }

    private Optional<PairScore> score(Link link) {
        return scoring.flatMap(by -> by.score(link.left(), link.right()));
    }

    private static Optional<Link> same(LakeSession session, Link link) {
        return first(
                session,
                Statement.of(
                        "SELECT " + Explainer.LINK_COLUMNS + " FROM identity.links l WHERE l.left_source = ? AND"
                                + " l.left_record_id = ? AND l.right_source = ? AND l.right_record_id = ?",
                        link.left().source(),
                        link.left().recordId(),
                        link.right().source(),
                        link.right().recordId()));
    }

    private static Optional<Link> first(LakeSession session, Statement statement) {
        return session.query(statement, Explainer::link).stream().findFirst();
    }

    private static Side side(LakeSession session, String profile) {
        List<RecordRef> records = session.query(
                Statement.of(
                        "SELECT source, record_id FROM identity.profiles WHERE profile_id = ? ORDER BY 1, 2", profile),
                row -> new RecordRef(Objects.requireNonNull(row.text(0)), Objects.requireNonNull(row.text(1)), null));
        Map<String, String> traits = new LinkedHashMap<>();
        String columns = String.join(", ", TRAITS);
        session.forEach(
                Statement.of("SELECT " + columns + " FROM gold.customers WHERE profile_id = ?", profile), row -> {
                    for (int i = 0; i < TRAITS.size(); i++) {
                        Object value = row.value(i);
                        if (value != null) {
                            traits.put(TRAITS.get(i), value.toString());
                        }
                    }
                    return traits;
                });
        return new Side(profile, traits, records.stream().limit(RECORDS_MAX).toList(), records.size());
    }
}
