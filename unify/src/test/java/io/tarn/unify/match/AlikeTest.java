package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.Band;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.IdentityRules;
import io.tarn.unify.graph.Clustering;
import io.tarn.unify.graph.Clusters;
import io.tarn.unify.graph.Following;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However many records say the same, they find whom a few of them find. */
class AlikeTest {
    private static final IdentityRules RULES = IdentityRules.defaults();
    private static final int PARTAKING_MAX = Alike.partakingMax(RULES.blockRecordsMax());
    private static final int MANY = 400;

    private final TestingTown town = new TestingTown(5, 200);

    @Test
    void letsTheFirstOfEachPlaceTakePart() {
        Random random = new Random(3);
        List<Said> said = IntStream.range(0, 2_000)
                .mapToObj(_ -> new Said(
                        random.nextInt(4) == 0 ? random.nextInt(1_000) : random.nextInt(20),
                        random.nextInt(6) == 0 ? random.nextInt(8) : 0))
                .toList();
        Alike alike = Alike.of(table(said), RULES.blockRecordsMax());

        assertThat(alike.groups()).hasSize(20);
        for (Alike.Group group : alike.groups()) {
            int person = said.get(group.partaking()[0]).person();
            List<Integer> all = IntStream.range(0, said.size())
                    .filter(record -> said.get(record).person() == person)
                    .boxed()
                    .toList();
            assertThat(IntStream.concat(IntStream.of(group.partaking()), IntStream.of(group.following()))
                            .boxed())
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(group.partaking()).hasSize(PARTAKING_MAX).isSorted();
            assertThat(group.following()).isNotEmpty().isSorted();
            for (int record : group.following()) {
                assertThat(alike.isFollowing(record)).isTrue();
                assertThat(all.stream().filter(one -> one < record).map(said::get))
                        .as("somebody of the same place before it")
                        .contains(said.get(record));
            }
        }
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // comparisons are by ordinal
    void tellsPlacesApartOnlyWhereNothingIdentifiesThePerson() {
        RecordTable records = new RecordTable.Builder()
                .add(Map.of(MatchField.LAST_NAME, "Abel", MatchField.EMAIL, "a@b.com", MatchField.CITY, "Ulm")::get)
                .add(Map.of(MatchField.LAST_NAME, "Abel", MatchField.EMAIL, "a@b.com", MatchField.CITY, "Bonn")::get)
                .add(Map.of(MatchField.LAST_NAME, "Abel", MatchField.CITY, "Ulm")::get)
                .add(Map.of(MatchField.LAST_NAME, "Abel", MatchField.CITY, "Bonn")::get)
                .build();

        assertThat(records.personHash(0)).isEqualTo(records.personHash(1));
        assertThat(records.valueHash(0)).isNotEqualTo(records.valueHash(1));
        assertThat(records.personHash(2)).isNotEqualTo(records.personHash(3));
        int email = ComparisonKind.EMAIL.ordinal();
        RecordTable quarantined = records.without(email, new boolean[] {true});
        assertThat(quarantined.personHash(0)).isNotEqualTo(quarantined.personHash(1));
    }

    @Test
    void hashesWhatRecordsSayWhateverElseIsInTheTable() {
        RecordTable all = town.table();
        RecordTable one =
                new RecordTable.Builder().add(town.records.get(7)::get).build();
        RecordTable silent = new RecordTable.Builder().add(_ -> null).build();

        assertThat(one.personHash(0)).isEqualTo(all.personHash(7)).isNotZero();
        assertThat(one.valueHash(0)).isEqualTo(all.valueHash(7)).isNotZero();
        assertThat(silent.personHash(0)).isZero();
        assertThat(one.apart(new int[] {0}).personHash(0)).isZero();
    }

    @Test
    void joinsWhoSaysTheSameHoweverManyTheyAre() {
        List<Map<MatchField, String>> records = new ArrayList<>(town.records);
        Map<MatchField, String> buyer = town.records.stream()
                .filter(record -> record.keySet()
                        .containsAll(List.of(MatchField.LAST_NAME, MatchField.EMAIL, MatchField.BIRTH_DATE)))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < MANY; i++) {
            records.add(5 + 2 * i, buyer);
        }
        Found plain = found(town.records);
        Found crowded = found(records);

        int buyers = crowded.clusters().cluster(5);
        for (int i = 0; i < MANY; i++) {
            assertThat(crowded.clusters().cluster(5 + 2 * i)).isEqualTo(buyers);
        }
        int alone = plain.clusters().cluster(town.records.indexOf(buyer));
        assertThat(size(crowded.clusters(), buyers)).isEqualTo(size(plain.clusters(), alone) + MANY);
        assertThat(crowded.linked().report().keys())
                .allSatisfy(key -> assertThat(key.droppedRecords()).isZero());
        assertThat(links(crowded.linked().links()))
                .as("one link each for those that follow")
                .hasSizeGreaterThanOrEqualTo(plain.linked().links().size() + MANY - PARTAKING_MAX)
                .hasSizeLessThan(plain.linked().links().size() + MANY + PARTAKING_MAX * PARTAKING_MAX);
    }

    @Test
    void leavesWhoSaysTooLittleAloneWhereManySayIt() {
        List<Map<MatchField, String>> records = new ArrayList<>(town.records);
        Map<MatchField, String> little = new EnumMap<>(MatchField.class);
        little.put(MatchField.LAST_NAME, "Müller");
        little.put(MatchField.CITY, "Ulm");
        for (int i = 0; i < MANY; i++) {
            records.add(little);
        }
        Found found = found(records);

        for (int record = town.records.size(); record < records.size(); record++) {
            assertThat(found.clusters().cluster(record)).isEqualTo(record);
        }
        Links links = found.linked().links();
        for (int link = 0; link < links.size(); link++) {
            assertThat(links.left(link) >= town.records.size() && links.band(link) == Band.REVIEW)
                    .isFalse();
        }
    }

    private static long size(Clusters clusters, int cluster) {
        return IntStream.range(0, clusters.records())
                .filter(record -> clusters.cluster(record) == cluster)
                .count();
    }

    private record Found(Linked linked, Clusters clusters) {}

    private static Found found(List<Map<MatchField, String>> records) {
        RecordTable.Builder builder = new RecordTable.Builder();
        records.forEach(record -> builder.add(record::get));
        Matcher matcher = Matcher.of(builder.build(), RULES);
        Matcher.Blocking blocking = matcher.block();
        Linked linked = matcher.score(blocking, matcher.train(blocking));
        TableScorer scorer = new TableScorer(matcher.table(), linked.model(), RULES);
        Clusters clusters =
                Clustering.of(records.size(), linked.links().among(matcher.alike()), scorer, linked.model(), RULES);
        return new Found(linked, Following.join(clusters, linked.links(), matcher.alike()));
    }

    private static List<String> links(Links links) {
        return IntStream.range(0, links.size())
                .mapToObj(link -> links.left(link) + " " + links.right(link))
                .toList();
    }

    private record Said(int person, int place) {}

    private static RecordTable table(List<Said> said) {
        RecordTable.Builder builder = new RecordTable.Builder();
        said.forEach(one -> builder.add(Map.of(
                MatchField.EMAIL, "p" + one.person() + "@example.com", MatchField.CITY, "Town" + one.place())::get));
        return builder.build();
    }
}
