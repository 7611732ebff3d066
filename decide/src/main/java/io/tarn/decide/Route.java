package io.tarn.decide;

import io.tarn.model.decision.Reason;
import io.tarn.model.policy.Alternative;
import java.util.List;
import java.util.Optional;

/**
 * One alternative of a step, and what stands in its way.
 *
 * @param failed the first, by precedence, that forbids it
 * @param waits what it waits for longest
 */
record Route(Alternative alternative, List<Reason> reasons, Optional<Reason> failed, Optional<Reason> waits) {
    static Route of(Alternative alternative, List<Reason> reasons) {
        return new Route(alternative, reasons, Checks.failed(reasons), Checks.waitsLongest(reasons));
    }

    boolean isOpen() {
        return failed.isEmpty() && waits.isEmpty();
    }
}
