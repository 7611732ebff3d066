package io.tarn.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.decision.Standing;
import io.tarn.model.event.Value;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.policy.AudienceName;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.Dispatch;
import io.tarn.storage.Engagement;
import io.tarn.storage.Outgoing;
import io.tarn.testing.TestingBatch;
import io.tarn.testing.TestingDispatch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose process is killed holds each commit whole or not at all, none without those before it, and what was flushed. */
class ProfileStoreCrashTest {
    private static final int KILLS = 5;
    private static final int FLUSH_EVERY = 50;
    private static final ProfileId ANN = ProfileId.derive("web", "ann", 0);
    private static final ProfileId BOB = ProfileId.derive("web", "bob", 0);

    /** Commits number after number and prints each; flushes some. */
    static final class Writer {
        private Writer() {}

        static void main(String[] arguments) {
            LocalProfileStore store = LocalProfileStore.open(Path.of(arguments[0]), LocalStorageConfig.defaults());
            for (long number = store.offset() + 1; ; number++) {
                store.commit(TestingBatch.upTo(number)
                        .profile(profile(ANN, number))
                        .profile(profile(BOB, number))
                        .windowAdded(ANN, "commits", TestingBatch.entry(Instant.ofEpochSecond(number), "m" + number))
                        .timerAdded(Instant.ofEpochSecond(number), BOB)
                        .timerFired(Instant.ofEpochSecond(number - 1), BOB)
                        .engagement(new Engagement(
                                Map.of(ANN, standing(number)),
                                List.of(
                                        dispatch(number),
                                        dispatch(number - 1).in(Dispatch.State.DELIVERED, 1, Instant.EPOCH, ""))))
                        .outgoing(new Outgoing(number - 1, List.of(), List.of(), List.of(ANN)))
                        .toBatch());
                if (number % FLUSH_EVERY == 0) {
                    store.flush();
                }
                System.out.println(number + ChildProcess.END);
            }
        }
    }

    @Test
    void keepsCommitsWhole(@TempDir Path home) {
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> lines = ChildProcess.kill(Writer.class, 100 + 73 * kill, home.toString());
            long printed = Long.parseLong(lines.getLast());

            try (LocalProfileStore store = LocalProfileStore.open(home, LocalStorageConfig.defaults())) {
                long number = store.offset();
                assertThat(number).isBetween(printed - printed % FLUSH_EVERY, printed + 1);
                assertThat(store.findProfiles(List.of(ANN, BOB)))
                        .isEqualTo(Map.of(ANN, profile(ANN, number), BOB, profile(BOB, number)));
                assertThat(store.profileCount()).isEqualTo(2);
                assertThat(store.window(ANN, "commits", Instant.MIN)).hasSize((int) number);
                assertThat(store.nextTimer()).contains(Instant.ofEpochSecond(number));
                assertThat(store.findStandings(List.of(ANN))).isEqualTo(Map.of(ANN, standing(number)));
                assertThat(store.dispatchesDue(Instant.MAX, 10)).containsExactly(dispatch(number));
                assertThat(store.outgoing(Integer.MAX_VALUE)).hasSize((int) number);
            }
        }
    }

    private static Standing standing(long number) {
        return Standing.NONE.withAudiences(
                Map.of(new AudienceName("vip"), Instant.ofEpochSecond(number)), Optional.empty());
    }

    private static Dispatch dispatch(long number) {
        return TestingDispatch.queued(ANN, "m" + number, Instant.ofEpochSecond(number));
    }

    private static Profile profile(ProfileId id, long number) {
        return Profile.of(Constituent.born(id, Instant.EPOCH, Constituent.Origin.LIVE)
                .withTraits(Map.of("number", new TraitValue(Value.Decimal.of(number), "web", Instant.EPOCH, "m"))));
    }
}
