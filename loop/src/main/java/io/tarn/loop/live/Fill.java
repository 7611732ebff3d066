package io.tarn.loop.live;

import io.tarn.lake.Lake;
import io.tarn.loop.Progress;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.storage.Batch;
import io.tarn.storage.EventLog;
import io.tarn.storage.ProfileStore;
import io.tarn.understand.membership.Concern;
import io.tarn.understand.trait.TraitEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Makes a store go by the definitions of today where they are others than those it went by: counts what is counted anew
 * from the events of the lake, and lets profiles into audiences that say something else. What is as it was stays
 * untouched. A break is made good by doing it again.
 *
 * <p>Confined to one thread, while nothing else writes to the store; events may go on to enter the log meanwhile.
 */
public final class Fill {
    private static final int PROFILES_MAX = 2000;

    private final Rooms rooms;
    private final LiveRules rules;
    private final TraitEngine traits;
    private final int profilesMax;
    /** None where what it does happened before, and the lake has heard of it. */
    private final Optional<FillMarks> marks;

    /** What it works with. */
    public record Rooms(Lake lake, EventLog log, ProfileStore store, InstantSource clock, Progress progress) {}

    /**
     * Makes ready.
     *
     * @param change what the log is told where the definitions of today begin to hold
     * @param past brings the store to an offset, and all rows up to there into the lake, by what the store went by so far
     */
    public Fill(Rooms rooms, LiveRules rules, List<LogEntry> change, LongConsumer past) {
        this(rooms, rules, change, past, PROFILES_MAX);
    }

    /** @param profilesMax how many profiles one commit takes at most */
    Fill(Rooms rooms, LiveRules rules, List<LogEntry> change, LongConsumer past, int profilesMax) {
        this(rooms, rules, Optional.of(marks(rooms, change, past, profilesMax)), profilesMax);
    }

    private Fill(Rooms rooms, LiveRules rules, Optional<FillMarks> marks, int profilesMax) {
        this.rooms = rooms;
        this.rules = rules;
        this.traits = rules.counting();
        this.profilesMax = profilesMax;
        this.marks = marks;
    }

    /** What was done before where the store stands now, while it is built anew: of it the log and the lake know. */
    static Fill again(Rooms rooms, LiveRules rules) {
        return new Fill(rooms, rules, Optional.empty(), PROFILES_MAX);
    }

    /** As many as values and audiences take. What arrives before them may bring more profiles than were counted. */
    private static FillMarks marks(Rooms rooms, List<LogEntry> change, LongConsumer past, int profilesMax) {
        FillMarks reserved =
                FillMarks.reserve(rooms.log(), rooms.clock().instant(), 2 * pages(rooms, profilesMax), change);
        past.accept(reserved.next());
        while (reserved.left() < 2 * pages(rooms, profilesMax)) {
            reserved =
                    FillMarks.reserve(rooms.log(), rooms.clock().instant(), 2 * pages(rooms, profilesMax), List.of());
            past.accept(reserved.next());
        }
        return reserved;
    }

    private static int pages(Rooms rooms, int profilesMax) {
        return Math.toIntExact(rooms.store().profileCount() / profilesMax) + 1;
    }

    /**
     * Counts anew.
     *
     * @param counted the names of what the store counted up to now as it is to be counted
     * @return how many profiles may have other computed traits now; all of them are on their way to the lake
     */
    public long count(Set<String> counted) {
        DefinitionBook book = DefinitionBook.ofCounts(rules);
        Set<String> outdated = book.outdated(rooms.store());
        Set<String> missing = new HashSet<>(traits.definitions().keySet());
        missing.removeAll(counted);
        outdated.addAll(missing);
        if (!outdated.isEmpty()) {
            rooms.progress().stage("Counting events anew");
            Clearing clearing = new Clearing(outdated, traits, rooms.clock().instant());
            each(false, (id, work) -> clearing.clear(work, id));
        }
        book.strike(rooms.store());
        TraitEngine anew = traits.only(missing);
        if (!anew.events().isEmpty()) {
            new PastEvents(rooms, anew, profilesMax).count();
        }
        Set<String> named = traits.traits().stream()
                .map(one -> one.name())
                .filter(missing::contains)
                .collect(Collectors.toSet());
        long[] changed = {0};
        if (!named.isEmpty()) {
            each(true, (id, work) -> {
                Profile profile = work.profile(id);
                if (traits.values(profile).keySet().stream().anyMatch(named::contains)) {
                    work.put(profile);
                    changed[0]++;
                }
            });
        }
        book.write(rooms.store());
        return changed[0];
    }

    /** Lets profiles into audiences that say something else than before, and out of them. */
    public void audiences() {
        DefinitionBook book = DefinitionBook.ofAudiences(rules);
        Set<String> kept = book.kept(rooms.store());
        Concern.Definitions changed = new Concern.Definitions(rules.campaigns().audiences().stream()
                .map(one -> one.name())
                .filter(name -> !kept.contains(name.value()))
                .collect(Collectors.toSet()));
        if (changed.audiences().isEmpty() && book.outdated(rooms.store()).isEmpty()) {
            return;
        }
        rooms.progress().stage("Filling audiences");
        MembershipStep step = new MembershipStep(rules, traits);
        Instant now = rooms.clock().instant();
        each(true, (id, work) -> step.fill(work.offset(), now, id, changed, work));
        book.write(rooms.store());
    }

    /**
     * Does something with every profile, some in each commit.
     *
     * @param told whether the lake is to hear what changed
     */
    private void each(boolean told, BiConsumer<ProfileId, Workspace> something) {
        ProfileStore store = rooms.store();
        Optional<ProfileId> last = Optional.empty();
        long done = 0;
        for (List<Profile> page = store.profilesAfter(last, profilesMax);
                !page.isEmpty();
                page = store.profilesAfter(last, profilesMax)) {
            long offset = told ? marks.map(FillMarks::take).orElse(store.offset() - 1) : store.offset() - 1;
            Workspace work = new Workspace(store, offset);
            work.fetchProfiles(page.stream().map(Profile::id).toList());
            work.fetchStandings();
            page.forEach(profile -> something.accept(profile.id(), work));
            Batch batch = work.batch(offset + 1);
            store.commit(told && marks.isPresent() ? batch : batch.untold());
            last = Optional.of(page.getLast().id());
            done += page.size();
            rooms.progress().advance(done, Math.max(done, store.profileCount()));
        }
    }
}
