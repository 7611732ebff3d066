package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.measure.PartitionMeasures.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Organizations and places are found by the machinery that finds persons. */
final class OrganizationsTest {
    private static final IdentityRules RULES = IdentityRules.defaults();
    private static final List<String> FIRST = List.of(
            "Northgate",
            "Bluebird",
            "Harbor",
            "Juniper",
            "Kestrel",
            "Lakeside",
            "Meridian",
            "Orchard",
            "Pinewood",
            "Riverside",
            "Sterling",
            "Tamarack",
            "Windmill",
            "Yarrow",
            "Zephyr",
            "Ashford",
            "Brookfield",
            "Cedar");
    private static final List<String> SECOND = List.of(
            "Child Care", "Dental", "Logistics", "Bakery", "Community", "Software", "Garden", "Elementary", "Medical");
    private static final List<String> THIRD = List.of("Center", "Group", "Academy", "House", "Works", "Partners");
    private static final List<String> FORMS = List.of(" Inc.", " LLC", ", Ltd", " Co.", "");

    private final List<Map<MatchField, String>> records = new ArrayList<>();
    private final List<Integer> entities = new ArrayList<>();
    private long draws;

    @Test
    void findsOrganizationsAndKeepsNeighborsApart() {
        for (int building = 0; building < 300; building++) {
            building(building);
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isGreaterThan(0.97);
        assertThat(score.recall()).as("recall").isGreaterThan(0.9);
    }

    private Score score() {
        RecordTable.Builder builder = new RecordTable.Builder();
        records.forEach(record -> builder.add(record::get));
        Matcher matcher = Matcher.of(builder.build(), RULES);
        Matcher.Blocking blocking = matcher.block();
        Linked linked = matcher.score(blocking, matcher.train(blocking));

        Clusters clusters = Clustering.of(
                records.size(),
                linked.links(),
                new TableScorer(matcher.table(), linked.model(), RULES),
                linked.model(),
                RULES);

        return ClusterScore.of(clusters, entities);
    }

    /** Of a list of names nothing else could tell two of one name apart. */
    @Test
    void findsOrganizationsOfWhichOnlyNamesAreKnown() {
        int number = 0;
        for (String first : FIRST) {
            for (String second : SECOND) {
                String name = first + " " + second + " " + THIRD.get(draw(THIRD.size()));
                for (int copy = draw(4); copy >= 0; copy--) {
                    records.add(Map.of(MatchField.ORGANIZATION, name + FORMS.get(draw(FORMS.size()))));
                    entities.add(number);
                }
                number++;
            }
        }

        Score score = score();

        assertThat(score.precision()).as("precision").isGreaterThan(0.99);
        assertThat(score.recall()).as("recall").isGreaterThan(0.99);
    }

    @Test
    void namesThatDifferInOrderAndLegalFormAloneAreTheSameWords() {
        assertThat(level("Northgate Dental Group Inc.", "The Dental Group of Northgate"))
                .isEqualTo("same words");
        assertThat(level("Northgate Dental Group", "Northgate Dental Grup")).isEqualTo("alike");
        assertThat(level("Northgate Dental", "Northgate Dental Group Hospital")).isEqualTo("all of the fewer");
        assertThat(level("Northgate", "Northgate Dental Group")).isEqualTo("a word");
        assertThat(level("Northgate Dental", "Riverside Bakery")).isEqualTo("other");
        assertThat(level("Ärztehaus Süd GmbH", "Arztehaus Sud")).isEqualTo("same words");
    }

    @Test
    void theCityAtTheEndOfANameSaysNothing() {
        assertThat(level("Kestrel (Las Vegas)", "Meridian, Las Vegas", "Las Vegas"))
                .isEqualTo("other");
        assertThat(level("Kestrel (Las Vegas)", "Kestrel", "las vegas")).isEqualTo("equal");
        assertThat(level("Las Vegas", "Las Vegas Dental", "Las Vegas")).isEqualTo("all of the fewer");
    }

    private static String level(String left, String right) {
        return level(left, right, "");
    }

    private static String level(String left, String right, String city) {
        OrganizationComparer comparer = new OrganizationComparer();
        Words words = new Words();
        OrganizationName one =
                OrganizationName.of(Map.of(MatchField.ORGANIZATION, left, MatchField.CITY, city)::get, words);
        OrganizationName other =
                OrganizationName.of(Map.of(MatchField.ORGANIZATION, right, MatchField.CITY, city)::get, words);
        assertThat(one).isNotNull();
        assertThat(other).isNotNull();
        int level = comparer.level(one, other);
        assertThat(comparer.level(other, one)).isEqualTo(level);
        return comparer.levels().get(level - 1).name();
    }

    /** One to three organizations of one address, some of which share the switchboard. */
    private void building(int building) {
        String street = (1 + draw(900)) + " " + (char) ('A' + draw(26)) + "lder" + draw(60) + " Street";
        String postcode = "60" + (100 + draw(60));
        String shared = "312555" + (1000 + building);
        int tenants = 1 + draw(3);
        for (int tenant = 0; tenant < tenants; tenant++) {
            String name = FIRST.get((building * 5 + tenant * 7) % FIRST.size()) + " " + SECOND.get(draw(SECOND.size()))
                    + " " + THIRD.get(draw(THIRD.size()));
            String phone = draw(4) == 0 ? shared : "773" + (1_000_000 + draw(8_999_999));
            int copies = 1 + draw(4);
            for (int copy = 0; copy < copies; copy++) {
                Map<MatchField, String> record = new EnumMap<>(MatchField.class);
                record.put(MatchField.ORGANIZATION, written(name));
                record.put(MatchField.STREET, street);
                if (draw(3) != 0) {
                    record.put(MatchField.POSTCODE, postcode);
                }
                if (draw(4) != 0) {
                    record.put(MatchField.PHONE, phone);
                }
                records.add(record);
                entities.add(building * 10 + tenant);
            }
        }
    }

    private String written(String name) {
        String[] words = name.split(" ", -1);
        String form = FORMS.get(draw(FORMS.size()));
        return switch (draw(6)) {
            case 0 -> words[words.length - 1] + " " + name.substring(0, name.lastIndexOf(' ')) + form;
            case 1 -> name.substring(0, name.lastIndexOf(' ')) + form;
            case 2 -> name.substring(0, 3) + name.substring(4) + form;
            default -> name + form;
        };
    }

    private int draw(int bound) {
        return (int) Long.remainderUnsigned(Hash.pair(17, draws++), bound);
    }
}
