package io.tarn.decide;

import io.tarn.model.decision.Candidate;
import io.tarn.model.decision.Reason;
import io.tarn.model.policy.Alternative;
import java.time.Instant;
import java.util.List;

/** How far a candidate gets by itself, before it meets its rivals. */
sealed interface Assessment {
    Candidate candidate();

    List<Reason> reasons();

    /** It could leave now, by an alternative. */
    record Ready(Candidate candidate, Alternative alternative, List<Reason> reasons) implements Assessment {}

    /** It could leave later. */
    record Waiting(Candidate candidate, Instant until, Reason cause, List<Reason> reasons) implements Assessment {}

    /** It cannot leave. */
    record Blocked(Candidate candidate, Reason cause, List<Reason> reasons) implements Assessment {}
}
