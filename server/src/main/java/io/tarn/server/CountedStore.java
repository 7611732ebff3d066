package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.DefinitionBook;
import io.tarn.loop.live.Fill;
import io.tarn.loop.live.LakeSink;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveWriter;
import io.tarn.loop.live.Rebuild;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalProfileStore;
import io.tarn.storage.local.LocalStorageConfig;
import java.nio.file.Path;

/**
 * The profile store of a home, in which every computed trait counts the whole past and whoever belongs to an audience is
 * in it: where definitions are new or changed, that is made so before anything else uses the store. One thread.
 */
public final class CountedStore {
    private final House house;
    private final EventLog log;
    private final LiveAdmission admission;
    private final LiveRules rules;
    private final Progress progress;
    private final Path home;

    /** @param rules as they are declared now */
    public CountedStore(House house, EventLog log, LiveAdmission admission, LiveRules rules, Progress progress) {
        this.house = house;
        this.log = log;
        this.admission = admission;
        this.rules = rules;
        this.progress = progress;
        this.home = house.home().root();
    }

    /** Opens the store, made ready where that is needed. */
    public ProfileStore open() {
        ProfileStore store = LocalProfileStore.open(home, LocalStorageConfig.defaults());
        boolean ready = false;
        try {
            makeReady(store);
            ready = true;
            return store;
        } finally {
            if (!ready) {
                store.close();
            }
        }
    }

    /** Makes a store ready to which nothing else writes meanwhile; the log may go on. */
    public void makeReady(ProfileStore store) {
        DefinitionBook counts = DefinitionBook.ofCounts(rules);
        DefinitionBook audiences = DefinitionBook.ofAudiences(rules);
        if (store.offset() == 0 && log.nextOffset() > 0 && log.firstOffset() == 0) {
            new Rebuild(rooms(store)).run(admission, rules);
            counts.write(store);
            audiences.write(store);
        } else if (counts.holdsFor(store) && audiences.holdsFor(store)) {
            counts.write(store);
            audiences.write(store);
        } else {
            fill(store, rules.only(counts.kept(store), audiences.kept(store)));
        }
    }

    /** @param known the definitions that are as they were */
    private void fill(ProfileStore store, LiveRules known) {
        LiveWriter writer = new LiveWriter(log, store, admission, known, new ChangeFeed());
        LakeSink sink = new LakeSink(
                house.lake(),
                new LakeSink.Ports(log, store, admission, house.clock()),
                known.counting(),
                home.resolve("tmp").resolve("filling"));
        Fill fill = new Fill(rooms(store), rules, offset -> {
            while (writer.step(offset) > 0) {
                Thread.onSpinWait();
            }
            while (sink.flush() > 0) {
                Thread.onSpinWait();
            }
        });
        long changed = fill.count(known.counting().definitions().keySet());
        if (changed > 0) {
            progress.note(changed + (changed == 1 ? " profile has" : " profiles have") + " other computed traits now.");
        }
        fill.audiences();
    }

    private Fill.Rooms rooms(ProfileStore store) {
        return new Fill.Rooms(house.lake(), log, store, house.clock(), progress);
    }
}
