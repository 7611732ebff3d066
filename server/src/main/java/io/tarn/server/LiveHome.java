package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.erase.LiveRoad;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.LakeSink;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveWriter;
import io.tarn.loop.live.UnforgottenAdmission;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.error.TarnException;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalEventLog;
import io.tarn.storage.local.LocalStorageConfig;

/** The live road of a home on which no server runs, opened for one command. One thread. */
final class LiveHome implements LiveRoad, AutoCloseable {
    private final EventLog log;
    private final ProfileStore store;
    private final LiveAdmission admission;
    private final LiveWriter writer;
    private final LakeSink sink;

    private LiveHome(House house, EventLog log, ProfileStore store, LiveAdmission admission, LiveRules rules) {
        this.log = log;
        this.store = store;
        this.admission = admission;
        this.writer = new LiveWriter(log, store, admission, rules, new ChangeFeed());
        this.sink = new LakeSink(
                house.lake(),
                new LakeSink.Ports(log, store, admission, house.clock()),
                rules.counting(),
                house.home().root().resolve("tmp").resolve("sink"));
    }

    /**
     * Opens log and store.
     *
     * @throws TarnException LOCKED when a server has them open
     */
    static LiveHome open(House house, Tombstones tombstones, Progress progress) {
        LocalStorageConfig config = LiveStorage.config();
        EventLog log = LocalEventLog.open(house.home().root(), config);
        try {
            LiveAdmission admission = new UnforgottenAdmission(new Door(house), tombstones);
            LiveRules rules = Rulebook.read(house, progress);
            ProfileStore store = new CountedStore(house, log, admission, rules, progress).open();
            try {
                return new LiveHome(house, log, store, admission, rules);
            } catch (RuntimeException failure) {
                store.close();
                throw failure;
            }
        } catch (RuntimeException failure) {
            log.close();
            throw failure;
        }
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public ProfileStore store() {
        return store;
    }

    LiveAdmission admission() {
        return admission;
    }

    @Override
    public void settle() {
        settle(Progress.SILENT);
    }

    /** As {@link #settle()}, and tells how far it is. */
    void settle(Progress progress) {
        long begin = store.offset();
        int taken;
        do {
            taken = writer.step();
            progress.advance(store.offset() - begin, log.nextOffset() - begin);
        } while (taken > 0);
        int carried;
        do {
            carried = sink.flush();
        } while (carried > 0);
    }

    @Override
    public void close() {
        store.close();
        log.close();
    }
}
