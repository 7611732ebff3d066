package io.tarn.loop.live;

import io.tarn.loop.Progress;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Batch;
import io.tarn.storage.EventLog;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.understand.trait.TraitEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts computed traits from the whole past: builds a second store from the log by the definitions of today, and hands
 * what thereby differs to the lake. The first store is only read, and holds until the second is whole.
 *
 * <p>Confined to one thread, while nothing else writes.
 */
public final class Recount {
    /** The entry under which changed values reach the lake; it changes nothing by itself. */
    private static final String KIND = "recount";

    private static final int PROFILES_MAX = 2000;

    private final EventLog log;
    private final ProfileStore old;
    private final ProfileStore fresh;
    private final LiveRules rules;
    private final TraitEngine traits;
    /** The traits that the first store counted as they are. */
    private final TraitEngine same;

    private final InstantSource clock;
    private final Progress progress;

    /**
     * What a recount works with.
     *
     * @param old the store as it is, at the end of the log
     * @param fresh an empty one
     */
    public record Rooms(EventLog log, ProfileStore old, ProfileStore fresh, InstantSource clock, Progress progress) {}

    public Recount(Rooms rooms, LiveRules rules) {
        this.log = rooms.log();
        this.old = rooms.old();
        this.fresh = rooms.fresh();
        this.rules = rules;
        this.traits = new TraitEngine(rules.traits());
        this.same = new TraitEngine(new TraitBook(rules.traits()).counted(rooms.old()));
        this.clock = rooms.clock();
        this.progress = rooms.progress();
    }

    /**
     * Builds the second store.
     *
     * @param admission admits again what was admitted, and nothing else
     * @return how many profiles have other values now; all of them are on their way to the lake
     */
    public long run(LiveAdmission admission) {
        LiveWriter writer = new LiveWriter(log, fresh, admission, rules, new ChangeFeed());
        progress.stage("Counting traits anew");
        long reached = old.offset();
        follow(writer, reached);
        Instant now = clock.instant();
        while (fresh.nextTimer().filter(due -> !due.isAfter(now)).isPresent()) {
            log.append(List.of(new LogEntry.Tick(now))).join();
            follow(writer, reached);
        }
        // The lake has the rows of these entries; what it lacks is told below.
        fresh.arrived(reached - 1);
        long changed = tell(now);
        new TraitBook(rules.traits()).write(fresh);
        return changed;
    }

    private void follow(LiveWriter writer, long reached) {
        while (writer.step() > 0) {
            progress.advance(fresh.offset(), log.nextOffset());
            fresh.arrived(Math.min(fresh.offset(), reached) - 1);
        }
    }

    private long tell(Instant now) {
        long count = 0;
        List<ProfileId> changed = new ArrayList<>();
        Optional<ProfileId> last = Optional.empty();
        for (List<Profile> page = fresh.profilesAfter(last, PROFILES_MAX);
                !page.isEmpty();
                page = fresh.profilesAfter(last, PROFILES_MAX)) {
            Map<ProfileId, Profile> before =
                    old.findProfiles(page.stream().map(Profile::id).toList());
            for (Profile profile : page) {
                if (differs(before.get(profile.id()), profile)) {
                    changed.add(profile.id());
                }
            }
            last = Optional.of(page.getLast().id());
            count += changed.size();
            if (!changed.isEmpty()) {
                tell(now, changed);
            }
            changed.clear();
        }
        return count;
    }

    /** Values of another definition cannot be compared: where there is one, before or after, it may differ. */
    private boolean differs(@Nullable Profile before, Profile after) {
        if (before == null) {
            return true;
        }
        Map<String, Value> kept = same.values(after);
        Set<String> others = new HashSet<>(traits.values(after).keySet());
        before.constituents().forEach(one -> others.addAll(one.states().keySet()));
        same.traits().forEach(trait -> others.remove(trait.name()));
        return !others.isEmpty() || !kept.equals(same.values(before));
    }

    private void tell(Instant now, List<ProfileId> changed) {
        LogEntry mark = new LogEntry.Defined(now, KIND, "profiles", Integer.toString(changed.size()));
        long offset = log.append(List.of(mark)).join();
        fresh.commit(Batch.defining(
                offset + 1,
                List.of(new Batch.Definition(KIND, "profiles", Integer.toString(changed.size()))),
                Optional.of(new Outgoing(offset, List.of(), List.of(), List.copyOf(changed)))));
    }
}
