package io.tarn.connectors.smtp;

import io.tarn.engage.delivery.DeliveryJournal;
import io.tarn.model.message.DeliveryResult;
import io.tarn.model.message.MessageId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A journal in memory that insists on its contract. Safe for many threads. */
public final class TestingJournal implements DeliveryJournal {
    private final Map<MessageId, Optional<DeliveryResult>> entries = new HashMap<>();

    @Override
    public synchronized void intended(MessageId message) {
        Optional<DeliveryResult> earlier = entries.get(message);
        if (earlier != null && !(earlier.orElse(null) instanceof DeliveryResult.Deferred)) {
            throw new IllegalStateException(message + " was intended before");
        }
        entries.put(message, Optional.empty());
    }

    @Override
    public synchronized void ended(MessageId message, DeliveryResult result) {
        if (!Optional.empty().equals(entries.put(message, Optional.of(result)))) {
            throw new IllegalStateException(message + " ended without an intent");
        }
    }

    /** What is known of a message; absent when nothing was at stake. */
    public synchronized Optional<DeliveryResult> end(MessageId message) {
        return entries.getOrDefault(message, Optional.empty());
    }

    public synchronized boolean isIntended(MessageId message) {
        return entries.containsKey(message);
    }
}
