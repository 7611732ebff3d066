package io.tarn.loop.live;

import io.tarn.model.identity.Identifier;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.ProfileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes over which identifiers a gold run found to stand for too many: they join nobody, as those do that live events
 * showed to be everybody's. One that the run holds for somebody's again may join again. Immutable; what it changes is
 * the workspace.
 */
final class QuarantineStep {
    List<LiveStepResult> apply(long offset, LogEntry.Quarantined entry, Workspace work) {
        work.fetch(Stream.concat(entry.quarantined().stream(), entry.released().stream())
                .toList());
        List<LiveStepResult> results = new ArrayList<>();
        for (Identifier one : entry.quarantined()) {
            Contention.quarantine(one, work)
                    .ifPresent(
                            parted -> parted.parts().forEach(part -> results.add(change(offset, entry, parted, part))));
        }
        entry.released().forEach(one -> Contention.release(one, work));
        return results;
    }

    private static LiveStepResult change(
            long offset, LogEntry.Quarantined entry, Contention.Parted parted, Profile part) {
        ProfileChange.Kind kind =
                parted.parts().size() > 1 ? ProfileChange.Kind.UNMERGED : ProfileChange.Kind.PUBLISHED;
        return new LiveStepResult(Optional.of(new LiveStepResult.Changed(
                offset, entry.at(), kind, parted.before(), part, List.of(), Optional.empty())));
    }
}
