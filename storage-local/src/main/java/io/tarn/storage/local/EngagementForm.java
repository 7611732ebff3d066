package io.tarn.storage.local;

import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.ProfileIdBytes;
import io.tarn.wire.engagement.StandingCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Spells as writes to the store what a batch changes of audiences, campaigns and messages. */
final class EngagementForm {
    private static final byte[] EMPTY = new byte[0];
    private static final int STANDING_BYTES = 2048;

    private final WriteBatch writes;
    private final OpenDatabase<StoreFamily> open;

    EngagementForm(WriteBatch writes, OpenDatabase<StoreFamily> open) {
        this.writes = writes;
        this.open = open;
    }

    /** @param erased of whom nothing remains, also of what is put here */
    void put(Engagement engagement, Set<ProfileId> erased) throws RocksDBException {
        putStandings(engagement.standings());
        for (ProfileId id : erased) {
            writes.delete(open.family(StoreFamily.STANDINGS), ProfileIdBytes.of(id));
        }
        putDispatches(engagement.dispatches(), erased);
    }

    private void putStandings(Map<ProfileId, Standing> standings) throws RocksDBException {
        if (standings.isEmpty()) {
            return;
        }
        ByteWriter room = new ByteWriter(STANDING_BYTES);
        for (Map.Entry<ProfileId, Standing> entry : standings.entrySet()) {
            byte[] key = ProfileIdBytes.of(entry.getKey());
            if (entry.getValue().isNone()) {
                writes.delete(open.family(StoreFamily.STANDINGS), key);
            } else {
                writes.put(open.family(StoreFamily.STANDINGS), key, StandingCodec.encode(entry.getValue(), room));
            }
        }
    }

    /** What led to a message as it was goes before what leads to it as it is comes. */
    private void putDispatches(List<Dispatch> dispatches, Set<ProfileId> erased) throws RocksDBException {
        Map<MessageId, Dispatch> now = new LinkedHashMap<>();
        for (Dispatch dispatch : dispatches) {
            now.put(dispatch.message().id(), dispatch);
        }
        Set<MessageId> gone = new HashSet<>();
        for (ProfileId id : erased) {
            for (byte[] key : open.keys(StoreFamily.DISPATCHES_LED, EngagementKeys.of(id))) {
                gone.add(EngagementKeys.message(key));
            }
        }
        now.values().removeIf(dispatch -> !Collections.disjoint(EngagementKeys.persons(dispatch), erased));
        Set<MessageId> touched = new HashSet<>(gone);
        touched.addAll(now.keySet());
        for (Dispatch before : find(touched)) {
            for (byte[] key : EngagementKeys.leads(before)) {
                writes.delete(open.family(StoreFamily.DISPATCHES_LED), key);
            }
        }
        for (MessageId message : gone) {
            writes.delete(open.family(StoreFamily.DISPATCHES), EngagementKeys.dispatch(message));
        }
        for (Map.Entry<MessageId, Dispatch> entry : now.entrySet()) {
            Dispatch dispatch = entry.getValue();
            byte[] key = EngagementKeys.dispatch(entry.getKey());
            writes.put(open.family(StoreFamily.DISPATCHES), key, DispatchForm.encode(dispatch));
            for (byte[] lead : EngagementKeys.leads(dispatch)) {
                writes.put(open.family(StoreFamily.DISPATCHES_LED), lead, EMPTY);
            }
        }
    }

    private List<Dispatch> find(Collection<MessageId> messages) throws RocksDBException {
        List<Dispatch> found = new ArrayList<>();
        if (messages.isEmpty()) {
            return found;
        }
        List<byte[]> keys = messages.stream().map(EngagementKeys::dispatch).toList();
        try (ReadOptions options = new ReadOptions()) {
            for (Optional<byte[]> value : open.find(StoreFamily.DISPATCHES, options, keys)) {
                value.ifPresent(bytes -> found.add(DispatchForm.decode(bytes)));
            }
        }
        return found;
    }
}
