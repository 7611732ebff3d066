package io.tarn.server;

import io.tarn.collect.admit.Admission;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import io.tarn.lake.table.OpsTables;
import io.tarn.loop.Progress;
import io.tarn.loop.live.ChangeFeed;
import io.tarn.loop.live.LakeSink;
import io.tarn.loop.live.LiveRules;
import io.tarn.loop.live.LiveWriter;
import io.tarn.loop.live.PlannedAdmission;
import io.tarn.loop.live.Recount;
import io.tarn.loop.live.TakenBefore;
import io.tarn.loop.live.TraitBook;
import io.tarn.loop.live.UnforgottenAdmission;
import io.tarn.loop.retain.RetainReceipt;
import io.tarn.loop.tombstone.Tombstones;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.TrackingPlan;
import io.tarn.server.config.Project;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.local.LocalProfileStore;
import io.tarn.storage.local.LocalStorageConfig;
import io.tarn.understand.trait.TraitEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The profile store of a home, in which every computed trait counts the whole past: where definitions are new or changed,
 * it is built anew before anything else uses it. The new store lies in {@code recount/} until it is whole; a break leaves
 * the old one, or finishes the exchange at the next start. One thread.
 */
public final class CountedStore {
    private static final LocalStorageConfig CONFIG = LocalStorageConfig.defaults();

    private final House house;
    private final EventLog log;
    private final UnforgottenAdmission admission;
    private final UnforgottenAdmission unplanned;
    private final Progress progress;
    private final LiveRules rules;
    private final Path home;
    private final Path recount;

    public CountedStore(House house, EventLog log, Tombstones tombstones, Progress progress) {
        this.house = house;
        this.log = log;
        this.progress = progress;
        this.admission = new UnforgottenAdmission(new Door(house), tombstones);
        Admission open = new Admission(TrackingPlan.OPEN, house.config().defaultRegion());
        this.unplanned = new UnforgottenAdmission(new PlannedAdmission(open), tombstones);
        Project project = new Project(house.home().project());
        this.rules = new LiveRules(project.identifiers(), project.traits(), project.identity());
        this.home = house.home().root();
        this.recount = home.resolve("recount");
    }

    /** Opens the store, counted anew where that is needed. */
    public ProfileStore open() {
        exchange();
        ProfileStore store = LocalProfileStore.open(home, CONFIG);
        boolean whole = false;
        try {
            TraitBook book = new TraitBook(rules.traits());
            if (book.holdsFor(store)) {
                book.write(store);
                whole = true;
                return store;
            }
            if (log.firstOffset() > 0 || hasLeftTheLog()) {
                progress.note("Computed traits have changed, and events of the past have left the log by retention: new"
                        + " definitions count only what comes from now on.");
                whole = true;
                return store;
            }
            catchUp(store, book);
            recount(store);
        } finally {
            if (!whole) {
                store.close();
            }
        }
        exchange();
        return LocalProfileStore.open(home, CONFIG);
    }

    private boolean hasLeftTheLog() {
        if (house.lake().find(OpsTables.RETAINED.name()).isEmpty()) {
            return false;
        }
        try (LakeSession session = house.lake().open(new ReadPoint.Latest())) {
            return session.query(
                            Statement.of(
                                    "SELECT count(*) FROM " + OpsTables.RETAINED.name()
                                            + " WHERE place = ? AND removed > 0",
                                    RetainReceipt.LOG),
                            row -> row.number(0) > 0)
                    .getFirst();
        }
    }

    /** Brings the old store to the end of the log, and the lake with it, by the definitions that are as they were. */
    private void catchUp(ProfileStore store, TraitBook book) {
        LiveRules counted = new LiveRules(rules.identifiers(), book.counted(store), rules.matching());
        LiveWriter writer = new LiveWriter(log, store, admission, counted, new ChangeFeed());
        int taken;
        do {
            taken = writer.step();
        } while (taken > 0);
        LakeSink sink = new LakeSink(
                house.lake(),
                new LakeSink.Ports(log, store, admission, house.clock()),
                new TraitEngine(counted.traits()),
                home.resolve("tmp").resolve("recount"));
        int carried;
        do {
            carried = sink.flush();
        } while (carried > 0);
    }

    private void recount(ProfileStore store) {
        progress.note("Computed traits have changed: they are counted anew from the whole past before anything else.");
        try (ProfileStore fresh = LocalProfileStore.open(recount, CONFIG)) {
            long changed = new Recount(new Recount.Rooms(log, store, fresh, house.clock(), progress), rules)
                    .run(new TakenBefore(store, house.lake(), admission, unplanned));
            progress.note(changed + (changed == 1 ? " profile has" : " profiles have") + " other computed traits now.");
        }
        try {
            Files.createFile(complete());
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private Path complete() {
        return recount.resolve("complete");
    }

    /** Puts a whole new store in the place of the old one; clears away one that was cut off. */
    private void exchange() {
        if (!Files.isDirectory(recount)) {
            return;
        }
        try {
            Path fresh = recount.resolve("store");
            if (Files.exists(complete()) && Files.isDirectory(fresh)) {
                delete(home.resolve("store"));
                Files.move(fresh, home.resolve("store"), StandardCopyOption.ATOMIC_MOVE);
            }
            delete(recount);
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walked = Files.walk(folder)) {
            all = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.delete(one);
        }
    }

    private TarnException unusable(IOException failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The folder '" + recount + "', in which computed traits are counted anew, cannot be used ("
                        + failure.getMessage() + "). Check permissions and free space, and start again.",
                failure);
    }
}
