package io.tarn.loop.review;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.run.Run;
import io.tarn.lake.run.Runs;
import io.tarn.lake.table.Contracts;
import io.tarn.lake.table.IdentityTables;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.RecordName;
import io.tarn.unify.verdict.RecordVerdict.Finding;
import io.tarn.unify.verdict.Verdicts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the two sides when a profile is split: records against the rest, or what a merge had brought together. */
public final class Splitting {
    private final Lake lake;
    private final Runs runs;

    public Splitting(Lake lake) {
        this.lake = lake;
        this.runs = new Runs(lake);
    }

    /** Records of two persons. */
    public record Sides(String profile, Set<RecordName> left, Set<RecordName> right) {}

    /** Records of a profile against all others of it. */
    public Sides records(String profile, List<String> named) {
        try (LakeSession session = lake.open(runs.readPoint(Contracts.OWNED_BY_RUNS))) {
            RecordFinder finder = new RecordFinder(session);
            String current = finder.current(profile);
            Set<RecordName> rest = finder.profile(profile).stream()
                    .map(RecordFinder.Placed::record)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Set<RecordName> left = new LinkedHashSet<>();
            for (String name : named) {
                RecordFinder.Placed placed = finder.record(name);
                if (!placed.profile().equals(current)) {
                    throw ReviewErrors.notInProfile(name, current);
                }
                left.add(placed.record());
            }
            rest.removeAll(left);
            if (rest.isEmpty()) {
                throw ReviewErrors.nothingLeft(current);
            }
            return new Sides(current, left, rest);
        }
    }

    /**
     * The newest merge of a profile that nobody took back: what either had before it, as far as it is still together.
     *
     * @param verdicts those that hold, so that a merge taken back is not taken back again
     */
    public Sides merge(String profile, Verdicts verdicts) {
        try (LakeSession session = lake.open(runs.readPoint(Contracts.OWNED_BY_RUNS))) {
            RecordFinder finder = new RecordFinder(session);
            String current = finder.current(profile);
            List<RecordName> now = finder.profile(profile).stream()
                    .map(RecordFinder.Placed::record)
                    .toList();
            for (RecordFinder.Merged merged : finder.merges(current)) {
                Sides sides = before(current, merged, now);
                boolean done = sides.left().isEmpty()
                        || sides.right().isEmpty()
                        || sides.left().stream()
                                .allMatch(one -> sides.right().stream()
                                        .allMatch(other -> verdicts.between(one, other)
                                                .filter(found -> found.finding() == Finding.DIFFERENT)
                                                .isPresent()));
                if (!done) {
                    return sides;
                }
            }
            throw ReviewErrors.neverMerged(current);
        }
    }

    private Sides before(String profile, RecordFinder.Merged merged, List<RecordName> now) {
        Optional<Run> run = runs.newestCompleteBefore(merged.at());
        Long version = run.map(Run::tableVersions)
                .map(versions -> versions.get(IdentityTables.PROFILES.name()))
                .orElse(null);
        if (version == null) {
            throw ReviewErrors.mergeForgotten(profile);
        }
        try (LakeSession session = lake.open(new ReadPoint.Pinned(Map.of(IdentityTables.PROFILES.name(), version)))) {
            RecordFinder finder = new RecordFinder(session);
            Set<RecordName> other = new LinkedHashSet<>(finder.recordsOf(merged.other()));
            Set<RecordName> own = new LinkedHashSet<>(finder.recordsOf(profile));
            other.retainAll(now);
            own.retainAll(now);
            return new Sides(profile, other, own);
        } catch (TarnException _) {
            throw ReviewErrors.mergeForgotten(profile);
        }
    }
}
