package io.tarn.decide;

import io.tarn.model.decision.Finding;
import io.tarn.model.decision.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What several reasons come to together. */
final class Checks {
    private static final Comparator<Reason> BY_CODE = (one, other) -> one.code().compareTo(other.code());

    private Checks() {}

    /** In the order of their codes; those of one code as they were. */
    static List<Reason> inOrder(List<Reason> reasons) {
        List<Reason> sorted = new ArrayList<>(reasons);
        sorted.sort(BY_CODE);
        return sorted;
    }

    /** The first, by code, that forbids. */
    static Optional<Reason> failed(List<Reason> reasons) {
        Reason first = null;
        for (Reason reason : reasons) {
            boolean fails = reason.finding() instanceof Finding.Failed;
            if (fails && (first == null || BY_CODE.compare(reason, first) < 0)) {
                first = reason;
            }
        }
        return Optional.ofNullable(first);
    }

    /** The one that waits longest; of one instant the first by code. */
    static Optional<Reason> waitsLongest(List<Reason> reasons) {
        Reason longest = null;
        for (Reason reason : reasons) {
            if (!(reason.finding() instanceof Finding.Waits(Instant until))) {
                continue;
            }
            int order = longest == null ? 1 : until.compareTo(until(longest));
            if (longest == null || order > 0 || (order == 0 && BY_CODE.compare(reason, longest) < 0)) {
                longest = reason;
            }
        }
        return Optional.ofNullable(longest);
    }

    /** The last instant that any of them waits for; none waits: the instant given. */
    static Instant latest(List<Reason> reasons, Instant at) {
        return waitsLongest(reasons).map(Checks::until).orElse(at);
    }

    /** Those that stand in the way. */
    static List<Reason> notPassed(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason ->
                        reason.finding() instanceof Finding.Waits || reason.finding() instanceof Finding.Failed)
                .toList();
    }

    /** Until when a reason that waits does. */
    static Instant until(Reason waiting) {
        return waiting.finding() instanceof Finding.Waits(Instant until) ? until : Instant.MIN;
    }
}
