package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Following;
import io.tarn.unify.measure.PartitionMeasures.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Records that know nothing but an identifier, such as sign-ups for a newsletter, or that and a place, as orders do. */
final class LoneIdentifiersTest {
    private static final IdentityRules RULES = IdentityRules.defaults();
    private static final List<String> GIVEN = List.of(
            "Anna", "Paul", "Maria", "John", "Laura", "Peter", "James", "Susan", "Emma", "Louis", "Nora", "Oscar");

    private final Random random = new Random(3);
    private final List<Map<MatchField, String>> records = new ArrayList<>();
    private final List<Integer> persons = new ArrayList<>();

    @Test
    void joinWhoIsKnownByIt() {
        for (int person = 0; person < 600; person++) {
            String family = word() + "son";
            String given = GIVEN.get(random.nextInt(GIVEN.size()));
            String email = given + "." + family + person + "@example.com";
            for (int copy = random.nextInt(3); copy >= 0; copy--) {
                customer(person, given, family, copy == 0 || random.nextInt(4) > 0 ? email : "");
            }
            for (int signUp = random.nextInt(3); signUp > 0; signUp--) {
                add(person, Map.of(MatchField.EMAIL, email));
            }
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isGreaterThan(0.99);
        assertThat(score.recall()).as("recall").isGreaterThan(0.97);
    }

    @Test
    void areOneWhereNothingElseIsKnownOfAnybody() {
        for (int person = 0; person < 400; person++) {
            String email = word() + person + "@example.com";
            for (int copy = random.nextInt(4); copy >= 0; copy--) {
                add(person, Map.of(MatchField.EMAIL, email));
            }
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isEqualTo(1);
        assertThat(score.recall()).as("recall").isEqualTo(1);
    }

    @Test
    void joinNobodyWhereMostWhoShareItAreOthers() {
        for (int device = 0; device < 300; device++) {
            for (int person = 0; person < 4; person++) {
                Map<MatchField, String> record = new EnumMap<>(MatchField.class);
                record.put(MatchField.FIRST_NAME, GIVEN.get((device + person * 5) % GIVEN.size()));
                record.put(MatchField.LAST_NAME, word() + "er");
                record.put(MatchField.BIRTH_DATE, date());
                record.put(MatchField.DEVICE_ID, "kiosk" + device);
                add(device * 10 + person, record);
            }
            add(device * 10 + 9, Map.of(MatchField.DEVICE_ID, "kiosk" + device));
        }

        Clusters clusters = clusters();

        assertThat(IntStream.range(0, records.size()).map(clusters::cluster).distinct())
                .hasSameSizeAs(records);
    }

    /** Nobody lists customers, and a good one has things sent to friends. */
    @Test
    void joinOrdersWhereverTheyGo() {
        for (int person = 0; person < 300; person++) {
            orders(person, "c" + person * 7919, random.nextInt(1 + 2 * (person % 20)));
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isGreaterThan(0.99);
        assertThat(score.recall()).as("recall").isGreaterThan(0.99);
    }

    /** One kiosk makes no device of its own less telling. */
    @Test
    void joinWhoUsesADeviceBesideAKioskThatAllUse() {
        for (int person = 0; person < 400; person++) {
            String email = word() + person + "@example.com";
            for (int session = random.nextInt(6); session >= 0; session--) {
                String device = random.nextInt(10) == 0 ? "kiosk" : "device" + person * 7919;
                boolean isKnown = "kiosk".equals(device) || random.nextInt(10) < 7;
                add(
                        person,
                        isKnown
                                ? Map.of(MatchField.DEVICE_ID, device, MatchField.EMAIL, email)
                                : Map.of(MatchField.DEVICE_ID, device));
            }
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isGreaterThan(0.99);
        assertThat(score.recall()).as("recall").isGreaterThan(0.99);
    }

    /** However many pairs are one person by number, namesakes are not. */
    @Test
    void makeNoNamesakesOnePerson() {
        for (int person = 0; person < 500; person++) {
            Map<MatchField, String> record = new EnumMap<>(MatchField.class);
            record.put(MatchField.FIRST_NAME, GIVEN.get(person % GIVEN.size()));
            record.put(MatchField.LAST_NAME, GIVEN.get(person / 12 % 11) + "son");
            record.put(MatchField.EMAIL, word() + person + "@example.com");
            record.put(MatchField.EXTERNAL_ID, "c" + person * 7919);
            add(person, record);
            orders(person, "c" + person * 7919, person % 9);
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isGreaterThan(0.99);
        assertThat(score.recall()).as("recall").isGreaterThan(0.99);
    }

    private void orders(int person, String number, int count) {
        for (int order = 0; order < count; order++) {
            String city = "city" + (random.nextInt(4) == 0 ? random.nextInt(40) : person % 40);
            add(person, Map.of(MatchField.EXTERNAL_ID, number, MatchField.CITY, city));
        }
    }

    private void customer(int person, String given, String family, String email) {
        Map<MatchField, String> record = new EnumMap<>(MatchField.class);
        record.put(MatchField.FIRST_NAME, given);
        record.put(MatchField.LAST_NAME, family);
        record.put(MatchField.CITY, "city" + person % 40);
        record.put(MatchField.EMAIL, email);
        add(person, record);
    }

    private void add(int person, Map<MatchField, String> record) {
        records.add(record);
        persons.add(person);
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            word.append("bdfgklmnprst".charAt(random.nextInt(12))).append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    private String date() {
        return String.format("%d-%02d-%02d", 1940 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private Score score() {
        return ClusterScore.of(clusters(), persons);
    }

    private Clusters clusters() {
        RecordTable.Builder builder = new RecordTable.Builder();
        records.forEach(record -> builder.add(record::get));
        Matcher matcher = Matcher.of(builder.build(), RULES);
        Matcher.Blocking blocking = matcher.block();
        Linked linked = matcher.score(blocking, matcher.train(blocking));
        return Following.join(
                Clustering.of(
                        records.size(),
                        linked.links(),
                        new TableScorer(matcher.table(), linked.model(), RULES),
                        linked.model(),
                        RULES),
                linked.links(),
                matcher.alike());
    }
}
