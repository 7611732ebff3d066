package io.tarn.loop.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.collect.admit.Admitted;
import io.tarn.model.event.Event;
import io.tarn.model.event.EventHead;
import io.tarn.model.event.EventKey;
import io.tarn.model.event.RawEvent;
import io.tarn.model.event.Value;
import io.tarn.model.identity.Band;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.Identifier;
import io.tarn.model.identity.IdentifierType;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.ProfileId;
import io.tarn.model.identity.SourceName;
import io.tarn.model.log.LogEntry;
import io.tarn.model.log.LogEntry.GoldProfile;
import io.tarn.model.policy.IdentifierRules;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.profile.Profile;
import io.tarn.model.profile.TraitValue;
import io.tarn.storage.EventLog.Logged;
import io.tarn.testing.TestingEventLog;
import io.tarn.testing.TestingProfileStore;
import io.tarn.testing.TestingRules;
import io.tarn.unify.live.FuzzyMatcher;
import io.tarn.unify.match.BlockingKeys;
import io.tarn.unify.match.Matcher;
import io.tarn.unify.match.RecordTable;
import io.tarn.unify.match.TableScorer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * An event that arrives alone, after a run, is matched as the run would have matched its record: the same pairs come up,
 * with the same bits, and lead to the same partner. No identifier of the event is known yet: where one is, it decides.
 */
final class LoneArrivalTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final int PERSONS = 160;
    private static final int ARRIVALS = 12;
    private static final List<IdentifierType> IDENTIFIERS =
            List.of(IdentifierType.EMAIL, IdentifierType.PHONE, IdentifierType.DEVICE_ID);

    @Property(tries = 10)
    void isMatchedAsTheRunWouldHave(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 6, max = 300) int blockMax) {
        SeenAgain persons = new SeenAgain(seed, PERSONS);
        IdentityRules rules = new TestingRules().blockRecordsMax(blockMax).build();
        List<Map<MatchField, String>> known = persons.known();
        MatchModel model = model(known, rules);

        for (int i = 0; i < ARRIVALS; i++) {
            Map<MatchField, String> arriving = persons.arriving();
            Batch batch = new Batch(known, arriving, model, rules);
            Live live = new Live(known, arriving, model, rules);

            assertThat(live.partner()).isEqualTo(batch.partner());
            assertThat(live.reviews()).isEqualTo(batch.reviews());
            for (int one = 0; one < known.size(); one++) {
                assertThat(live.compared(one)).isEqualTo(batch.compared(one));
            }
        }
    }

    /** How two records compare, to the bit. */
    private record Score(long weightBits, long pattern, Band band) {
        static Score of(Evidence evidence) {
            return new Score(Double.doubleToLongBits(evidence.weight()), evidence.pattern(), evidence.band());
        }
    }

    /** What a run finds with the arriving record as the last of its table. */
    private static final class Batch {
        private final Map<Integer, Score> candidates = new TreeMap<>();
        private final List<Score> all = new ArrayList<>();
        private final TableScorer scorer;
        private final MatchModel model;
        private final int last;

        Batch(
                List<Map<MatchField, String>> known,
                Map<MatchField, String> arriving,
                MatchModel model,
                IdentityRules rules) {
            List<Map<MatchField, String>> records = new ArrayList<>(known);
            records.add(arriving);
            this.model = model;
            this.last = known.size();
            this.scorer = new TableScorer(Matcher.of(table(records), rules).table(), model, rules);
            BlockingKeys keys = new BlockingKeys(model);
            Map<Long, List<Integer>> blocks = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                for (long block : keys.blocks(records.get(i)::get)) {
                    blocks.computeIfAbsent(block, _ -> new ArrayList<>()).add(i);
                }
            }
            IntStream.range(0, last).forEach(i -> all.add(score(i)));
            blocks.values().stream()
                    .filter(block -> block.contains(last) && block.size() <= rules.blockRecordsMax())
                    .forEach(block ->
                            block.stream().filter(i -> i != last).forEach(i -> candidates.put(i, compared(i))));
        }

        private Score score(int record) {
            long weight = scorer.weight(record, last);
            Band band = scorer.isByRule(record, last) || weight >= model.automatic()
                    ? Band.AUTOMATIC
                    : weight >= model.review() ? Band.REVIEW : Band.REJECTED;
            return new Score(Double.doubleToLongBits(MatchModel.bits(weight)), scorer.pattern(record, last), band);
        }

        Score compared(int record) {
            return all.get(record);
        }

        /** The heaviest of the pairs that are joined without review. */
        Optional<ProfileId> partner() {
            ProfileId best = null;
            double most = 0;
            for (Map.Entry<Integer, Score> one : candidates.entrySet()) {
                double weight = Double.longBitsToDouble(one.getValue().weightBits());
                ProfileId id = id(one.getKey());
                boolean isBetter = best == null || weight > most || (weight == most && id.compareTo(best) < 0);
                if (one.getValue().band() == Band.AUTOMATIC && isBetter) {
                    best = id;
                    most = weight;
                }
            }
            return Optional.ofNullable(best);
        }

        Map<ProfileId, Score> reviews() {
            Map<ProfileId, Score> reviews = new TreeMap<>();
            candidates.forEach((record, score) -> {
                if (score.band() == Band.REVIEW) {
                    reviews.put(id(record), score);
                }
            });
            return reviews;
        }
    }

    /** What live matching finds when the record arrives as an event, all others published. */
    private static final class Live {
        private final TestingEventLog log = new TestingEventLog(100_000);
        private final TestingProfileStore store = new TestingProfileStore();
        private final List<ReviewRows.Pair> reviewed = new ArrayList<>();
        private final FuzzyMatcher matcher;
        private final Profile arrived;

        Live(
                List<Map<MatchField, String>> known,
                Map<MatchField, String> arriving,
                MatchModel model,
                IdentityRules rules) {
            LiveRules live = new LiveRules(IdentifierRules.defaults(), List.of(), rules, CampaignRules.NONE);
            LiveWriter writer = new LiveWriter(log, store, raw -> admit(raw, arriving), live, new ChangeFeed());
            FuzzyFollower follower = new FuzzyFollower(
                    new FuzzyFollower.Ports(log, store, reviewed::addAll, InstantSource.fixed(NOON)),
                    () -> Optional.of(model),
                    live,
                    new FuzzyConfig(Duration.ofSeconds(1), 100_000, 1000, 100_000, 10));
            log.append(List.of(published(known))).join();
            settle(writer);
            while (follower.step() > 0) {
                // the published, none of which is sought for another
            }
            assertThat(reviewed).isEmpty();
            EventKey key = new EventKey(new SourceName("web"), "m1");
            log.append(List.of(new LogEntry.Received(new RawEvent(key, NOON, RawEvent.Origin.LIVE, false, "{}"))))
                    .join();
            settle(writer);
            this.arrived = new ProfileReader(store).find(device(arriving)).orElseThrow();
            this.matcher = new FuzzyMatcher(model, rules, 10);
            follower.changed(arrived.id());
            while (follower.step() > 0) {
                // its verdict stays in the log: what follows from the merge is not asked here
            }
        }

        private static void settle(LiveWriter writer) {
            while (writer.step() > 0) {
                // all of it
            }
        }

        Optional<ProfileId> partner() {
            return log.read(0, 100_000).stream()
                    .map(Logged::entry)
                    .filter(LogEntry.Judged.class::isInstance)
                    .map(LogEntry.Judged.class::cast)
                    .map(verdict -> verdict.left().equals(arrived.id()) ? verdict.right() : verdict.left())
                    .findFirst();
        }

        Map<ProfileId, Score> reviews() {
            Map<ProfileId, Score> reviews = new TreeMap<>();
            reviewed.forEach(pair -> reviews.put(
                    pair.left().equals(arrived.id()) ? pair.right() : pair.left(), Score.of(pair.evidence())));
            return reviews;
        }

        Score compared(int record) {
            Profile other = new ProfileReader(store).find(id(record)).orElseThrow();
            return Score.of(matcher.compare(other, arrived));
        }
    }

    private static ProfileId id(int record) {
        return ProfileId.derive("crm", "r" + record, 0);
    }

    private static RecordTable table(List<Map<MatchField, String>> records) {
        RecordTable.Builder table = new RecordTable.Builder();
        records.forEach(record -> table.add(record::get));
        return table.build();
    }

    private static MatchModel model(List<Map<MatchField, String>> records, IdentityRules rules) {
        Matcher matcher = Matcher.of(table(records), rules);
        Matcher.Blocking blocking = matcher.block();
        return matcher.score(blocking, matcher.train(blocking)).model();
    }

    /** Each record as a profile of its own, as a run publishes one. */
    private static LogEntry published(List<Map<MatchField, String>> known) {
        List<GoldProfile> profiles = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            String reference = "r" + i;
            Map<String, TraitValue> traits = new TreeMap<>();
            known.get(i)
                    .forEach((field, text) -> traits.put(
                            field.column(), new TraitValue(new Value.Text(text), "crm", Instant.EPOCH, reference)));
            profiles.add(new GoldProfile(id(i), List.of(), identifiers(known.get(i)), traits));
        }
        return new LogEntry.Published(NOON, "run", profiles);
    }

    private static List<Identifier> identifiers(Map<MatchField, String> values) {
        List<Identifier> identifiers = new ArrayList<>();
        for (IdentifierType type : IDENTIFIERS) {
            String value = values.get(MatchField.valueOf(type.name().toUpperCase(Locale.ROOT)));
            // What everybody shares is published with nobody.
            if (value != null && !value.equals(SeenAgain.JUNK)) {
                identifiers.add(new Identifier(type, value));
            }
        }
        return identifiers;
    }

    private static Identifier device(Map<MatchField, String> values) {
        return new Identifier(IdentifierType.DEVICE_ID, values.getOrDefault(MatchField.DEVICE_ID, ""));
    }

    private static Admitted admit(RawEvent raw, Map<MatchField, String> values) {
        Map<String, Value> said = new LinkedHashMap<>();
        values.forEach((field, text) -> {
            if (field != MatchField.DEVICE_ID) {
                said.put(field.column(), new Value.Text(text));
            }
        });
        EventHead head = new EventHead(
                raw.key(),
                NOON,
                Optional.of(NOON),
                NOON,
                RawEvent.Origin.LIVE,
                identifiers(values),
                Map.of(),
                Value.Fields.NONE);
        return new Admitted.Accepted(new Event.Identify(head, new Value.Fields(said)), List.of());
    }
}
