package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.event.Value;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.EventLog.Logged;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Persons whom no identifier joins, followed by hand. */
final class FuzzyFollowerTest {
    private static final int PERSONS = 400;
    private static final FuzzyConfig CONFIG = new FuzzyConfig(Duration.ofSeconds(1), 100_000, 1000, 40, 10);

    private final Twins twins = new Twins(5, PERSONS);
    private final MatchModel model = twins.model();

    @Test
    void findsThatTwoDevicesAreOnePersonsAndJoinsNoOthers() {
        Road road = new Road().everybody().settle();

        int joined = 0;
        Set<ProfileId> ids = new HashSet<>();
        for (int person = 0; person < PERSONS; person++) {
            ProfileId one = road.found(Twins.device("a", person)).id();
            ProfileId other = road.found(Twins.device("b", person)).id();
            joined += one.equals(other) ? 1 : 0;
            ids.add(one);
            ids.add(other);
        }
        assertThat(joined).isGreaterThan(PERSONS * 95 / 100);
        assertThat(ids).as("none of two persons").hasSize(2 * PERSONS - joined);
        assertThat(road.verdicts()).hasSize(joined).doesNotHaveDuplicates();
        assertThat(road.verdicts())
                .allSatisfy(verdict -> assertThat(verdict.decidedBy()).isEqualTo("model:" + model.version()));
    }

    @Test
    void aStoreBuiltAnewFromTheLogIsTheSameWithoutComparingAgain() {
        Road road = new Road().everybody().settle();

        Road again = new Road(road.log, Optional::empty).settle();

        assertThat(again.profiles()).isEqualTo(road.profiles());
        assertThat(again.log.nextOffset()).isEqualTo(road.store.offset());
    }

    @Test
    void aFollowerThatIsKilledAnywhereLosesNothing() {
        Road whole = new Road().everybody().settle();

        for (int steps : new int[] {0, 1, 2, 5}) {
            Road road = new Road().everybody();
            road.write();
            for (int i = 0; i < steps; i++) {
                road.follower.step();
            }
            road.kill();
            road.settle();

            assertThat(road.profiles()).hasSameSizeAs(whole.profiles());
            assertThat(road.verdicts()).doesNotHaveDuplicates();
            assertThat(road.partition()).isEqualTo(whole.partition());
        }
    }

    @Test
    void moreChangesThanItCanNoteAreFoundByPassingOverAll() {
        Road road = new Road().settle();
        road.everybody().write();
        assertThat(road.follower.backlog()).isEqualTo(2 * PERSONS);
        for (int i = 0; i < 2 * CONFIG.pendingMax(); i++) {
            road.follower.changed(ProfileId.derive("nobody", "n" + i, 0));
        }
        road.settle();

        assertThat(road.partition()).isEqualTo(new Road().everybody().settle().partition());
    }

    @Test
    void neitherAPersonsWordNorAUserIdIsOverruled() {
        Road road = new Road();
        for (int person = 0; person < 40; person++) {
            road.append(
                    twins.identify("a", person, user("u" + person)),
                    twins.identify("b", person, user("other" + person)));
        }
        for (int person = 40; person < 80; person++) {
            road.append(twins.identify("a", person), twins.identify("b", person));
        }
        road.write();
        for (int person = 40; person < 80; person++) {
            road.append(new LogEntry.Judged(
                    Twins.NOON,
                    road.found(Twins.device("a", person)).id(),
                    road.found(Twins.device("b", person)).id(),
                    LogEntry.Verdict.DIFFERENT,
                    "person:ann"));
        }
        road.settle();

        assertThat(road.profiles()).hasSize(160);
        assertThat(road.verdicts()).isEmpty();
    }

    @Test
    void aVisitorWithANewAddressFindsThePublishedProfile() {
        Road road = new Road();
        ProfileId gold = publish(road, "g0", 0);
        road.append(twins.identify("b", 0)).settle();

        assertThat(road.found(Twins.device("b", 0)).id()).isEqualTo(gold);
    }

    @Test
    void aProfilePublishedLaterFindsTheVisitor() {
        Road road = new Road().append(twins.identify("b", 0)).settle();
        ProfileId gold = publish(road, "g0", 0);
        road.settle();

        assertThat(road.found(Twins.device("b", 0)).id()).isEqualTo(gold);
    }

    @Test
    void twoPublishedProfilesAreTheRunsBusiness() {
        Road road = new Road();
        publish(road, "g0", 0);
        publish(road, "g1", 0);
        road.append(twins.identify("b", 0)).settle();

        assertThat(road.verdicts()).hasSize(1);
        assertThat(road.profiles()).hasSize(2);
    }

    @Test
    void aModelsVerdictThatComesTooLateJoinsNoTwoPublishedProfiles() {
        Road road = new Road();
        ProfileId one = publish(road, "g0", 0);
        ProfileId other = publish(road, "g1", 0);
        road.append(new LogEntry.Judged(Twins.NOON, one, other, LogEntry.Verdict.SAME, "model:old"))
                .write();

        assertThat(road.profiles()).hasSize(2);
    }

    @Test
    void pairsThatAreNotCertainAreKeptForReviewOnce() {
        MatchModel strict = model.withThresholds(Long.MAX_VALUE, model.review());
        Road road = new Road(new TestingEventLog(1_000_000), () -> Optional.of(strict))
                .everybody()
                .settle();
        road.append(twins.identify("b", 0)).settle();

        assertThat(road.verdicts()).isEmpty();
        assertThat(road.reviews).hasSizeGreaterThan(PERSONS * 95 / 100);
        assertThat(road.reviews.stream().map(pair -> pair.left() + " " + pair.right()))
                .doesNotHaveDuplicates();
        assertThat(road.reviews.getFirst().evidence().steps()).isNotEmpty();
    }

    @Test
    void withoutAModelNothingIsCompared() {
        Road road = new Road(new TestingEventLog(1_000_000), Optional::empty)
                .everybody()
                .settle();

        assertThat(road.profiles()).hasSize(2 * PERSONS);
        assertThat(road.follower.lookups()).isZero();
    }

    private ProfileId publish(Road road, String record, int person) {
        ProfileId id = ProfileId.derive("crm", record, 0);
        Map<String, TraitValue> traits = new TreeMap<>();
        twins.said("a", person)
                .forEach((field, text) ->
                        traits.put(field.column(), new TraitValue(new Value.Text(text), "crm", Instant.EPOCH, record)));
        Identifier email = new Identifier(IdentifierType.EMAIL, record + "@crm.example");
        road.append(new LogEntry.Published(
                Twins.NOON, "run", List.of(new GoldProfile(id, List.of(), List.of(email), traits))));
        road.write();
        return id;
    }

    private static Identifier user(String value) {
        return new Identifier(IdentifierType.USER_ID, value);
    }

    /** The writer and the follower side by side. */
    private final class Road {
        private final TestingEventLog log;
        private final TestingProfileStore store = new TestingProfileStore();
        private final Supplier<Optional<MatchModel>> models;
        private final List<ReviewRows.Pair> reviews = new ArrayList<>();
        private final ChangeFeed feed = new ChangeFeed();
        private final LiveWriter writer;
        private FuzzyFollower follower;
        private ChangeFeed.Subscription following;

        Road() {
            this(new TestingEventLog(1_000_000), () -> Optional.of(model));
        }

        Road(TestingEventLog log, Supplier<Optional<MatchModel>> models) {
            this.log = log;
            this.models = models;
            this.writer = new LiveWriter(log, store, twins::admit, LiveRules.defaults(), feed);
            this.follower = follower();
            this.following = feed.watchPersons(follower::changed);
        }

        private FuzzyFollower follower() {
            return new FuzzyFollower(
                    new FuzzyFollower.Ports(log, store, reviews::addAll, InstantSource.fixed(Twins.NOON)),
                    models,
                    LiveRules.defaults(),
                    CONFIG);
        }

        void kill() {
            write();
            following.close();
            follower = follower();
            following = feed.watchPersons(follower::changed);
        }

        Road append(LogEntry... entries) {
            log.append(List.of(entries)).join();
            return this;
        }

        Road everybody() {
            for (int person = 0; person < PERSONS; person++) {
                append(twins.identify("a", person));
            }
            for (int person = 0; person < PERSONS; person++) {
                append(twins.identify("b", person));
            }
            return this;
        }

        void write() {
            while (writer.step() > 0) {
                store.outgoing(100).forEach(out -> store.arrived(out.offset()));
            }
        }

        Road settle() {
            write();
            while (follower.step() > 0) {
                write();
            }
            return this;
        }

        List<Profile> profiles() {
            return store.profilesAfter(Optional.empty(), 100_000);
        }

        /** Which identifiers lead to one person. */
        Set<List<Identifier>> partition() {
            Set<List<Identifier>> partition = new HashSet<>();
            profiles().forEach(one -> partition.add(List.copyOf(one.identifiers())));
            return partition;
        }

        Profile found(Identifier identifier) {
            return new ProfileReader(store).find(identifier).orElseThrow();
        }

        List<LogEntry.Judged> verdicts() {
            return log.read(0, 1_000_000).stream()
                    .map(Logged::entry)
                    .filter(LogEntry.Judged.class::isInstance)
                    .map(LogEntry.Judged.class::cast)
                    .filter(verdict -> Objects.equals(verdict.verdict(), LogEntry.Verdict.SAME))
                    .toList();
        }
    }
}
