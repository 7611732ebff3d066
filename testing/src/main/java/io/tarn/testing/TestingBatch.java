package io.tarn.testing;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.WindowEntry;
import io.tarn.storage.Batch;
import io.tarn.storage.Engagement;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A batch of which a test names only what it changes. */
public final class TestingBatch {
    private final long nextOffset;
    private final List<Profile> profiles = new ArrayList<>();
    private final Set<ProfileId> removed = new HashSet<>();
    private final Set<ProfileId> known = new HashSet<>();
    private final Map<ProfileId, ProfileId> redirects = new HashMap<>();
    private final Map<Identifier, Optional<IdentifierState>> identifiers = new HashMap<>();
    private final Set<EventKey> seen = new HashSet<>();
    private final List<Batch.WindowChange> windowAdded = new ArrayList<>();
    private final List<Batch.WindowChange> windowDropped = new ArrayList<>();
    private final List<Timer> timersAdded = new ArrayList<>();
    private final List<Timer> timersFired = new ArrayList<>();
    private final List<Batch.Pair> apart = new ArrayList<>();
    private final List<Batch.Pair> released = new ArrayList<>();
    private final Set<ProfileId> erased = new HashSet<>();
    private final List<Batch.Definition> definitions = new ArrayList<>();
    private Engagement engagement = Engagement.NONE;
    private Optional<Outgoing> outgoing = Optional.empty();

    private TestingBatch(long nextOffset) {
        this.nextOffset = nextOffset;
    }

    public static TestingBatch upTo(long nextOffset) {
        return new TestingBatch(nextOffset);
    }

    public TestingBatch profile(Profile profile) {
        profiles.add(profile);
        return this;
    }

    public TestingBatch removed(ProfileId id) {
        removed.add(id);
        return this;
    }

    public TestingBatch known(ProfileId id) {
        known.add(id);
        return this;
    }

    public TestingBatch redirect(ProfileId id, ProfileId profile) {
        redirects.put(id, profile);
        return this;
    }

    public TestingBatch identifier(Identifier identifier, IdentifierState state) {
        identifiers.put(identifier, Optional.of(state));
        return this;
    }

    public TestingBatch withoutIdentifier(Identifier identifier) {
        identifiers.put(identifier, Optional.empty());
        return this;
    }

    public TestingBatch seen(EventKey key) {
        seen.add(key);
        return this;
    }

    public TestingBatch windowAdded(ProfileId constituent, String window, WindowEntry entry) {
        windowAdded.add(new Batch.WindowChange(constituent, window, entry));
        return this;
    }

    public TestingBatch windowDropped(ProfileId constituent, String window, WindowEntry entry) {
        windowDropped.add(new Batch.WindowChange(constituent, window, entry));
        return this;
    }

    public TestingBatch timerAdded(Instant due, ProfileId constituent) {
        timersAdded.add(new Timer(due, constituent));
        return this;
    }

    public TestingBatch timerFired(Instant due, ProfileId constituent) {
        timersFired.add(new Timer(due, constituent));
        return this;
    }

    public TestingBatch apart(ProfileId left, ProfileId right) {
        apart.add(new Batch.Pair(left, right));
        return this;
    }

    public TestingBatch released(ProfileId left, ProfileId right) {
        released.add(new Batch.Pair(left, right));
        return this;
    }

    public TestingBatch erased(ProfileId constituent) {
        erased.add(constituent);
        return this;
    }

    public TestingBatch definition(String kind, String name, String text) {
        definitions.add(new Batch.Definition(kind, name, text));
        return this;
    }

    public TestingBatch engagement(Engagement changed) {
        engagement = changed;
        return this;
    }

    public TestingBatch outgoing(Outgoing rows) {
        outgoing = Optional.of(rows);
        return this;
    }

    public Batch toBatch() {
        return new Batch(
                nextOffset,
                List.copyOf(profiles),
                Set.copyOf(removed),
                Set.copyOf(known),
                Map.copyOf(redirects),
                Map.copyOf(identifiers),
                Set.copyOf(seen),
                List.copyOf(windowAdded),
                List.copyOf(windowDropped),
                List.copyOf(timersAdded),
                List.copyOf(timersFired),
                List.copyOf(apart),
                List.copyOf(released),
                Set.copyOf(erased),
                List.copyOf(definitions),
                engagement,
                outgoing);
    }

    /** An entry of a window that counts events. */
    public static WindowEntry entry(Instant at, String messageId) {
        return new WindowEntry(at, messageId, Value.Decimal.of(1));
    }
}
