package io.tarn.testing;

import static io.tarn.testing.ProfileStoreContract.ANN;
import static io.tarn.testing.ProfileStoreContract.AT;
import static io.tarn.testing.ProfileStoreContract.BOB;
import static io.tarn.testing.ProfileStoreContract.CEM;
import static io.tarn.testing.ProfileStoreContract.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.model.decision.Contact;
import io.tarn.model.decision.Standing;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.message.ChannelName;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.policy.CampaignName;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Dispatch.State;
import io.tarn.storage.Engagement;
import io.tarn.storage.ProfileStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ProfileStore} promises of standings and of messages on their way. */
public abstract class ProfileStoreEngagementContract {
    private static final String SECRET = "zq7WvXk2mN9pLr4TsY6b";
    private static final Standing VIP =
            Standing.NONE.withAudiences(Map.of(new AudienceName("vip"), AT), Optional.of(AT.plusSeconds(60)));
    private static final Standing WRITTEN_TO =
            VIP.with(new Contact(AT, ChannelName.EMAIL, new CampaignName("welcome")));

    /** Opens the store that lies at a place; tests open one place several times. */
    protected abstract ProfileStore open(Path home);

    @Test
    void knowsOfNobodyAtFirst(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            assertThat(store.findStandings(List.of(ANN))).isEmpty();
            assertThat(store.findStandings(List.of())).isEmpty();
            assertThat(store.findDispatch(hello(ANN, "a", AT).message().id())).isEmpty();
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();
            assertThat(store.dispatchesBegun()).isEmpty();
        }
    }

    @Test
    void keepsStandingsAndReplacesThem(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(standings(1, Map.of(ANN, VIP, BOB, WRITTEN_TO)).toBatch());

            assertThat(store.findStandings(List.of(ANN, BOB, CEM))).isEqualTo(Map.of(ANN, VIP, BOB, WRITTEN_TO));

            store.commit(standings(2, Map.of(ANN, WRITTEN_TO)).toBatch());
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.findStandings(List.of(ANN, BOB))).isEqualTo(Map.of(ANN, WRITTEN_TO, BOB, WRITTEN_TO));
        }
    }

    @Test
    void keepsNoStandingThatSaysNothing(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            store.commit(standings(1, Map.of(ANN, VIP, BOB, Standing.NONE)).toBatch());
            store.commit(standings(2, Map.of(ANN, Standing.NONE)).toBatch());

            assertThat(store.findStandings(List.of(ANN, BOB))).isEmpty();
        }
    }

    @Test
    void tellsWhichMessagesAreDue(@TempDir Path home) {
        Dispatch later = hello(ANN, "later", AT.plusSeconds(3));
        Dispatch first = hello(BOB, "first", AT.plusSeconds(1));
        Dispatch second = hello(ANN, "second", AT.plusSeconds(2));
        try (ProfileStore store = open(home)) {
            store.commit(dispatches(1, later, first, second).toBatch());

            assertThat(store.dispatchesDue(AT, 10)).isEmpty();
            assertThat(store.dispatchesDue(AT.plusSeconds(2), 10)).containsExactly(first, second);
            assertThat(store.dispatchesDue(Instant.MAX, 2)).containsExactly(first, second);
            assertThat(store.dispatchesDue(Instant.MAX, 0)).isEmpty();
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.dispatchesDue(Instant.MAX, 10)).containsExactly(first, second, later);
            assertThat(store.findDispatch(later.message().id())).contains(later);

            Dispatch earlier = hello(CEM, "earlier", AT);
            store.commit(dispatches(2, earlier).toBatch());

            assertThat(store.dispatchesDue(Instant.MAX, 1)).containsExactly(earlier);
        }
    }

    @Test
    void followsAMessageFromStateToState(@TempDir Path home) {
        Dispatch queued = hello(ANN, "a", AT);
        Dispatch sending = queued.in(State.SENDING, 1, AT.plusSeconds(1), "");
        Dispatch again = queued.in(State.QUEUED, 1, AT.plusSeconds(60), "The server is busy.");
        Dispatch delivered = sending.in(State.DELIVERED, 2, AT.plusSeconds(61), "The server took it.");
        try (ProfileStore store = open(home)) {
            store.commit(dispatches(1, queued).toBatch());
            store.commit(dispatches(2, sending).toBatch());
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();
            assertThat(store.dispatchesBegun()).containsExactly(sending);

            store.commit(dispatches(3, again).toBatch());
            assertThat(store.dispatchesDue(AT.plusSeconds(59), 10)).isEmpty();
            assertThat(store.dispatchesDue(AT.plusSeconds(60), 10)).containsExactly(again);
            assertThat(store.dispatchesBegun()).isEmpty();

            store.commit(dispatches(4, sending, delivered).toBatch());
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();
            assertThat(store.dispatchesBegun()).isEmpty();
            assertThat(store.findDispatch(queued.message().id())).contains(delivered);
            assertThat(delivered.message().html()).isEmpty();
        }
    }

    @Test
    void findsWhatIsDueBehindManyThatAreGone(@TempDir Path home) {
        List<Dispatch> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(hello(ANN, "m" + i, AT));
        }
        try (ProfileStore store = open(home)) {
            store.commit(dispatches(1, many.toArray(Dispatch[]::new)).toBatch());
            for (int taken = 0; taken < 300; taken += 100) {
                List<Dispatch> due = store.dispatchesDue(AT, 100);
                assertThat(due).hasSize(100);
                store.commit(dispatches(
                                2,
                                due.stream()
                                        .map(one -> one.in(State.FAILED, 1, AT, "Refused."))
                                        .toArray(Dispatch[]::new))
                        .toBatch());
            }
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();

            store.commit(dispatches(3, many.get(7)).toBatch());
            assertThat(store.dispatchesDue(AT, 10)).containsExactly(many.get(7));
        }
    }

    @Test
    void leavesNothingOfTheErased(@TempDir Path home) {
        Dispatch own = hello(ANN, "own", AT);
        Dispatch sending = hello(ANN, "sending", AT).in(State.SENDING, 1, AT, "");
        Dispatch ended = hello(ANN, "ended", AT).in(State.DELIVERED, 1, AT, "Taken.");
        Dispatch merged = TestingDispatch.queued(BOB, ANN, "merged", AT);
        Dispatch foreign = hello(BOB, "foreign", AT);
        Dispatch fresh = hello(ANN, "fresh", AT);
        try (ProfileStore store = open(home)) {
            store.commit(standings(1, Map.of(ANN, VIP, BOB, VIP)).toBatch());
            store.commit(dispatches(2, own, sending, ended, merged, foreign).toBatch());

            store.commit(TestingBatch.upTo(3)
                    .erased(ANN)
                    .engagement(new Engagement(
                            Map.of(ANN, WRITTEN_TO, BOB, WRITTEN_TO), List.of(fresh, own.in(State.SENDING, 1, AT, ""))))
                    .toBatch());

            assertThat(store.findStandings(List.of(ANN, BOB))).isEqualTo(Map.of(BOB, WRITTEN_TO));
            assertThat(store.dispatchesDue(Instant.MAX, 10)).containsExactly(foreign);
            assertThat(store.dispatchesBegun()).isEmpty();
            for (Dispatch gone : List.of(own, sending, ended, merged, fresh)) {
                assertThat(store.findDispatch(gone.message().id())).isEmpty();
            }
            store.commit(TestingBatch.upTo(4).erased(BOB).toBatch());
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();
            assertThat(store.findStandings(List.of(BOB))).isEmpty();
        }
    }

    @Test
    void leavesNoByteOfTheErasedNorOfWhatWasSent(@TempDir Path home) {
        try (ProfileStore store = open(home)) {
            Dispatch secret = hello(ANN, SECRET, AT);
            store.commit(dispatches(1, secret, hello(BOB, "other", AT)).toBatch());
            store.commit(dispatches(2, secret.in(State.SENDING, 1, AT, "")).toBatch());
            store.commit(TestingBatch.upTo(3).erased(ANN).toBatch());

            store.purge();

            assertThat(TestingFiles.holding(home, SECRET)).isEmpty();
            assertThat(store.dispatchesDue(Instant.MAX, 10)).hasSize(1);
        }
    }

    @Test
    void commitsAllOrNothing(@TempDir Path home) {
        Dispatch hello = hello(ANN, "a", AT);
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(5).toBatch());

            assertThatThrownBy(() -> store.commit(TestingBatch.upTo(4)
                            .profile(profile(ANN, "Ann"))
                            .engagement(new Engagement(Map.of(ANN, VIP), List.of(hello)))
                            .toBatch()))
                    .isInstanceOf(TarnException.class);

            assertThat(store.findProfiles(List.of(ANN))).isEmpty();
            assertThat(store.findStandings(List.of(ANN))).isEmpty();
            assertThat(store.dispatchesDue(Instant.MAX, 10)).isEmpty();
        }
    }

    private static Dispatch hello(ProfileId person, String name, Instant at) {
        return TestingDispatch.queued(person, name, at);
    }

    private static TestingBatch standings(long nextOffset, Map<ProfileId, Standing> standings) {
        return TestingBatch.upTo(nextOffset).engagement(new Engagement(standings, List.of()));
    }

    private static TestingBatch dispatches(long nextOffset, Dispatch... dispatches) {
        return TestingBatch.upTo(nextOffset).engagement(new Engagement(Map.of(), List.of(dispatches)));
    }
}
