package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.IdentityRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

@SuppressWarnings("EnumOrdinal") // arrays by ordinal
final class StrangersTest {
    private static final int CITY = ComparisonKind.CITY.ordinal();
    private static final int BIRTH_DATE = ComparisonKind.BIRTH_DATE.ordinal();
    private static final int NAME = ComparisonKind.NAME.ordinal();

    @Property(tries = 300)
    void sharesAreSharesAndManyPairsSpeakForThemselves(
            @ForAll @IntRange(min = 0, max = 18) int comparison,
            @ForAll @DoubleRange(min = 1, max = 1e12) double pairs,
            @ForAll long seed) {
        double[] shown = shown(comparison, seed);

        double[] shares = Strangers.of(comparison, shown, pairs);

        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        assertThat(shares[0]).isZero();
        double[] many = Strangers.of(comparison, shown, 1e15);
        double known = 1 - shown[0];
        for (int level = 1; level < shown.length; level++) {
            assertThat(many[level]).isCloseTo(shown[level] / known, within(1e-6));
        }
    }

    @Test
    void aLevelThatNobodyCouldReachInFewPairsIsRareAllTheSame() {
        double[] shown = new double[Pattern.LEVELS[BIRTH_DATE]];
        shown[1] = 0.02;
        shown[shown.length - 1] = 0.98;

        assertThat(Strangers.of(BIRTH_DATE, shown, 50)[1]).isLessThan(2e-4);
        assertThat(Strangers.of(BIRTH_DATE, shown, 50_000_000)[1]).isCloseTo(0.02, within(1e-3));
    }

    @Test
    void whatManyOfFewPairsShareIsCommonThere() {
        double[] shown = new double[Pattern.LEVELS[CITY]];
        shown[1] = 0.6;
        shown[shown.length - 1] = 0.4;

        assertThat(Strangers.of(CITY, shown, 50)[1]).isBetween(0.25, 0.6);
    }

    @Test
    void whatIsMissingDoesNotMakeTheRestRarer() {
        double[] shown = new double[Pattern.LEVELS[NAME]];
        int equal = 1;
        shown[equal] = 0.001;
        shown[NameComparer.STATES - 1] = 0.999;

        assertThat(Strangers.of(NAME, shown, 50)[equal]).isBetween(5e-4, 5e-3);
    }

    @Test
    void fewRecordsAreMatchedAsOneWouldByHand() {
        List<List<String>> people = List.of(
                List.of("Anna", "Schmidt", "anna.schmidt@gmail.com", "1985-03-12", "10969", "Berlin"),
                List.of("Anna", "Schmidt", "a.schmidt@web.de", "1985-03-12", "10969", "Berlin"),
                List.of("Peter", "Müller", "peter@mueller.de", "1970-07-01", "20457", "Hamburg"),
                List.of("Peter", "Mueller", "pmueller@gmx.de", "1970-07-01", "20457", "Hamburg"),
                List.of("Jon", "Smith", "jon.smith@acme.com", "1990-02-02", "", "Boston"),
                List.of("Jonathan", "Smith", "", "1990-02-02", "02110", "Boston"),
                List.of("Tom", "Brown", "tom@brown.org", "1965-05-05", "", "Leeds"),
                List.of("Eva", "Brown", "eva@brown.org", "1967-05-05", "", "Leeds"),
                List.of("Lena", "Fischer", "lena@fischer.net", "1979-11-30", "10115", "Berlin"));
        List<MatchField> fields = List.of(
                MatchField.FIRST_NAME,
                MatchField.LAST_NAME,
                MatchField.EMAIL,
                MatchField.BIRTH_DATE,
                MatchField.POSTCODE,
                MatchField.CITY);
        RecordTable.Builder builder = new RecordTable.Builder();
        people.forEach(person -> {
            Map<MatchField, String> record = new EnumMap<>(MatchField.class);
            for (int i = 0; i < fields.size(); i++) {
                if (!person.get(i).isEmpty()) {
                    record.put(fields.get(i), person.get(i));
                }
            }
            builder.add(record::get);
        });
        Matcher matcher = Matcher.of(builder.build(), IdentityRules.defaults());
        Matcher.Blocking blocking = matcher.block();

        Links links = matcher.score(blocking, matcher.train(blocking)).links();

        List<String> joined = new ArrayList<>();
        for (int link = 0; link < links.size(); link++) {
            if (links.band(link) == Band.AUTOMATIC) {
                TreeSet<Integer> pair = new TreeSet<>(List.of(links.left(link), links.right(link)));
                joined.add(pair.toString());
            }
        }
        assertThat(joined).containsExactlyInAnyOrder("[0, 1]", "[2, 3]", "[4, 5]");
    }

    private static double[] shown(int comparison, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shown = new double[Pattern.LEVELS[comparison]];
        for (int level = 0; level < shown.length; level++) {
            shown[level] = 0.001 + random.nextDouble();
        }
        double sum = Arrays.stream(shown).sum();
        return Arrays.stream(shown).map(share -> share / sum).toArray();
    }
}
