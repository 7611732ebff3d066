package io.tarn.loop.engage;

import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;

/** What became of an outcome that was told. */
public sealed interface OutcomeTaken {
    /** It is durable, or was before. */
    record Taken(Dispatch dispatch) implements OutcomeTaken {}

    /** It speaks of a message that is not, or no longer, known here. */
    record UnknownMessage(MessageId message) implements OutcomeTaken {}
}
