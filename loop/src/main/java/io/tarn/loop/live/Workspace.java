package io.tarn.loop.live;

import io.tarn.model.decision.Standing;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import io.tarn.storage.Batch;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Timer;
import io.tarn.understand.trait.TraitUpdate;
import io.tarn.understand.trait.Windows;
import io.tarn.unify.live.Neighborhood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What one batch reads and changes: the store as it was, with all that the batch has written so far laid over it, so
 * that later entries see what earlier ones did. Confined to one thread and one batch.
 */
final class Workspace implements Neighborhood, Windows {
    /** The store, once it has what was done before. */
    private final Supplier<ProfileStore> settled;

    private final long offset;

    private final Map<Identifier, Optional<IdentifierState>> identifiers = new HashMap<>();
    private final Set<Identifier> changedIdentifiers = new LinkedHashSet<>();
    /** Profiles by their ids now. */
    private final Map<ProfileId, Profile> profiles = new HashMap<>();
    /** For each constituent looked at, the id of the profile that holds it now. */
    private final Map<ProfileId, ProfileId> holders = new HashMap<>();

    private final Set<ProfileId> storedIds = new HashSet<>();
    private final Set<ProfileId> changed = new LinkedHashSet<>();
    private final Set<ProfileId> erased = new HashSet<>();
    private final Set<EventKey> seen = new HashSet<>();
    private final Set<EventKey> known = new HashSet<>();
    private final Map<WindowOf, OpenWindow> windows = new HashMap<>();
    private final List<Batch.WindowChange> windowAdded = new ArrayList<>();
    private final List<Batch.WindowChange> windowDropped = new ArrayList<>();
    private final Set<Timer> timersAdded = new LinkedHashSet<>();
    private final Set<Timer> timersFired = new LinkedHashSet<>();
    private final List<Batch.Pair> apart = new ArrayList<>();
    private final List<Batch.Pair> released = new ArrayList<>();
    private final List<Batch.Definition> definitions = new ArrayList<>();
    private final Map<ProfileId, Standing> standings = new HashMap<>();
    private final Set<ProfileId> changedStandings = new LinkedHashSet<>();
    private final Map<MessageId, Dispatch> dispatches = new LinkedHashMap<>();
    private final List<Outgoing.Row> rows = new ArrayList<>();
    private final List<Outgoing.Taken> taken = new ArrayList<>();

    /** @param offset of the last log entry that it takes */
    Workspace(ProfileStore store, long offset) {
        this(() -> store, offset);
    }

    /** @param settled the store; asked for it, waits until it has what was done before */
    Workspace(Supplier<ProfileStore> settled, long offset) {
        this.settled = settled;
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    /**
     * Lays out what was found of a page.
     *
     * @param since what was committed after some of it was read
     */
    void lay(ReadAhead.Page page, Touched since) {
        known.addAll(page.seen());
        known.addAll(since.seen());
        identifiers.putAll(page.identifiers());
        Set<ProfileId> owners = new HashSet<>();
        for (Map.Entry<Identifier, Optional<IdentifierState>> one : identifiers.entrySet()) {
            Optional<IdentifierState> newer = since.identifiers().get(one.getKey());
            if (newer != null) {
                one.setValue(newer);
            }
            one.getValue().flatMap(IdentifierState::owner).ifPresent(owners::add);
        }
        owners.forEach(id -> {
            Profile newer = since.profiles().get(id);
            if (newer != null) {
                lay(newer);
            }
        });
        page.profiles().forEach((id, profile) -> {
            if (profile.constituents().stream()
                    .noneMatch(part -> since.profiles().containsKey(part.id())
                            || since.erased().contains(part.id()))) {
                lay(profile);
            }
        });
        standings.putAll(page.standings());
        standings.putAll(since.standings());
        fetchProfiles(owners);
    }

    /** Fetches ahead, in few calls, what these identifiers will need. */
    void fetch(Collection<Identifier> wanted) {
        List<Identifier> unknown = wanted.stream()
                .filter(one -> !identifiers.containsKey(one))
                .distinct()
                .toList();
        Map<Identifier, IdentifierState> states = settled.get().findIdentifiers(unknown);
        unknown.forEach(one -> identifiers.put(one, Optional.ofNullable(states.get(one))));
        Set<ProfileId> owners = new HashSet<>();
        states.values().forEach(state -> state.owner().ifPresent(owners::add));
        fetchProfiles(owners);
    }

    /** Fetches profiles by the ids of constituents. */
    void fetchProfiles(Collection<ProfileId> constituents) {
        List<ProfileId> unknown = constituents.stream()
                .filter(id -> !holders.containsKey(id) && !erased.contains(id))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            settled.get().findProfiles(unknown).values().forEach(this::lay);
        }
    }

    private void lay(Profile profile) {
        if (profile.constituents().stream().anyMatch(one -> holders.containsKey(one.id()))) {
            return;
        }
        ProfileId id = profile.id();
        storedIds.add(id);
        profiles.put(id, profile);
        profile.constituents().forEach(one -> holders.put(one.id(), id));
    }

    /** Fetches ahead how all profiles at hand stand with audiences and campaigns. */
    void fetchStandings() {
        List<ProfileId> unknown = holders.keySet().stream()
                .filter(id -> !standings.containsKey(id))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        Map<ProfileId, Standing> found = settled.get().findStandings(unknown);
        unknown.forEach(id -> standings.put(id, found.getOrDefault(id, Standing.NONE)));
    }

    /** How a constituent stands with audiences and campaigns. */
    Standing standing(ProfileId constituent) {
        Standing known = standings.get(constituent);
        if (known == null) {
            known = settled.get().findStandings(List.of(constituent)).getOrDefault(constituent, Standing.NONE);
            standings.put(constituent, known);
        }
        return known;
    }

    void put(ProfileId constituent, Standing now) {
        standings.put(constituent, now);
        changedStandings.add(constituent);
    }

    /** A message that was decided on. */
    Optional<Dispatch> dispatch(MessageId message) {
        Dispatch changedOne = dispatches.get(message);
        return changedOne == null ? settled.get().findDispatch(message) : Optional.of(changedOne);
    }

    void put(Dispatch dispatch) {
        dispatches.put(dispatch.message().id(), dispatch);
    }

    void wake(Timer timer) {
        timersAdded.add(timer);
    }

    /** Whether an event was taken before; if not, it is from now on. */
    boolean take(EventKey key) {
        return !known.contains(key) && seen.add(key);
    }

    Optional<IdentifierState> state(Identifier identifier) {
        return identifiers.computeIfAbsent(
                identifier,
                one -> Optional.ofNullable(
                        settled.get().findIdentifiers(List.of(one)).get(one)));
    }

    @Override
    public Optional<ProfileId> owner(Identifier identifier) {
        return state(identifier).filter(state -> !state.quarantined()).flatMap(IdentifierState::owner);
    }

    @Override
    public boolean isQuarantined(Identifier identifier) {
        return state(identifier).filter(IdentifierState::quarantined).isPresent();
    }

    @Override
    public Profile profile(ProfileId constituent) {
        return find(constituent).orElseThrow(() -> LiveErrors.profileLost(constituent));
    }

    /** The profile that holds a constituent. */
    Optional<Profile> find(ProfileId constituent) {
        ProfileId holder = holders.get(constituent);
        if (holder == null) {
            fetchProfiles(List.of(constituent));
            holder = holders.get(constituent);
        }
        return holder == null ? Optional.empty() : Optional.of(held(holder));
    }

    private Profile held(ProfileId id) {
        Profile profile = profiles.get(id);
        if (profile == null) {
            throw LiveErrors.profileLost(id);
        }
        return profile;
    }

    @Override
    public boolean areApart(Profile left, Profile right) {
        Profile few = left.constituents().size() <= right.constituents().size() ? left : right;
        Profile many = few.equals(left) ? right : left;
        for (Constituent one : few.constituents()) {
            Set<ProfileId> foes = new HashSet<>(settled.get().apart(one.id()));
            released.forEach(pair -> foes.remove(other(pair, one.id())));
            for (Batch.Pair pair : apart) {
                if (pair.left().equals(one.id())) {
                    foes.add(pair.right());
                } else if (pair.right().equals(one.id())) {
                    foes.add(pair.left());
                }
            }
            if (many.constituents().stream().anyMatch(other -> foes.contains(other.id()))) {
                return true;
            }
        }
        return false;
    }

    /** Makes profiles the holders of their constituents, in the place of whatever held those before. */
    void put(Profile... now) {
        for (Profile profile : now) {
            for (Constituent one : profile.constituents()) {
                ProfileId before = holders.get(one.id());
                if (before == null) {
                    // Who is born here stands nowhere yet.
                    standings.putIfAbsent(one.id(), Standing.NONE);
                } else {
                    profiles.remove(before);
                    changed.remove(before);
                }
            }
        }
        for (Profile profile : now) {
            ProfileId id = profile.id();
            profiles.put(id, profile);
            changed.add(id);
            profile.constituents().forEach(one -> holders.put(one.id(), id));
        }
    }

    /** Leads an identifier to a constituent, or says what else is so of it. */
    void point(Identifier identifier, Optional<IdentifierState> state) {
        identifiers.put(identifier, state);
        changedIdentifiers.add(identifier);
    }

    void keepApart(ProfileId left, ProfileId right) {
        released.removeIf(pair -> isOf(pair, left, right));
        apart.add(new Batch.Pair(left, right));
    }

    /** Nothing keeps two apart any more. */
    void release(ProfileId left, ProfileId right) {
        apart.removeIf(pair -> isOf(pair, left, right));
        released.add(new Batch.Pair(left, right));
    }

    private static boolean isOf(Batch.Pair pair, ProfileId one, ProfileId other) {
        return (pair.left().equals(one) && pair.right().equals(other))
                || (pair.left().equals(other) && pair.right().equals(one));
    }

    /** The other one of a pair that holds somebody; somebody himself, whom no pair has twice, of one that does not. */
    private static ProfileId other(Batch.Pair pair, ProfileId one) {
        if (pair.left().equals(one)) {
            return pair.right();
        }
        return pair.right().equals(one) ? pair.left() : one;
    }

    void define(Batch.Definition definition) {
        definitions.add(definition);
    }

    void send(Outgoing.Row row) {
        rows.add(row);
    }

    void send(Outgoing.Taken event) {
        taken.add(event);
    }

    /** Forgets a profile: nothing of it remains. */
    void erase(Profile profile) {
        ProfileId id = profile.id();
        profiles.remove(id);
        changed.remove(id);
        for (Constituent one : profile.constituents()) {
            holders.remove(one.id());
            erased.add(one.id());
            one.identifiers().forEach(identifier -> point(identifier, Optional.empty()));
        }
    }

    @Override
    public List<WindowEntry> entries(ProfileId constituent, String window, Instant after) {
        return window(constituent, window).entries(after, from -> settled.get().window(constituent, window, from));
    }

    private OpenWindow window(ProfileId constituent, String window) {
        return windows.computeIfAbsent(new WindowOf(constituent, window), key -> new OpenWindow());
    }

    /** Takes over what happened to windows and timers; the constituent is put by the caller. */
    void follow(TraitUpdate update) {
        ProfileId id = update.constituent().id();
        for (TraitUpdate.InWindow dropped : update.dropped()) {
            windowDropped.add(new Batch.WindowChange(id, dropped.window(), dropped.entry()));
            window(id, dropped.window()).drop(dropped.entry());
        }
        for (TraitUpdate.InWindow added : update.added()) {
            windowAdded.add(new Batch.WindowChange(id, added.window(), added.entry()));
            window(id, added.window()).add(added.entry());
        }
        update.timer().ifPresent(due -> timersAdded.add(new Timer(due, id)));
    }

    /** Takes what happened until an instant out of a window. */
    void clearWindow(ProfileId constituent, String name, Instant until) {
        settled.get().window(constituent, name, Instant.MIN).stream()
                .filter(entry -> !entry.at().isAfter(until))
                .forEach(entry -> windowDropped.add(new Batch.WindowChange(constituent, name, entry)));
    }

    void fired(Timer timer) {
        timersAdded.remove(timer);
        timersFired.add(timer);
    }

    /** All that changed, as one commit. */
    Batch batch(long nextOffset) {
        Map<ProfileId, ProfileId> redirects = new TreeMap<>();
        List<Profile> now = new ArrayList<>();
        for (ProfileId id : changed) {
            Profile profile = held(id);
            now.add(profile);
            profile.constituents().stream()
                    .filter(one -> !one.id().equals(id))
                    .forEach(one -> redirects.put(one.id(), id));
        }
        Set<ProfileId> removed = new HashSet<>(storedIds);
        removed.removeAll(profiles.keySet());
        Map<Identifier, Optional<IdentifierState>> pointed = new LinkedHashMap<>();
        changedIdentifiers.forEach(one -> pointed.put(one, state(one)));
        return new Batch(
                nextOffset,
                now,
                removed,
                Set.copyOf(storedIds),
                redirects,
                pointed,
                Set.copyOf(seen),
                windowAdded,
                windowDropped,
                List.copyOf(timersAdded),
                List.copyOf(timersFired),
                apart,
                released,
                erased,
                definitions,
                engagement(),
                // Of a commit without rows, such as one of repeats alone, the lake needs to know how far it came.
                Optional.of(new Outgoing(nextOffset - 1, rows, taken, outgoingIds(removed))));
    }

    /** What a reader does not see who read before this was committed. */
    Touched touched() {
        Map<ProfileId, Profile> now = new HashMap<>();
        Map<ProfileId, Standing> stand = new HashMap<>();
        for (ProfileId id : changed) {
            Profile profile = held(id);
            for (Constituent one : profile.constituents()) {
                now.put(one.id(), profile);
                Standing standing = standings.get(one.id());
                if (standing != null) {
                    stand.put(one.id(), standing);
                }
            }
        }
        changedStandings.forEach(id -> stand.put(id, standing(id)));
        Map<Identifier, Optional<IdentifierState>> pointed = new HashMap<>();
        changedIdentifiers.forEach(one -> pointed.put(one, state(one)));
        return new Touched(Set.copyOf(seen), pointed, now, stand, Set.copyOf(erased));
    }

    private Engagement engagement() {
        if (changedStandings.isEmpty() && dispatches.isEmpty()) {
            return Engagement.NONE;
        }
        Map<ProfileId, Standing> now = new HashMap<>();
        changedStandings.stream().filter(id -> !erased.contains(id)).forEach(id -> now.put(id, standing(id)));
        return new Engagement(now, List.copyOf(dispatches.values()));
    }

    private List<ProfileId> outgoingIds(Set<ProfileId> removed) {
        List<ProfileId> ids = new ArrayList<>(changed);
        ids.addAll(removed);
        return ids;
    }

    /**
     * What one batch changed.
     *
     * @param seen events that it took
     * @param identifiers that lead elsewhere since
     * @param profiles that are others since, by each of their constituents
     * @param standings those of their constituents
     * @param erased constituents that are gone
     */
    record Touched(
            Set<EventKey> seen,
            Map<Identifier, Optional<IdentifierState>> identifiers,
            Map<ProfileId, Profile> profiles,
            Map<ProfileId, Standing> standings,
            Set<ProfileId> erased) {
        static final Touched NOTHING = new Touched(Set.of(), Map.of(), Map.of(), Map.of(), Set.of());
    }

    private record WindowOf(ProfileId constituent, String window) {}
}
