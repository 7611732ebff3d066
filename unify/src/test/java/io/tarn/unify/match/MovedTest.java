package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.Evidence;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.testing.TestingRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Persons of whom a share lives elsewhere by the time of their second record: street, city and postcode are other. */
@SuppressWarnings("EnumOrdinal") // patterns hold comparisons by ordinal
final class MovedTest {
    private static final int PERSONS = 1_500;
    private static final String[] SYLLABLES = {"ba", "ke", "li", "mo", "nu", "ra", "so", "ta", "vi", "zo"};

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.2})
    void learnsHowManyMovedAndFindsThem(double share) {
        Random random = new Random(4);
        List<Map<MatchField, String>> records = new ArrayList<>();
        List<Boolean> moved = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            Map<MatchField, String> first = person(random);
            Map<MatchField, String> second = new EnumMap<>(first);
            moved.add(random.nextDouble() < share);
            if (moved.getLast()) {
                second.putAll(home(random));
            }
            records.add(first);
            records.add(second);
        }
        MatchModel model = train(records);
        MatchScorer scorer = new MatchScorer(model, IdentityRules.defaults());

        double learned = MatchModel.probability(model.moved().orElseThrow());
        assertThat(learned).isCloseTo(share, within(0.03));
        int found = 0;
        int wrong = 0;
        for (int person = 0; person < PERSONS; person++) {
            Evidence own = scorer.explain(records.get(2 * person)::get, records.get(2 * person + 1)::get);
            int other = 2 * random.nextInt(PERSONS);
            found += own.band() == Band.AUTOMATIC ? 1 : 0;
            wrong += other != 2 * person
                            && scorer.explain(records.get(2 * person)::get, records.get(other)::get)
                                            .band()
                                    == Band.AUTOMATIC
                    ? 1
                    : 0;
            assertThat(own.steps().stream().mapToDouble(Evidence.Step::weight).sum())
                    .isCloseTo(own.weight(), within(1e-6));
        }
        assertThat(found).isGreaterThan((int) (0.97 * PERSONS));
        assertThat(wrong).isZero();
    }

    @Test
    void countsAMoveOnceHoweverManyPartsOfTheAddressAreOther() {
        Random random = new Random(9);
        List<Map<MatchField, String>> records = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            Map<MatchField, String> one = person(random);
            records.add(one);
            records.add(new EnumMap<>(one));
        }
        MatchModel model = train(records);
        Weights weights = new Weights(model);
        long odds = model.moved().orElseThrow();

        for (long home : new long[] {-5_000_000, -30_000_000, -90_000_000}) {
            assertThat(home + weights.moving(home)).isGreaterThanOrEqualTo(odds - 50_000);
        }
        assertThat(weights.moving(20_000_000)).isBetween(-100_000L, 0L);
    }

    @Test
    void asksNobodyWhoNamesNoPersonWhetherTheyMoved() {
        List<Map<MatchField, String>> records = new ArrayList<>();
        Random random = new Random(2);
        for (int shop = 0; shop < 300; shop++) {
            Map<MatchField, String> one = new EnumMap<>(home(random));
            one.put(MatchField.ORGANIZATION, word(random) + " " + word(random));
            records.add(one);
            records.add(new EnumMap<>(one));
        }

        assertThat(train(records).moved()).isEmpty();
    }

    @Test
    void saysOfAPairTheSameWithAndWithoutWeights() {
        Random random = new Random(5);
        List<Map<MatchField, String>> records = new ArrayList<>();
        for (int person = 0; person < 300; person++) {
            Map<MatchField, String> one = person(random);
            Map<MatchField, String> other = new EnumMap<>(one);
            if (person % 4 == 0) {
                other.putAll(home(random));
            }
            records.addAll(List.of(one, other));
        }
        MatchScorer scorer = new MatchScorer(train(records), IdentityRules.defaults());

        Set<String> moved = new TreeSet<>();
        for (int record = 0; record < records.size(); record += 2) {
            long pattern = scorer.pattern(records.get(record)::get, records.get(record + 1)::get);
            List<String> said = new ArrayList<>(scorer.compared(pattern).stream()
                    .map(one -> one.kind().label() + " " + one.words())
                    .toList());
            scorer.moved(pattern).ifPresent(words -> {
                moved.add(words);
                said.add("moved " + words);
            });
            assertThat(scorer.steps(pattern).stream().skip(1).map(step -> step.comparison() + " " + step.level()))
                    .containsExactlyElementsOf(said);
        }
        assertThat(moved).containsExactly("may have moved", "stayed");
    }

    @Test
    void saysNothingButAScoreWhereThatHasTheLastWord() {
        OwnMatcher own = new OwnMatcher(
                new OwnMatcher.OnnxModel(Path.of("pairs.onnx"), List.of()), OwnMatcher.Mode.SCORE, 100, 100);
        Random random = new Random(6);
        Map<MatchField, String> one = person(random);
        List<Map<MatchField, String>> records = List.of(one, new EnumMap<>(one), person(random));
        MatchScorer scorer =
                new MatchScorer(train(records), new TestingRules().matcher(own).build());
        long pattern = scorer.pattern(one::get, one::get);
        long asked = pattern | Pattern.with(ComparisonKind.OWN_MATCHER.ordinal(), 2);

        assertThat(scorer.compared(asked))
                .containsExactly(new Compared(ComparisonKind.OWN_MATCHER, 2, "scores 0.8 to 0.95"));
        assertThat(scorer.moved(asked)).isEmpty();
        assertThat(scorer.compared(pattern))
                .isEqualTo(Compared.of(pattern))
                .contains(new Compared(ComparisonKind.BIRTH_DATE, 1, "equal"));
    }

    private static MatchModel train(List<Map<MatchField, String>> records) {
        RecordTable.Builder table = new RecordTable.Builder();
        records.forEach(record -> table.add(record::get));
        Matcher matcher = Matcher.of(table.build(), IdentityRules.defaults());
        Matcher.Blocking blocking = matcher.block();
        return matcher.score(blocking, matcher.train(blocking)).model();
    }

    private static Map<MatchField, String> person(Random random) {
        Map<MatchField, String> person = home(random);
        person.put(MatchField.FIRST_NAME, word(random));
        person.put(MatchField.LAST_NAME, word(random));
        person.put(
                MatchField.BIRTH_DATE,
                String.format(
                        "%d-%02d-%02d", 1940 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        return person;
    }

    private static Map<MatchField, String> home(Random random) {
        int town = random.nextInt(80);
        Map<MatchField, String> home = new EnumMap<>(MatchField.class);
        home.put(MatchField.STREET, SYLLABLES[random.nextInt(10)] + word(random) + " street");
        home.put(MatchField.HOUSE_NUMBER, Integer.toString(1 + random.nextInt(90)));
        home.put(MatchField.CITY, SYLLABLES[town / 10] + SYLLABLES[town % 10] + "ton");
        home.put(MatchField.POSTCODE, Integer.toString(10_000 + town * 7));
        return home;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }
}
