package io.tarn.storage.local;

import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Batch;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Timer;
import io.tarn.wire.bytes.ByteWriter;
import io.tarn.wire.bytes.ProfileIdBytes;
import io.tarn.wire.profile.ProfileCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Spells a batch as writes to the store, in the order of its components: what is both added and dropped is gone, and
 * of whom is erased nothing remains.
 */
final class CommitForm {
    private static final byte[] EMPTY = new byte[0];
    private static final int PROFILE_BYTES = 8192;

    /** The room in which one profile after the other is spelled. */
    private final ByteWriter profileForm = new ByteWriter(PROFILE_BYTES);

    private final WriteBatch writes;
    private final OpenDatabase<StoreFamily> open;

    CommitForm(WriteBatch writes, OpenDatabase<StoreFamily> open) {
        this.writes = writes;
        this.open = open;
    }

    /** @param born those of its profiles that were none before: only they can have been redirected elsewhere */
    void put(Batch batch, Set<ProfileId> born) throws RocksDBException {
        putProfiles(batch, born);
        for (Map.Entry<Identifier, Optional<IdentifierState>> entry :
                batch.identifiers().entrySet()) {
            byte[] key = Keys.identifier(entry.getKey());
            if (entry.getValue().isPresent()) {
                put(
                        StoreFamily.IDENTIFIERS,
                        key,
                        StoreForms.identifier(entry.getValue().get()));
            } else {
                delete(StoreFamily.IDENTIFIERS, key);
            }
        }
        for (var key : batch.seen()) {
            put(StoreFamily.SEEN, Keys.seen(key), EMPTY);
        }
        putWindowsAndTimers(batch);
        for (Batch.Pair pair : batch.apart()) {
            put(StoreFamily.APART, Keys.pair(pair.left(), pair.right()), EMPTY);
            put(StoreFamily.APART, Keys.pair(pair.right(), pair.left()), EMPTY);
        }
        for (Batch.Pair pair : batch.released()) {
            deletePair(pair.left(), pair.right());
        }
        for (ProfileId id : batch.erased()) {
            erase(id, batch);
        }
        new EngagementForm(writes, open).put(batch.engagement(), batch.erased());
        for (Batch.Definition definition : batch.definitions()) {
            byte[] key = Keys.definition(definition.kind(), definition.name());
            if (definition.text().isEmpty()) {
                delete(StoreFamily.DEFINITIONS, key);
            } else {
                put(StoreFamily.DEFINITIONS, key, StoreForms.text(definition.text()));
            }
        }
        if (batch.outgoing().isPresent()) {
            var outgoing = batch.outgoing().get();
            put(StoreFamily.OUTGOING, Keys.number(outgoing.offset()), StoreForms.outgoing(outgoing));
        }
    }

    void putNumber(byte[] name, long number) throws RocksDBException {
        put(StoreFamily.META, name, Keys.number(number));
    }

    private void putProfiles(Batch batch, Set<ProfileId> born) throws RocksDBException {
        for (Set<ProfileId> gone : List.of(batch.removed(), batch.erased())) {
            for (ProfileId id : gone) {
                delete(StoreFamily.PROFILES, ProfileIdBytes.of(id));
                delete(StoreFamily.REDIRECTS, ProfileIdBytes.of(id));
            }
        }
        for (Profile profile : batch.profiles()) {
            byte[] key = ProfileIdBytes.of(profile.id());
            put(StoreFamily.PROFILES, key, ProfileCodec.encode(profile, profileForm));
            if (born.contains(profile.id())) {
                delete(StoreFamily.REDIRECTS, key);
            }
        }
        for (Map.Entry<ProfileId, ProfileId> redirect : batch.redirects().entrySet()) {
            put(StoreFamily.REDIRECTS, ProfileIdBytes.of(redirect.getKey()), ProfileIdBytes.of(redirect.getValue()));
        }
    }

    private void putWindowsAndTimers(Batch batch) throws RocksDBException {
        for (Batch.WindowChange change : batch.windowAdded()) {
            put(
                    StoreFamily.WINDOWS,
                    Keys.window(change),
                    StoreForms.value(change.entry().value()));
        }
        for (Batch.WindowChange change : batch.windowDropped()) {
            delete(StoreFamily.WINDOWS, Keys.window(change));
        }
        for (Timer timer : batch.timersAdded()) {
            put(StoreFamily.TIMERS, Keys.timer(timer), EMPTY);
            put(StoreFamily.TIMERS, Keys.timerOf(timer), EMPTY);
        }
        for (Timer timer : batch.timersFired()) {
            deleteTimer(timer);
        }
    }

    /** Deletes what the store has of a constituent, and what this batch would add. */
    private void erase(ProfileId id, Batch batch) throws RocksDBException {
        byte[] own = ProfileIdBytes.of(id);
        for (byte[] key : open.keys(StoreFamily.WINDOWS, own)) {
            delete(StoreFamily.WINDOWS, key);
        }
        for (Batch.WindowChange change : batch.windowAdded()) {
            if (change.constituent().equals(id)) {
                delete(StoreFamily.WINDOWS, Keys.window(change));
            }
        }
        for (byte[] key : open.keys(StoreFamily.TIMERS, Keys.timersOf(id))) {
            deleteTimer(Keys.timerOf(key));
        }
        for (Timer timer : batch.timersAdded()) {
            if (timer.constituent().equals(id)) {
                deleteTimer(timer);
            }
        }
        for (byte[] key : open.keys(StoreFamily.APART, own)) {
            deletePair(id, ProfileIdBytes.read(key, ProfileIdBytes.LENGTH));
        }
        for (Batch.Pair pair : batch.apart()) {
            if (pair.left().equals(id) || pair.right().equals(id)) {
                deletePair(pair.left(), pair.right());
            }
        }
    }

    private void deleteTimer(Timer timer) throws RocksDBException {
        delete(StoreFamily.TIMERS, Keys.timer(timer));
        delete(StoreFamily.TIMERS, Keys.timerOf(timer));
    }

    private void deletePair(ProfileId one, ProfileId other) throws RocksDBException {
        delete(StoreFamily.APART, Keys.pair(one, other));
        delete(StoreFamily.APART, Keys.pair(other, one));
    }

    private void put(StoreFamily family, byte[] key, byte[] value) throws RocksDBException {
        writes.put(open.family(family), key, value);
    }

    private void delete(StoreFamily family, byte[] key) throws RocksDBException {
        writes.delete(open.family(family), key);
    }
}
