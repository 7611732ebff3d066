package io.tarn.testing;

import static io.tarn.testing.TestingBatch.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Merge;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import io.tarn.storage.Timer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ProfileStore} promises. */
public abstract class ProfileStoreContract {
    static final Instant AT = Instant.parse("2026-03-04T05:06:07.008Z");
    static final ProfileId ANN = ProfileId.derive("web", "ann", 0);
    static final ProfileId BOB = ProfileId.derive("web", "bob", 0);
    static final ProfileId CEM = ProfileId.derive("web", "cem", 0);

    private static final Identifier MAIL = new Identifier(IdentifierType.EMAIL, "ann@example.com");
    private static final Identifier PHONE = new Identifier(IdentifierType.PHONE, "+4930123");

    /** Opens the store that lies at a place; tests open one place several times. */
    protected abstract ProfileStore open(Path home);

    @Test
    void beginsEmpty(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            assertThat(store.offset()).isZero();
            assertThat(store.profileCount()).isZero();
            assertThat(store.findProfiles(List.of(ANN))).isEmpty();
            assertThat(store.findIdentifiers(List.of(MAIL))).isEmpty();
            assertThat(store.nextTimer()).isEmpty();
            assertThat(store.outgoing(10)).isEmpty();
            assertThat(store.profilesAfter(Optional.empty(), 10)).isEmpty();
            assertThat(store.definitions("traits")).isEmpty();
        }
    }

    @Test
    void keepsProfilesAndItsOffset(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(3)
                    .profile(profile(ANN, "Ann"))
                    .profile(profile(BOB, "Bob"))
                    .toBatch());
            store.commit(TestingBatch.upTo(5).profile(profile(ANN, "Anne")).toBatch());

            assertThat(store.findProfiles(List.of(ANN, CEM))).isEqualTo(Map.of(ANN, profile(ANN, "Anne")));
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.offset()).isEqualTo(5);
            assertThat(store.profileCount()).isEqualTo(2);
            assertThat(store.findProfiles(List.of(ANN, BOB, CEM)))
                    .isEqualTo(Map.of(ANN, profile(ANN, "Anne"), BOB, profile(BOB, "Bob")));
        }
    }

    @Test
    void countsAlikeWhetherABatchKnowsWhomItReplacesOrNot(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1).profile(profile(ANN, "Ann")).toBatch());

            store.commit(TestingBatch.upTo(2)
                    .profile(profile(ANN, "Anne"))
                    .profile(profile(BOB, "Bob"))
                    .known(ANN)
                    .toBatch());
            assertThat(store.profileCount()).isEqualTo(2);
            assertThat(store.findProfiles(List.of(ANN))).isEqualTo(Map.of(ANN, profile(ANN, "Anne")));

            store.commit(TestingBatch.upTo(3).removed(ANN).known(ANN).toBatch());
            store.commit(TestingBatch.upTo(4).removed(CEM).toBatch());
            assertThat(store.profileCount()).isEqualTo(1);
            assertThat(store.findProfiles(List.of(ANN))).isEmpty();
        }
    }

    @Test
    void followsRedirectsFromConstituents(@TempDir Path home) {
        Profile ann = profile(ANN, "Ann");
        Profile bob = profile(BOB, "Bob");
        Profile both = ann.joined(bob, new Merge(ANN, BOB, "identifier:email", "m1", AT));
        ProfileId whole = both.id();
        ProfileId part = whole.equals(ANN) ? BOB : ANN;
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1).profile(ann).profile(bob).toBatch());
            store.findProfiles(List.of(ANN, BOB));

            store.commit(TestingBatch.upTo(2)
                    .profile(both)
                    .removed(part)
                    .redirect(part, whole)
                    .toBatch());

            assertThat(store.findProfiles(List.of(ANN, BOB))).isEqualTo(Map.of(ANN, both, BOB, both));
            assertThat(store.profileCount()).isEqualTo(1);
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.findProfiles(List.of(part))).isEqualTo(Map.of(part, both));
            assertThat(store.profilesAfter(Optional.empty(), 10)).containsExactly(both);

            store.commit(TestingBatch.upTo(3).profile(ann).profile(bob).toBatch());

            assertThat(store.findProfiles(List.of(ANN, BOB))).isEqualTo(Map.of(ANN, ann, BOB, bob));
            assertThat(store.profileCount()).isEqualTo(2);
        }
    }

    @Test
    void listsProfilesInOrderOfId(@TempDir Path home) {
        List<ProfileId> ids = List.of(ANN, BOB, CEM).stream().sorted().toList();
        try (ProfileStore store = open(home)) {
            ids.forEach(id -> store.commit(
                    TestingBatch.upTo(1).profile(profile(id, id.value())).toBatch()));

            assertThat(store.profilesAfter(Optional.empty(), 2))
                    .extracting(Profile::id)
                    .containsExactly(ids.get(0), ids.get(1));
            assertThat(store.profilesAfter(Optional.of(ids.get(1)), 2))
                    .extracting(Profile::id)
                    .containsExactly(ids.get(2));
            assertThat(store.profilesAfter(Optional.of(ids.get(2)), 2)).isEmpty();
            assertThat(store.profilesAfter(Optional.empty(), 0)).isEmpty();
        }
    }

    @Test
    void keepsWhereIdentifiersLead(@TempDir Path home) {
        IdentifierState shared = IdentifierState.quarantined(3);
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1)
                    .identifier(MAIL, IdentifierState.of(ANN))
                    .identifier(PHONE, shared)
                    .toBatch());

            assertThat(store.findIdentifiers(List.of(MAIL, PHONE, new Identifier(IdentifierType.USER_ID, "1"))))
                    .isEqualTo(Map.of(MAIL, IdentifierState.of(ANN), PHONE, shared));

            store.commit(TestingBatch.upTo(2).withoutIdentifier(MAIL).toBatch());

            assertThat(store.findIdentifiers(List.of(MAIL, PHONE))).isEqualTo(Map.of(PHONE, shared));
            assertThat(store.findIdentifiers(List.of())).isEmpty();
        }
    }

    @Test
    void remembersWhatWasSeen(@TempDir Path home) {
        EventKey plain = new EventKey(new SourceName("web"), "m1");
        EventKey sibling = new EventKey(new SourceName("shop"), "m1");
        EventKey huge = new EventKey(new SourceName("web"), "x".repeat(10_000));
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1).seen(plain).seen(huge).toBatch());
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.findSeen(List.of(plain, sibling, huge))).isEqualTo(Set.of(plain, huge));
        }
    }

    @Test
    void keepsWindowsInOrderOfTime(@TempDir Path home) {
        String huge = "y".repeat(10_000);
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1)
                    .windowAdded(ANN, "orders", entry(AT.plusSeconds(2), "m1"))
                    .windowAdded(ANN, "orders", entry(AT, "m2"))
                    .windowAdded(ANN, "orders", entry(AT.plusSeconds(1), huge))
                    .windowAdded(ANN, "orders", entry(AT.plusSeconds(1), "a longer one"))
                    .windowAdded(ANN, "orders_total", entry(AT.plusSeconds(1), "m5"))
                    .windowAdded(BOB, "orders", entry(AT.plusSeconds(1), "m6"))
                    .toBatch());

            assertThat(store.window(ANN, "orders", AT.minusNanos(1)))
                    .containsExactly(
                            entry(AT, "m2"),
                            entry(AT.plusSeconds(1), "a longer one"),
                            entry(AT.plusSeconds(1), huge),
                            entry(AT.plusSeconds(2), "m1"));
            assertThat(store.window(ANN, "orders", AT.plusSeconds(1))).containsExactly(entry(AT.plusSeconds(2), "m1"));

            store.commit(TestingBatch.upTo(2)
                    .windowDropped(ANN, "orders", entry(AT, "m2"))
                    .toBatch());

            assertThat(store.window(ANN, "orders", Instant.MIN)).hasSize(3);
            assertThat(store.window(ANN, "orders", Instant.MAX)).isEmpty();
        }
    }

    @Test
    void tellsWhichTimersAreDue(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1)
                    .timerAdded(AT.plusSeconds(3), ANN)
                    .timerAdded(AT.plusSeconds(1), BOB)
                    .timerAdded(AT.plusSeconds(2), ANN)
                    .toBatch());

            assertThat(store.nextTimer()).contains(AT.plusSeconds(1));
            assertThat(store.timersDue(AT, 10)).isEmpty();
            assertThat(store.timersDue(AT.plusSeconds(2), 10))
                    .containsExactly(new Timer(AT.plusSeconds(1), BOB), new Timer(AT.plusSeconds(2), ANN));
            assertThat(store.timersDue(AT.plusSeconds(9), 1)).containsExactly(new Timer(AT.plusSeconds(1), BOB));

            store.commit(TestingBatch.upTo(2).timerFired(AT.plusSeconds(1), BOB).toBatch());
            assertThat(store.nextTimer()).contains(AT.plusSeconds(2));

            store.commit(TestingBatch.upTo(3).timerAdded(AT, CEM).toBatch());
            assertThat(store.nextTimer()).contains(AT);
            assertThat(store.timersDue(AT, 10)).containsExactly(new Timer(AT, CEM));
        }
    }

    @Test
    void keepsWhatGoesToTheLakeUntilItArrives(@TempDir Path home) {
        Outgoing first = new Outgoing(
                0,
                List.of(new Outgoing.Row("silver.events", 0, "{\"a\":1}")),
                List.of(
                        new Outgoing.Taken(0, Optional.of(ANN), Optional.of(BOB)),
                        new Outgoing.Taken(3, Optional.empty(), Optional.empty())),
                List.of(ANN, BOB));
        Outgoing second = new Outgoing(7, List.of(), List.of(), List.of());
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1).outgoing(first).toBatch());
            store.commit(TestingBatch.upTo(8).outgoing(second).toBatch());

            assertThat(store.outgoing(10)).containsExactly(first, second);
            assertThat(store.outgoing(1)).containsExactly(first);

            store.arrived(0);
            store.arrived(0);
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.outgoing(10)).containsExactly(second);
            store.arrived(7);
            assertThat(store.outgoing(10)).isEmpty();
        }
    }

    @Test
    void remembersWhoStaysApart(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1).apart(ANN, BOB).apart(CEM, ANN).toBatch());

            assertThat(store.apart(ANN)).containsExactlyInAnyOrder(BOB, CEM);
            assertThat(store.apart(BOB)).containsExactly(ANN);
            assertThat(store.apart(CEM)).containsExactly(ANN);

            store.commit(TestingBatch.upTo(2).released(BOB, ANN).toBatch());

            assertThat(store.apart(ANN)).containsExactly(CEM);
            assertThat(store.apart(BOB)).isEmpty();
        }
    }

    @Test
    void keepsDefinitionsByKindAndName(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1)
                    .definition("traits", "orders", "count")
                    .definition("traits", "a", "sum")
                    .definition("traits_other", "x", "y")
                    .toBatch());
            store.commit(TestingBatch.upTo(2)
                    .definition("traits", "orders", "count all")
                    .definition("traits", "a", "")
                    .toBatch());

            assertThat(store.definitions("traits")).isEqualTo(Map.of("orders", "count all"));
            assertThat(store.definitions("nothing")).isEmpty();
        }
    }

    @Test
    void forgetsWhatIsBothAddedAndDropped(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1)
                    .windowAdded(ANN, "orders", entry(AT, "m1"))
                    .windowDropped(ANN, "orders", entry(AT, "m1"))
                    .timerAdded(AT, ANN)
                    .timerFired(AT, ANN)
                    .toBatch());

            assertThat(store.window(ANN, "orders", Instant.MIN)).isEmpty();
            assertThat(store.nextTimer()).isEmpty();
        }
    }

    @Test
    void leavesNothingOfTheErased(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(1)
                    .profile(profile(ANN, "Ann"))
                    .redirect(CEM, ANN)
                    .windowAdded(ANN, "orders", entry(AT, "m1"))
                    .windowAdded(BOB, "orders", entry(AT, "m2"))
                    .timerAdded(AT, ANN)
                    .timerAdded(AT.plusSeconds(1), BOB)
                    .apart(ANN, BOB)
                    .toBatch());

            store.commit(TestingBatch.upTo(2)
                    .erased(ANN)
                    .erased(CEM)
                    .windowAdded(ANN, "orders", entry(AT, "m3"))
                    .timerAdded(AT.plusSeconds(2), ANN)
                    .apart(CEM, BOB)
                    .toBatch());

            assertThat(store.findProfiles(List.of(ANN, CEM))).isEmpty();
            assertThat(store.profileCount()).isZero();
            assertThat(store.window(ANN, "orders", Instant.MIN)).isEmpty();
            assertThat(store.window(BOB, "orders", Instant.MIN)).hasSize(1);
            assertThat(store.timersDue(Instant.MAX, 10)).containsExactly(new Timer(AT.plusSeconds(1), BOB));
            assertThat(store.apart(BOB)).isEmpty();
        }
    }

    @Test
    void refusesToGoBack(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(5).toBatch());

            assertThatThrownBy(() -> store.commit(
                            TestingBatch.upTo(4).profile(profile(ANN, "Ann")).toBatch()))
                    .isInstanceOfSatisfying(
                            TarnException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVARIANT_BROKEN));

            assertThat(store.offset()).isEqualTo(5);
            assertThat(store.findProfiles(List.of(ANN))).isEmpty();
        }
    }

    /** A profile of one constituent that has a name. */
    static Profile profile(ProfileId id, String name) {
        return Profile.of(Constituent.born(id, AT, Constituent.Origin.LIVE)
                .withTraits(Map.of("name", new TraitValue(new Value.Text(name), "web", AT, "m0"))));
    }
}
