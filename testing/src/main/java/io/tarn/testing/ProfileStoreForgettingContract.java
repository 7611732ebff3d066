package io.tarn.testing;

import static io.tarn.testing.ProfileStoreContract.ANN;
import static io.tarn.testing.ProfileStoreContract.AT;
import static io.tarn.testing.ProfileStoreContract.BOB;
import static io.tarn.testing.ProfileStoreContract.profile;
import static io.tarn.testing.TestingBatch.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.EventKey;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.profile.Profile;
import io.tarn.storage.IdentifierState;
import io.tarn.storage.Outgoing;
import io.tarn.storage.ProfileStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ProfileStore} promises of bytes that must go, and of readers beside the one that commits. */
public abstract class ProfileStoreForgettingContract {
    private static final String SECRET = "zq7WvXk2mN9pLr4TsY6b";

    /** Opens the store that lies at a place; tests open one place several times. */
    protected abstract ProfileStore open(Path home);

    @Test
    void leavesNoByteOfWhatWasDeletedOrReplaced(@TempDir Path home) {
        Identifier mail = new Identifier(IdentifierType.EMAIL, SECRET + "@example.com");
        try (ProfileStore store = open(home)) {
            for (int i = 0; i < 300; i++) {
                store.commit(TestingBatch.upTo(i)
                        .profile(profile(ProfileId.derive("web", "other" + i, 0), "Other " + i))
                        .toBatch());
            }
            store.commit(TestingBatch.upTo(301)
                    .profile(profile(ANN, SECRET))
                    .profile(profile(BOB, "once " + SECRET))
                    .identifier(mail, IdentifierState.of(ANN))
                    .seen(new EventKey(new SourceName("web"), SECRET))
                    .windowAdded(ANN, SECRET, entry(AT, SECRET))
                    .definition("traits", "t", SECRET)
                    .outgoing(new Outgoing(
                            300, List.of(new Outgoing.Row("silver.events", 300, SECRET)), List.of(), List.of(ANN)))
                    .toBatch());
        }
        try (ProfileStore store = open(home)) {
            store.commit(TestingBatch.upTo(302)
                    .profile(profile(ANN, SECRET + " again"))
                    .toBatch());
            store.commit(TestingBatch.upTo(303)
                    .profile(profile(BOB, "Bob"))
                    .removed(ANN)
                    .erased(ANN)
                    .withoutIdentifier(mail)
                    .definition("traits", "t", "count")
                    .toBatch());
            store.arrived(302);

            store.purge();

            assertThat(TestingFiles.holding(home, SECRET)).isEmpty();
            assertThat(store.findProfiles(List.of(ANN))).isEmpty();
            assertThat(store.findProfiles(List.of(BOB))).containsEntry(BOB, profile(BOB, "Bob"));
            assertThat(store.profileCount()).isEqualTo(301);
            assertThat(store.offset()).isEqualTo(303);
            assertThat(store.findSeen(List.of(new EventKey(new SourceName("web"), SECRET))))
                    .hasSize(1);
            store.commit(TestingBatch.upTo(304).timerAdded(AT, BOB).toBatch());
        }
        try (ProfileStore store = open(home)) {
            assertThat(store.offset()).isEqualTo(304);
            assertThat(store.nextTimer()).contains(AT);
            assertThat(store.window(ANN, SECRET, Instant.MIN)).isEmpty();
        }
    }

    @Test
    void showsReadersNothingOlderThanTheLastCommit(@TempDir Path home) throws Exception {
        int commits = 400;
        try (ProfileStore store = open(home);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            store.commit(TestingBatch.upTo(0).profile(profile(ANN, "0")).toBatch());
            AtomicBoolean done = new AtomicBoolean();
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(() -> {
                    int last = 0;
                    while (!done.get()) {
                        long offset = store.offset();
                        int now = number(store);
                        assertThat(now).isGreaterThanOrEqualTo(Math.max(last, (int) offset));
                        last = now;
                    }
                    return last;
                }));
            }
            try {
                for (int i = 1; i <= commits; i++) {
                    TestingBatch batch = TestingBatch.upTo(i).profile(profile(ANN, "" + i));
                    for (int other = 0; other < 5; other++) {
                        batch.profile(profile(ProfileId.derive("web", i + ":" + other, 0), "Other"));
                    }
                    store.commit(batch.toBatch());
                    if (i % 100 == 0) {
                        store.purge();
                    }
                    assertThat(number(store)).isEqualTo(i);
                }
            } finally {
                done.set(true);
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isLessThanOrEqualTo(commits);
            }
        }
    }

    private static int number(ProfileStore store) {
        Profile ann =
                Optional.ofNullable(store.findProfiles(List.of(ANN)).get(ANN)).orElseThrow();
        Value name = Optional.ofNullable(ann.traits().get("name")).orElseThrow().value();
        return Integer.parseInt(((Value.Text) name).text());
    }
}
