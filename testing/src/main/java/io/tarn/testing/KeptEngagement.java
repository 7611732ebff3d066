package io.tarn.testing;

import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Batch;
import io.tarn.storage.Dispatch;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store in memory keeps of audiences, campaigns and messages. Guarded by whoever holds it. */
final class KeptEngagement {
    private static final Comparator<Dispatch> BY_INSTANT = Comparator.comparing(Dispatch::at)
            .thenComparing(dispatch -> dispatch.message().id());

    final Map<ProfileId, Standing> standings = new HashMap<>();
    final TreeMap<MessageId, Dispatch> dispatches = new TreeMap<>();

    List<Dispatch> due(Instant asOf, int dispatchesMax) {
        return dispatches.values().stream()
                .filter(one -> one.state() == Dispatch.State.QUEUED && !one.at().isAfter(asOf))
                .sorted(BY_INSTANT)
                .limit(dispatchesMax)
                .toList();
    }

    List<Dispatch> begun() {
        return dispatches.values().stream()
                .filter(one -> one.state() == Dispatch.State.SENDING)
                .toList();
    }

    void commit(Batch batch) {
        batch.erased().forEach(this::erase);
        standings.putAll(batch.engagement().standings());
        for (Dispatch dispatch : batch.engagement().dispatches()) {
            dispatches.put(dispatch.message().id(), dispatch);
        }
        batch.erased().forEach(this::erase);
        standings.values().removeIf(Standing::isNone);
    }

    private void erase(ProfileId id) {
        standings.remove(id);
        dispatches
                .values()
                .removeIf(one -> one.decision().occasion().subject().equals(id)
                        || one.decision().profile().equals(id)
                        || one.message().profile().equals(id));
    }
}
