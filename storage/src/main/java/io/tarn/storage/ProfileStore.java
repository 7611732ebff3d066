package io.tarn.storage;

import io.tarn.model.decision.Standing;
import io.tarn.model.event.EventKey;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.MessageId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Profiles with all that leads to them, and how far in the log they are: everything that the live road remembers,
 * changed by one atomic {@link #commit} a batch. Reads are safe from any thread; one thread commits.
 */
public interface ProfileStore extends AutoCloseable {
    /** The offset of the first log entry whose effects are not in here. */
    long offset();

    /** Whom identifiers lead to; those that lead nowhere are left out. */
    Map<Identifier, IdentifierState> findIdentifiers(Collection<Identifier> identifiers);

    /** Profiles by any id that one of their constituents has; ids unknown are left out. Keyed by the id asked for. */
    Map<ProfileId, Profile> findProfiles(Collection<ProfileId> ids);

    /** Which of these events were taken already. */
    Set<EventKey> findSeen(Collection<EventKey> keys);

    /** The events that stand in a window of one constituent, oldest first, from an instant (exclusive) on. */
    List<WindowEntry> window(ProfileId constituent, String window, Instant after);

    /** Timers due at an instant or before, the earliest first. */
    List<Timer> timersDue(Instant asOf, int timersMax);

    /** When the earliest timer is due. */
    Optional<Instant> nextTimer();

    /** What is on its way to the lake, in the order of commits. */
    List<Outgoing> outgoing(int commitsMax);

    /** Drops what has reached the lake, up to and with an offset. */
    void arrived(long throughOffset);

    /** Constituents that must never be one person, by one of them. */
    Set<ProfileId> apart(ProfileId constituent);

    /** A definition as the log last set it, by kind and name. */
    Map<String, String> definitions(String kind);

    /** How constituents stand with audiences and campaigns; those that have no standing are left out. */
    Map<ProfileId, Standing> findStandings(Collection<ProfileId> constituents);

    /** A message that was decided on, by its id. */
    Optional<Dispatch> findDispatch(MessageId message);

    /** Messages that are {@link Dispatch.State#QUEUED} and may leave at an instant, the earliest first. */
    List<Dispatch> dispatchesDue(Instant asOf, int dispatchesMax);

    /** Messages that are {@link Dispatch.State#SENDING}. */
    List<Dispatch> dispatchesBegun();

    /** How many profiles there are, about. */
    long profileCount();

    /** Every profile in order of id, from an id (exclusive) on; for rebuilding, publishing and browsing. */
    List<Profile> profilesAfter(Optional<ProfileId> after, int profilesMax);

    /**
     * Makes all of a batch true at once. A crash leaves all of it or nothing; it may take the last commits, those since
     * the last {@link #flush}, but none without all behind it: {@link #offset} tells from where the log has them.
     */
    void commit(Batch batch);

    /** Makes all that was committed outlive a crash. */
    void flush();

    /** Rewrites files so that nothing deleted remains in their bytes. */
    void purge();

    /** How many bytes lie on disk. */
    long bytes();

    @Override
    void close();
}
