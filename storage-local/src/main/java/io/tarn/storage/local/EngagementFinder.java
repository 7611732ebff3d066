package io.tarn.storage.local;

import io.tarn.model.decision.Standing;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import io.tarn.wire.bytes.ProfileIdBytes;
import io.tarn.wire.engagement.StandingCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/** Finds standings, and messages by how far they came. Safe to share between threads. */
final class EngagementFinder {
    private final Database<StoreFamily> database;
    private final Floor<QueuePlace> queue = new Floor<>(QueuePlace.FIRST);

    EngagementFinder(Database<StoreFamily> database) {
        this.database = database;
    }

    Map<ProfileId, Standing> standings(Collection<ProfileId> constituents) {
        Map<ProfileId, Standing> found = new HashMap<>();
        if (constituents.isEmpty()) {
            return found;
        }
        List<ProfileId> asked = List.copyOf(constituents);
        List<byte[]> keys = new ArrayList<>(asked.size());
        for (ProfileId id : asked) {
            keys.add(ProfileIdBytes.of(id));
        }
        List<Optional<byte[]>> values = database.read(open -> {
            try (ReadOptions options = new ReadOptions()) {
                return open.find(StoreFamily.STANDINGS, options, keys);
            }
        });
        for (int i = 0; i < asked.size(); i++) {
            ProfileId id = asked.get(i);
            values.get(i).ifPresent(bytes -> found.put(id, StandingCodec.decode(bytes)));
        }
        return found;
    }

    Optional<Dispatch> dispatch(MessageId message) {
        byte[] key = EngagementKeys.dispatch(message);
        return Optional.ofNullable(database.read(open -> open.find(StoreFamily.DISPATCHES, key)))
                .map(DispatchForm::decode);
    }

    /** A commit between the look at the queue and the look at its messages may have moved some: they are left out. */
    List<Dispatch> due(Instant asOf, int dispatchesMax) {
        if (dispatchesMax < 1) {
            return List.of();
        }
        Floor.Mark<QueuePlace> mark = queue.current();
        List<MessageId> messages = new ArrayList<>();
        List<Dispatch> due = database.read(open -> {
            List<QueuePlace> first = new ArrayList<>(1);
            open.scan(
                    StoreFamily.DISPATCHES_LED,
                    EngagementKeys.queued(),
                    EngagementKeys.queuedFrom(mark.place()),
                    (key, _) -> {
                        QueuePlace place = EngagementKeys.queued(key);
                        if (first.isEmpty()) {
                            first.add(place);
                        }
                        return !place.at().isAfter(asOf)
                                && messages.add(EngagementKeys.message(key))
                                && messages.size() < dispatchesMax;
                    });
            queue.lift(mark, first.isEmpty() ? QueuePlace.LAST : first.getFirst());
            return find(open, messages);
        });
        due.removeIf(dispatch ->
                dispatch.state() != Dispatch.State.QUEUED || dispatch.at().isAfter(asOf));
        return due;
    }

    List<Dispatch> begun() {
        List<Dispatch> begun = database.read(open -> {
            List<MessageId> messages = new ArrayList<>();
            for (byte[] key : open.keys(StoreFamily.DISPATCHES_LED, EngagementKeys.sending())) {
                messages.add(EngagementKeys.message(key));
            }
            return find(open, messages);
        });
        begun.removeIf(dispatch -> dispatch.state() != Dispatch.State.SENDING);
        return begun;
    }

    /** After a commit. */
    void committed(Engagement engagement) {
        List<QueuePlace> added = new ArrayList<>();
        for (Dispatch dispatch : engagement.dispatches()) {
            if (dispatch.state() == Dispatch.State.QUEUED) {
                added.add(QueuePlace.of(dispatch));
            }
        }
        queue.added(added);
    }

    /** After the database was opened anew. */
    void reset() {
        queue.reset();
    }

    private static List<Dispatch> find(OpenDatabase<StoreFamily> open, List<MessageId> messages)
            throws RocksDBException {
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
