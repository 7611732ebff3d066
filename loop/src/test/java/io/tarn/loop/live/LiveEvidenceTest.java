package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.loop.testing.TestingHome;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.SourceDefinition;
import io.tarn.model.profile.Constituent;
import io.tarn.model.profile.Profile;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.understand.trait.TraitEngine;
import io.tarn.unify.match.MatchScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live profiles and gold runs over one lake: what one found, the other keeps. */
final class LiveEvidenceTest {
    private static final int PERSONS = 220;
    /** Those above are known to live events only. */
    private static final int CUSTOMERS = 180;

    @TempDir
    private Path folder;

    private final Twins twins = new Twins(11, PERSONS);
    private final TestingEventLog log = new TestingEventLog(1_000_000);
    private final TestingProfileStore store = new TestingProfileStore();
    private final ChangeFeed feed = new ChangeFeed();
    private final LiveWriter writer = new LiveWriter(log, store, twins::admit, LiveRules.defaults(), feed);
    private TestingHome home;
    private LakeSink sink;
    private GoldPublication publication;
    private FuzzyFollower follower;

    @BeforeEach
    void openTheHome() throws IOException {
        Files.write(folder.resolve("crm.csv"), customers());
        home = TestingHome.of(folder.resolve("home"), folder.resolve("crm.csv"), IdentityRules.defaults());
        sink = new LakeSink(
                home.lake(),
                new LakeSink.Ports(log, store, twins::admit, home::tick),
                new TraitEngine(List.of()),
                folder.resolve("sink"));
        publication = new GoldPublication(home.lake(), log, store, home::tick);
        follower = new FuzzyFollower(
                new FuzzyFollower.Ports(log, store, new LakeReviews(home.lake()), home::tick),
                new NewestModel(home.lake(), store),
                LiveRules.defaults(),
                FuzzyConfig.defaults());
        feed.watchPersons(follower::changed);
    }

    @AfterEach
    void closeTheHome() {
        home.close();
    }

    @Test
    void whatLiveJoinedStaysJoinedInGoldAndNoIdChangesWithoutNewEvents() {
        home.unify();
        settle();
        for (int person = CUSTOMERS / 2; person < PERSONS; person++) {
            identify("a", person);
            identify("b", person);
        }
        settle();
        join(PERSONS - 2, PERSONS - 1);
        settle();
        Map<ProfileId, ProfileId> before = holders();

        home.unify();
        Map<String, String> profiles = goldProfiles();
        settle();

        assertThat(home.rows("SELECT DISTINCT band, joined FROM identity.links WHERE decided_by = 'live'"))
                .as("what no model would join")
                .containsExactly("automatic|true");
        assertThat(home.rows("SELECT count(*) FROM silver.records WHERE source = 'live'"))
                .containsExactly(String.valueOf(2 * (PERSONS - CUSTOMERS / 2)));
        for (Profile profile : store.profilesAfter(Optional.empty(), 10_000)) {
            assertThat(profile.constituents().stream()
                            .filter(one -> one.origin() == Constituent.Origin.LIVE)
                            .map(one -> profiles.get("live:" + one.id()))
                            .distinct())
                    .as("gold holds together what live does")
                    .hasSizeLessThan(2)
                    .allMatch(id -> profile.id().value().equals(id));
        }
        before.forEach((constituent, holder) -> assertThat(holders().get(constituent))
                .as("nothing falls apart")
                .isEqualTo(holders().get(holder)));

        Map<ProfileId, ProfileId> after = holders();
        home.unify();
        assertThat(goldProfiles()).isEqualTo(profiles);
        assertThat(publication.publishNewest()).contains(0L);
        settle();
        assertThat(holders()).isEqualTo(after);
    }

    @Test
    void whatAPersonFoundToBeTwoStaysApartInGold() {
        home.unify();
        settle();
        for (int person = CUSTOMERS / 2; person < PERSONS; person++) {
            identify("a", person);
        }
        settle();
        home.unify();
        settle();
        ProfileReader reader = new ProfileReader(store);
        Profile joined = null;
        for (int person = CUSTOMERS / 2; person < CUSTOMERS; person++) {
            Profile one = reader.find(Twins.device("a", person)).orElseThrow();
            if (goldProfiles().containsValue(one.id().value())
                    && one.constituents().size() == 2) {
                joined = one;
                break;
            }
        }
        assertThat(joined).as("somebody whom a run and events know").isNotNull();
        ProfileId live = part(joined, Constituent.Origin.LIVE);
        ProfileId gold = part(joined, Constituent.Origin.GOLD);
        Map<String, String> before = goldProfiles();
        List<String> records = before.entrySet().stream()
                .filter(one ->
                        one.getValue().equals(gold.value()) && !one.getKey().startsWith("live:"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(before.get("live:" + live)).isEqualTo(gold.value());
        assertThat(records).isNotEmpty();

        log.append(List.of(new LogEntry.Judged(home.tick(), live, gold, LogEntry.Verdict.DIFFERENT, "person:ann")))
                .join();
        settle();
        home.unify();
        Map<String, String> after = goldProfiles();
        settle();

        assertThat(home.rows("SELECT left_constituent_id, right_constituent_id, decided_by FROM identity.apart"))
                .containsExactly(live + "|" + gold + "|person:ann");
        assertThat(records).allMatch(record -> gold.value().equals(after.get(record)));
        assertThat(after.get("live:" + live)).isNotEqualTo(gold.value());
        before.remove("live:" + live);
        Map<String, String> others = new TreeMap<>(after);
        others.remove("live:" + live);
        assertThat(others).as("nobody else is parted").isEqualTo(before);
        assertThat(holders().get(live)).isNotEqualTo(holders().get(gold));
        home.unify();
        assertThat(goldProfiles()).isEqualTo(after);

        log.append(List.of(new LogEntry.Judged(home.tick(), live, gold, LogEntry.Verdict.SAME, "person:ann")))
                .join();
        settle();
        home.unify();
        assertThat(goldProfiles().get("live:" + live))
                .as("she thought again")
                .isEqualTo(goldProfiles().get(records.getFirst()));
    }

    private static ProfileId part(Profile profile, Constituent.Origin origin) {
        return profile.constituents().stream()
                .filter(one -> one.origin() == origin)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void whatIsNotCertainIsKeptForReviewWithItsEvidence() {
        home.unify();
        settle();
        for (int person = 0; person < PERSONS; person++) {
            identify("b", person);
        }
        settle();
        ReviewRows.Pair pair = new ReviewRows.Pair(
                ProfileId.derive("a", "1", 0),
                ProfileId.derive("b", "1", 0),
                new MatchScorer(new NewestModel(home.lake(), store).get().orElseThrow(), IdentityRules.defaults())
                        .explain(twins.said("a", 0)::get, twins.said("b", 0)::get),
                "v1",
                home.tick(),
                7);
        List<String> others = home.rows("SELECT count(*) FROM identity.reviews");

        new LakeReviews(home.lake()).keep(List.of(pair));
        new LakeReviews(home.lake()).keep(List.of(pair));

        assertThat(home.rows("SELECT model_version, log_offset, len(evidence) > 1, evidence[1].comparison"
                        + " FROM identity.reviews WHERE model_version = 'v1'"))
                .containsExactly("v1|7|true|prior");
        assertThat(home.rows("SELECT count(*) - 1 FROM identity.reviews")).isEqualTo(others);
    }

    @Test
    void noSourceMayTakeTheNameOfLiveRecords() {
        home.declare(SourceDefinition.of(
                new SourceName("live"), folder.resolve("crm.csv").toString()));

        assertThatThrownBy(home::unify)
                .hasMessage("A source cannot be called 'live': that is the name of what live profiles bring to a run."
                        + " Rename its file under sources/.");
    }

    private void identify(String side, int person) {
        log.append(List.of(twins.identify(side, person))).join();
    }

    /** Somebody says that two persons are one. */
    private void join(int left, int right) {
        ProfileReader reader = new ProfileReader(store);
        log.append(List.of(new LogEntry.Judged(
                        home.tick(),
                        reader.find(Twins.device("a", left)).orElseThrow().id(),
                        reader.find(Twins.device("a", right)).orElseThrow().id(),
                        LogEntry.Verdict.SAME,
                        "person:ann")))
                .join();
    }

    /** Lets everything come to rest. */
    private void settle() {
        publication.publishNewest();
        do {
            while (writer.step() > 0) {
                // all of it
            }
        } while (follower.step() > 0);
        while (sink.flush() > 0) {
            // all of it
        }
    }

    private Map<ProfileId, ProfileId> holders() {
        Map<ProfileId, ProfileId> holders = new HashMap<>();
        for (Profile profile : store.profilesAfter(Optional.empty(), 10_000)) {
            profile.constituents().forEach(one -> holders.put(one.id(), profile.id()));
        }
        return holders;
    }

    private Map<String, String> goldProfiles() {
        return home.map("SELECT source || ':' || record_id, profile_id FROM identity.profiles");
    }

    private List<String> customers() {
        List<String> lines = new ArrayList<>(List.of("id,first_name,last_name,birth_date,street,city,email"));
        for (int person = 0; person < CUSTOMERS; person++) {
            lines.add(line("c", "a", person));
            if (person % 3 == 0) {
                lines.add(line("d", "b", person));
            }
        }
        return lines;
    }

    private String line(String prefix, String side, int person) {
        Map<MatchField, String> said = twins.said(side, person);
        return String.join(
                ",",
                prefix + person,
                said.get(MatchField.FIRST_NAME),
                said.get(MatchField.LAST_NAME),
                said.get(MatchField.BIRTH_DATE),
                said.get(MatchField.STREET),
                said.get(MatchField.CITY),
                prefix + person + "@crm.example");
    }
}
