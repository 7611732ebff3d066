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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;

/** Finds standings, and messages by how far they came. Safe to share between threads. */
final class EngagementFinder {
    private final Database<StoreFamily> database;
    private final Floor<QueuePlace> queue = new Floor<>(QueuePlace.FIRST);
    /** {@link Standing#NONE} for a constituent that has none, so that nobody asks the disk for it again. */
    private final CommittedCache<ProfileId, Standing> standings;

    EngagementFinder(Database<StoreFamily> database, int standingsCachedMax) {
        this.database = database;
        this.standings = new CommittedCache<>(standingsCachedMax);
    }

    Map<ProfileId, Standing> standings(Collection<ProfileId> constituents) {
        Map<ProfileId, Standing> found = new HashMap<>();
        Set<ProfileId> missing = new LinkedHashSet<>();
        for (ProfileId id : constituents) {
            standings.find(id).ifPresentOrElse(standing -> found.put(id, standing), () -> missing.add(id));
        }
        if (!missing.isEmpty()) {
            long moment = standings.moment();
            Map<ProfileId, Standing> fetched = fetch(List.copyOf(missing));
            standings.keep(moment, fetched);
            found.putAll(fetched);
        }
        found.values().removeIf(Standing::isNone);
        return found;
    }

    private Map<ProfileId, Standing> fetch(List<ProfileId> ids) {
        List<byte[]> keys = ids.stream().map(ProfileIdBytes::of).toList();
        List<Optional<byte[]>> values = database.read(open -> {
            try (ReadOptions options = new ReadOptions()) {
                return open.find(StoreFamily.STANDINGS, options, keys);
            }
        });
        Map<ProfileId, Standing> fetched = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            fetched.put(ids.get(i), values.get(i).map(StandingCodec::decode).orElse(Standing.NONE));
        }
        return fetched;
    }

    Optional<Dispatch> dispatch(MessageId message) {
        byte[] key = EngagementKeys.dispatch(message);
        return database.read(open -> Optional.ofNullable(open.find(StoreFamily.DISPATCHES, key)))
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

    /** Before a commit writes. */
    void begin() {
        standings.begin();
    }

    /** After a commit has written. */
    void end(Engagement engagement, Set<ProfileId> erased) {
        standings.end(engagement.standings(), erased);
        List<QueuePlace> added = new ArrayList<>();
        for (Dispatch dispatch : engagement.dispatches()) {
            if (dispatch.state() == Dispatch.State.QUEUED) {
                added.add(QueuePlace.of(dispatch));
            }
        }
        queue.added(added);
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
