package io.tarn.storage;

import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one commit changes.
 *
 * @param nextOffset the store's offset after it
 * @param profiles profiles as they are now, each written under its id; a redirect from that id goes
 * @param removed ids of profiles that are none any more: {@link #redirects} names the profile that holds each now;
 *     without that they lead nowhere
 * @param known ids of profiles that are in the store before it, as far as whoever made it has read: the store need not
 *     look whether they are
 * @param redirects for each constituent's id that is not its profile's id, the profile that holds it
 * @param identifiers where identifiers lead now; empty when nowhere
 * @param seen events that were taken
 * @param windowAdded entries to add to windows
 * @param windowDropped entries that left their windows
 * @param timersAdded timers to set
 * @param timersFired timers that are done with
 * @param apart pairs of constituents that must never be one person
 * @param released pairs of which that is no longer so
 * @param erased constituents of whom nothing may remain: their windows, timers, standings and messages go as well
 * @param definitions new versions of definitions
 * @param engagement what changes of audiences, campaigns and messages
 * @param outgoing what goes to the lake
 */
public record Batch(
        long nextOffset,
        List<Profile> profiles,
        Set<ProfileId> removed,
        Set<ProfileId> known,
        Map<ProfileId, ProfileId> redirects,
        Map<Identifier, Optional<IdentifierState>> identifiers,
        Set<EventKey> seen,
        List<WindowChange> windowAdded,
        List<WindowChange> windowDropped,
        List<Timer> timersAdded,
        List<Timer> timersFired,
        List<Pair> apart,
        List<Pair> released,
        Set<ProfileId> erased,
        List<Definition> definitions,
        Engagement engagement,
        Optional<Outgoing> outgoing) {
    /** One that changes definitions alone. */
    public static Batch defining(long nextOffset, List<Definition> definitions, Optional<Outgoing> outgoing) {
        return of(nextOffset, definitions, Engagement.NONE, outgoing);
    }

    /** One that changes standings and messages alone, of which the lake hears nothing. */
    public static Batch engaging(long nextOffset, Engagement engagement) {
        return of(nextOffset, List.of(), engagement, Optional.empty());
    }

    private static Batch of(
            long nextOffset, List<Definition> definitions, Engagement engagement, Optional<Outgoing> outgoing) {
        return new Batch(
                nextOffset,
                List.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                definitions,
                engagement,
                outgoing);
    }

    /** The same, of which the lake hears nothing. */
    public Batch untold() {
        return new Batch(
                nextOffset,
                profiles,
                removed,
                known,
                redirects,
                identifiers,
                seen,
                windowAdded,
                windowDropped,
                timersAdded,
                timersFired,
                apart,
                released,
                erased,
                definitions,
                engagement,
                Optional.empty());
    }

    /** An entry of one window. */
    public record WindowChange(ProfileId constituent, String window, WindowEntry entry) {}

    /** Two constituents. */
    public record Pair(ProfileId left, ProfileId right) {
        /** The same two the other way round. */
        public Pair mirrored() {
            return new Pair(/* left= */ right, /* right= */ left);
        }
    }

    /** A definition by kind and name; without text it is withdrawn. */
    public record Definition(String kind, String name, String text) {}
}
