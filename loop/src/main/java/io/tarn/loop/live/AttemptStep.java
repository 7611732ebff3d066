package io.tarn.loop.live;

import io.tarn.model.log.LogEntry.Attempted;
import io.tarn.storage.Dispatch;
import java.util.Optional;

/** Takes down how far attempts to deliver messages are. What it changes is the workspace. */
final class AttemptStep {
    void apply(long offset, Attempted attempted, Workspace work) {
        Optional<Dispatch> before = work.dispatch(attempted.message());
        if (before.isEmpty()) {
            return;
        }
        Dispatch after = after(before.get(), attempted);
        if (!after.equals(before.get())) {
            work.put(after);
            Posting.tell(offset, after, work);
        }
    }

    /** What has ended stays as it is. */
    private static Dispatch after(Dispatch dispatch, Attempted attempted) {
        return dispatch;
    }
}
