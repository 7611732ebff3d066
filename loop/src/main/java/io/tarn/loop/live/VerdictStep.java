package io.tarn.loop.live;

import io.tarn.lake.table.IdentityTables;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import io.tarn.storage.Outgoing;
import io.tarn.unify.live.FuzzyMatcher;
import io.tarn.unify.live.IdentityResolver;
import io.tarn.unify.live.Unmerge;
import io.tarn.wire.row.EventRowCodec;
import java.util.List;
import java.util.Optional;

/**
 * Carries out verdicts: joins two constituents, parts them for good, or ends what an earlier one did. A model's verdict joins neither what is apart, nor
 * what limits keep apart, nor two profiles that a gold run holds for two persons; a person's does. Immutable; what it
 * changes is the workspace.
 */
final class VerdictStep {
    private final IdentityResolver resolver;

    VerdictStep(IdentityResolver resolver) {
        this.resolver = resolver;
    }

    List<LiveStepResult> apply(long offset, LogEntry.Judged judged, Workspace work) {
        Optional<Profile> left = work.find(judged.left());
        Optional<Profile> right = work.find(judged.right());
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        return switch (judged.verdict()) {
            case SAME -> same(offset, judged, left.get(), right.get(), work);
            case DIFFERENT -> different(offset, judged, left.get(), right.get(), work);
            case WITHDRAWN -> withdrawn(offset, judged, left.get(), right.get(), work);
        };
    }

    private List<LiveStepResult> same(
            long offset, LogEntry.Judged judged, Profile left, Profile right, Workspace work) {
        boolean byPerson = judged.decidedBy().startsWith("person");
        int size = left.constituents().size() + right.constituents().size();
        if (left.id().equals(right.id())
                || size > Profile.CONSTITUENTS_MAX
                || (!byPerson
                        && (work.areApart(left, right)
                                || (FuzzyMatcher.isPublished(left) && FuzzyMatcher.isPublished(right))
                                || resolver.obstacle(left, right).isPresent()))) {
            return List.of();
        }
        Merge merge = new Merge(judged.left(), judged.right(), judged.decidedBy(), "verdict:" + offset, judged.at());
        List<ProfileId> absorbed = Joining.join(List.of(merge), work);
        return List.of(change(offset, judged, ProfileChange.Kind.MERGED, left, work.profile(judged.left()), absorbed));
    }

    private static List<LiveStepResult> different(
            long offset, LogEntry.Judged judged, Profile left, Profile right, Workspace work) {
        work.keepApart(judged.left(), judged.right());
        work.send(
                new Outgoing.Row(IdentityTables.APART.name().toString(), offset, EventRowCodec.apart(offset, judged)));
        if (!left.id().equals(right.id())) {
            return List.of();
        }
        Optional<List<Profile>> parts = Unmerge.between(left, judged.left(), judged.right());
        if (parts.isEmpty()) {
            return List.of();
        }
        work.put(parts.get().toArray(Profile[]::new));
        return parts.get().stream()
                .map(part -> change(offset, judged, ProfileChange.Kind.UNMERGED, left, part, List.of()))
                .toList();
    }

    /** Ends what the verdict of the same id said: what it joined falls apart, what it kept apart may join. */
    private static List<LiveStepResult> withdrawn(
            long offset, LogEntry.Judged judged, Profile left, Profile right, Workspace work) {
        work.release(judged.left(), judged.right());
        if (!left.id().equals(right.id())) {
            return List.of();
        }
        String id = judged.decidedBy().substring(judged.decidedBy().lastIndexOf('/') + 1);
        List<Profile> parts = Unmerge.parts(left, merge -> !merge.decidedBy().endsWith("/" + id));
        if (parts.size() < 2) {
            return List.of();
        }
        work.put(parts.toArray(Profile[]::new));
        return parts.stream()
                .map(part -> change(offset, judged, ProfileChange.Kind.UNMERGED, left, part, List.of()))
                .toList();
    }

    private static LiveStepResult change(
            long offset,
            LogEntry.Judged judged,
            ProfileChange.Kind kind,
            Profile before,
            Profile after,
            List<ProfileId> absorbed) {
        return new LiveStepResult(Optional.of(
                new LiveStepResult.Changed(offset, judged.at(), kind, before, after, absorbed, Optional.empty())));
    }
}
