package io.tarn.loop.engage;

import io.tarn.model.log.LogEntry.AttemptStage;
import io.tarn.model.log.LogEntry.Attempted;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Dispatch.State;

/** What an attempt that stands in the log makes of a message: the writer's step. */
public final class AttemptStep {
    private AttemptStep() {}

    /**
     * A message after an entry about it; the same object when the entry changes nothing. Nothing changes what has ended.
     * What an earlier attempt came to changes nothing of a later one, unless it says that the message was or may have
     * been taken.
     */
    public static Dispatch after(Dispatch before, Attempted entry) {
        if (before.state().isEnd()) {
            return before;
        }
        boolean late = entry.attempt() < before.attempts();
        int attempts = Math.max(before.attempts(), entry.attempt());
        return switch (entry.stage()) {
            case AttemptStage.Begun _ ->
                late ? before : before.in(State.SENDING, attempts, entry.at(), before.reason());
            case AttemptStage.Delivered _ -> before.in(State.DELIVERED, attempts, entry.at(), entry.reason());
            case AttemptStage.Failed _ -> late ? before : before.in(State.FAILED, attempts, entry.at(), entry.reason());
            case AttemptStage.Deferred(var until) ->
                late ? before : before.in(State.QUEUED, attempts, until, entry.reason());
            case AttemptStage.Uncertain _ -> before.in(State.UNCERTAIN, attempts, entry.at(), entry.reason());
        };
    }
}
