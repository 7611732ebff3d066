package io.tarn.loop.live;

import io.tarn.collect.admit.Admitted;
import io.tarn.loop.Joined;
import io.tarn.model.decision.Standing;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.profile.Profile;
import io.tarn.storage.EventLog;
import io.tarn.storage.EventLog.Logged;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.ProfileStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the log a page at a time, with what the store has of the persons in it: where there is another thread for it,
 * the next page while the writer is still at work on the one before. Confined to one thread, the writer's, but for what
 * it gives to the other.
 */
final class ReadAhead {
    /** From such a part of a page on, what waits is read ahead. */
    private static final int PART_OF_PAGE = 5;

    private final Sources sources;
    private final LiveWriter.Pace pace;
    private final boolean standing;
    private Optional<Ahead> ahead = Optional.empty();

    /**
     * Entries that one commit takes, and what was found of them before it.
     *
     * @param entries ticks stand alone in a page, since they read timers as they are committed
     * @param admitted what each entry is as an event; empty for what is none
     * @param seen those of its events that were taken already
     * @param identifiers what the store had of each that its events bear
     * @param profiles what the store had of those whom the identifiers lead to, by the ids that they lead to
     * @param standings how each constituent of those stood, where that is asked for
     */
    record Page(
            List<Logged> entries,
            List<Optional<Admitted>> admitted,
            Set<EventKey> seen,
            Map<Identifier, Optional<IdentifierState>> identifiers,
            Map<ProfileId, Profile> profiles,
            Map<ProfileId, Standing> standings) {
        long end() {
            return entries.getLast().offset() + 1;
        }
    }

    private record Ahead(long from, CompletableFuture<Optional<Page>> page) {}

    /** What it reads from. */
    record Sources(EventLog log, ProfileStore store, LiveAdmission admission, EventTracer tracer) {}

    /** @param standing whether anybody will ask how persons stand with audiences and campaigns */
    ReadAhead(Sources sources, LiveWriter.Pace pace, boolean standing) {
        this.sources = sources;
        this.pace = pace;
        this.standing = standing;
    }

    /**
     * The page that begins at an offset, and begins to read the one behind it.
     *
     * @param left how many entries it may have, if that is less than any page has
     * @param committed when the batch before is in the store: what is read ahead knows all but the page that is taken
     * @return empty at the end of the log
     */
    Optional<Page> take(long from, long left, CompletableFuture<Void> committed) {
        Optional<Ahead> begun = ahead;
        ahead = Optional.empty();
        Optional<Page> page = begun.filter(one -> one.from() == from)
                .map(one -> Joined.of(one.page()))
                .filter(found -> found.isEmpty() || found.get().entries().size() <= left)
                .orElseGet(() -> now(from, left, committed));
        page.ifPresent(one -> pace.beside()
                .filter(_ -> isWorthIt(sources.log().nextOffset() - one.end()))
                .ifPresent(executor -> ahead = Optional.of(new Ahead(
                        one.end(), committed.thenApplyAsync(_ -> read(one.end(), pace.entriesMax()), executor)))));
        return page;
    }

    /** Few entries are done sooner than handed to another thread. */
    private boolean isWorthIt(long waiting) {
        return waiting > pace.entriesMax() / PART_OF_PAGE;
    }

    /** Whether a page is read, or was, that nobody has taken yet. */
    boolean isAtWork() {
        return ahead.isPresent();
    }

    private Optional<Page> now(long from, long left, CompletableFuture<Void> committed) {
        Joined.of(committed);
        return read(from, (int) Math.min(pace.entriesMax(), left));
    }

    private Optional<Page> read(long from, int entriesMax) {
        List<Logged> entries = untilTick(sources.log().read(from, entriesMax));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<Optional<Admitted>> admitted = new ArrayList<>(entries.size());
        List<EventKey> keys = new ArrayList<>();
        Set<Identifier> wanted = new HashSet<>();
        for (Logged logged : entries) {
            if (!(logged.entry() instanceof LogEntry.Received(RawEvent raw))) {
                admitted.add(Optional.empty());
                continue;
            }
            long startNanos = raw.trace().isPresent() ? System.nanoTime() : 0;
            Admitted one = sources.admission().admit(raw);
            if (raw.trace().isPresent()) {
                sources.tracer().passed(raw, logged.offset(), EventTracer.Step.ADMIT, startNanos, System.nanoTime());
            }
            admitted.add(Optional.of(one));
            keys.add(raw.key());
            if (one instanceof Admitted.Accepted accepted) {
                wanted.addAll(EventStep.identifiers(accepted.event()));
            }
        }
        return Optional.of(found(entries, admitted, keys, wanted));
    }

    private Page found(
            List<Logged> entries, List<Optional<Admitted>> admitted, List<EventKey> keys, Set<Identifier> wanted) {
        Set<EventKey> seen = sources.store().findSeen(keys);
        Map<Identifier, IdentifierState> states = sources.store().findIdentifiers(wanted);
        Map<Identifier, Optional<IdentifierState>> identifiers = HashMap.newHashMap(wanted.size());
        Set<ProfileId> owners = new HashSet<>();
        for (Identifier one : wanted) {
            Optional<IdentifierState> state = Optional.ofNullable(states.get(one));
            identifiers.put(one, state);
            state.flatMap(IdentifierState::owner).ifPresent(owners::add);
        }
        Map<ProfileId, Profile> profiles = sources.store().findProfiles(owners);
        return new Page(entries, admitted, seen, identifiers, profiles, standings(profiles.values()));
    }

    /** Of every constituent, as one that stands nowhere where the store has none. */
    private Map<ProfileId, Standing> standings(Collection<Profile> profiles) {
        if (!standing) {
            return Map.of();
        }
        Map<ProfileId, Standing> standings = HashMap.newHashMap(profiles.size());
        profiles.forEach(profile -> profile.constituents().forEach(one -> standings.put(one.id(), Standing.NONE)));
        standings.putAll(sources.store().findStandings(List.copyOf(standings.keySet())));
        return standings;
    }

    /** A tick stands alone. */
    private static List<Logged> untilTick(List<Logged> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).entry() instanceof LogEntry.Tick) {
                return entries.subList(0, Math.max(i, 1));
            }
        }
        return entries;
    }
}
