package io.tarn.server;

import io.tarn.loop.Progress;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.DeclaredTexts;
import io.tarn.loop.live.DefinitionBook;
import io.tarn.loop.live.Fill;
import io.tarn.loop.live.LakeSink;
import io.tarn.loop.live.LiveAdmission;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveWriter;
import io.tarn.loop.live.Rebuild;
import io.tarn.model.log.LogEntry;
import io.tarn.server.config.LiveTexts;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalProfileStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        ProfileStore store = LocalProfileStore.open(home, LiveStorage.config());
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

    /**
     * Makes a store ready to which nothing else writes meanwhile; the log may go on. What it makes so outlives a crash:
     * a store from before would go on by what held then, and tell the lake of it again.
     */
    public void makeReady(ProfileStore store) {
        bring(store);
        store.flush();
    }

    private void bring(ProfileStore store) {
        boolean isAnew = store.offset() == 0 && log.nextOffset() > 0 && log.firstOffset() == 0;
        try (PastDefinitions past = new PastDefinitions(house, rules, progress)) {
            if (isAnew || Rebuild.isBroken(store)) {
                new Rebuild(rooms(store), admission).run(past.spans(DeclaredTexts.versions(log)));
            }
            DefinitionBook counts = DefinitionBook.ofCounts(rules);
            DefinitionBook audiences = DefinitionBook.ofAudiences(rules);
            List<LogEntry> change = DeclaredTexts.changes(
                    store, LiveTexts.read(house.home().project()), house.clock().instant());
            if (!counts.holdsFor(store) || !audiences.holdsFor(store)) {
                LiveRules kept = rules.only(counts.kept(store), audiences.kept(store));
                fill(store, kept, past.heldFor(store).orElse(kept), change);
                return;
            }
            takeOver(store, past.heldFor(store), change);
            counts.write(store);
            audiences.write(store);
        }
    }

    /** What stands in the log goes by what held so far, what comes goes by the definitions of today. */
    private void takeOver(ProfileStore store, Optional<LiveRules> held, List<LogEntry> change) {
        if (change.isEmpty()) {
            return;
        }
        long begin = log.append(change).join() + change.size();
        held.ifPresent(before -> {
            LiveWriter writer = new LiveWriter(log, store, admission, before, new ChangeFeed());
            while (writer.step(begin) > 0) {
                Thread.onSpinWait();
            }
        });
    }

    /**
     * Fills.
     *
     * @param kept the definitions that are as they were
     * @param held what the store goes by up to here
     */
    private void fill(ProfileStore store, LiveRules kept, LiveRules held, List<LogEntry> change) {
        LiveWriter writer = new LiveWriter(log, store, admission, held, new ChangeFeed());
        LakeSink sink = new LakeSink(
                house.lake(),
                new LakeSink.Ports(log, store, admission, house.clock()),
                held.counting(),
                home.resolve("tmp").resolve("filling"));
        Fill fill = new Fill(rooms(store), rules, change, offset -> {
            while (writer.step(offset) > 0) {
                Thread.onSpinWait();
            }
            while (sink.flush() > 0) {
                Thread.onSpinWait();
            }
        });
        long changed = fill.count(kept.counting().definitions().keySet());
        if (changed > 0) {
            progress.note(changed + (changed == 1 ? " profile has" : " profiles have") + " other computed traits now.");
        }
        fill.audiences();
    }

    private Fill.Rooms rooms(ProfileStore store) {
        return new Fill.Rooms(house.lake(), log, store, house.clock(), progress);
    }
}
