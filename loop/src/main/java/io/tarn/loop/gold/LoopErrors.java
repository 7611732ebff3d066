package io.tarn.loop.gold;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;

/** The faults of the gold run. */
final class LoopErrors {
    private LoopErrors() {}

    static TarnException idsUnsettled(int generations) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Some clusters have no profile id after " + generations
                        + " attempts. Every cluster must hold its least record; report this with the run's log.");
    }

    static TarnException idsNotUnique(long clusters, long ids) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                clusters + " clusters share " + ids + " profile ids, which must be one each. Nothing was published;"
                        + " report this with the run's log.");
    }

    static TarnException recordsNotDense(long expected, long found) {
        return new TarnException(
                ErrorCode.INVARIANT_BROKEN,
                "Record number " + found + " stands where " + expected
                        + " should: the records' numbers must run from 0 without gaps. Report this with the run's log.");
    }
}
