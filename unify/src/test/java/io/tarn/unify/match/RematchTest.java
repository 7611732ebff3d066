package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import io.tarn.testing.TestingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RematchTest {
    private static final List<String> GIVEN = List.of("Anna", "Bernd", "Carla", "Dieter", "Elena");
    private static final List<String> FAMILY = List.of("Albrecht", "Brunner", "Castell", "Drechsler");

    /** Blocks of few records, so that some cross the limit. */
    private static final IdentityRules RULES =
            new TestingRules().blockRecordsMax(6).build();

    private static final int PARTAKING_MAX = Alike.partakingMax(RULES.blockRecordsMax());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWithWhatStoodWhatComparingAllPairsFinds(long seed) {
        Random random = new Random(seed);
        TreeMap<String, Map<MatchField, String>> before = new TreeMap<>();
        for (int i = 0; i < 220; i++) {
            before.put("r" + random.nextInt(1_000_000), person(random));
        }
        TreeMap<String, Map<MatchField, String>> after = new TreeMap<>(before);
        Set<String> changed = new TreeSet<>();
        TreeMap<String, Map<MatchField, String>> past = new TreeMap<>();
        for (String key : before.keySet()) {
            if (random.nextInt(30) == 0) {
                past.put(key, before.get(key));
                after.remove(key);
                if (random.nextBoolean()) {
                    after.put(key, person(random));
                    changed.add(key);
                }
            }
        }
        for (int i = 0; i < 6; i++) {
            String key = "r" + random.nextInt(1_000_000);
            if (!before.containsKey(key)) {
                after.put(key, person(random));
                changed.add(key);
            }
        }
        Matcher matcher = Matcher.of(table(before), RULES);
        Matcher.Blocking blocking = matcher.block();
        Linked trained = matcher.score(blocking, matcher.train(blocking));
        MatchModel model = trained.model();
        Rematch rematch = Rematch.of(table(after), model, RULES);
        Matcher.Blocking pairs = rematch.block();
        Linked all = rematch.score(pairs);
        Map<String, Set<Long>> lay = blocks(before, model, pairs.blocks().keys());
        Map<String, Set<Long>> lie = blocks(after, model, pairs.blocks().keys());
        Map<Long, Integer> was = sizes(lay.values());
        Map<Long, Integer> now = sizes(lie.values());
        Map<Long, Set<String>> saidBefore = saying(before, model);
        Map<Long, Set<String>> saidAfter = saying(after, model);
        Set<String> compared = new TreeSet<>(changed);
        Set<Long> touched = new HashSet<>(saying(past, model).keySet());
        saidAfter.forEach((said, same) -> {
            if (same.stream().anyMatch(changed::contains)) {
                touched.add(said);
            }
        });
        for (long said : touched) {
            Set<String> same = saidAfter.getOrDefault(said, Set.of());
            if (saidBefore.getOrDefault(said, Set.of()).size() > PARTAKING_MAX || same.size() > PARTAKING_MAX) {
                compared.addAll(same);
            }
        }
        lie.forEach((key, blocks) -> {
            if (blocks.stream().anyMatch(block -> isDropped(was, block) != isDropped(now, block))) {
                compared.add(key);
            }
        });
        saidAfter.values().stream()
                .filter(same -> same.size() > PARTAKING_MAX && same.stream().anyMatch(compared::contains))
                .toList()
                .forEach(compared::addAll);
        Set<Long> shared = new HashSet<>();
        lie.forEach((key, blocks) -> {
            if (compared.contains(key)) {
                shared.addAll(blocks);
            }
        });
        shared.removeIf(block -> isDropped(now, block));
        TreeMap<String, Map<MatchField, String>> met = new TreeMap<>(after);
        lie.forEach((key, blocks) -> {
            if (!compared.contains(key) && blocks.stream().noneMatch(shared::contains)) {
                met.remove(key);
            }
        });
        List<String> keys = List.copyOf(met.keySet());
        Reach reach = new Reach(
                pairs.blocks().keys(),
                compared.stream().mapToInt(keys::indexOf).toArray(),
                now.keySet().stream()
                        .filter(block -> isDropped(now, block))
                        .mapToLong(Long::longValue)
                        .toArray(),
                after.size());
        Rematch part = Rematch.of(table(met), model, RULES);
        Linked found = part.score(part.block(reach));

        compared.addAll(past.keySet());
        List<String> together = new ArrayList<>(links(found.links(), keys));
        links(trained.links(), List.copyOf(before.keySet())).stream()
                .filter(link -> {
                    String[] parts = link.split(" ", -1);
                    return !compared.contains(parts[0]) && !compared.contains(parts[1]);
                })
                .forEach(together::add);
        assertThat(together).containsExactlyInAnyOrderElementsOf(links(all.links(), List.copyOf(after.keySet())));
        assertThat(all.model()).isEqualTo(model);
        assertThat(found.report().records()).isEqualTo(after.size());
        assertThat(all.links().size())
                .isGreaterThan(all.links().among(rematch.alike()).size());
    }

    /** The keys of the records that say each thing of whom they are: in order, none before all that say other things besides. */
    private static Map<Long, Set<String>> saying(SortedMap<String, Map<MatchField, String>> records, MatchModel model) {
        RecordTable table = Rematch.of(table(records), model, RULES).table();
        Map<Long, Map<Long, Integer>> repeats = new HashMap<>();
        Map<Long, SortedMap<String, String>> saying = new HashMap<>();
        List<String> keys = List.copyOf(records.keySet());
        for (int record = 0; record < keys.size(); record++) {
            long person = table.personHash(record);
            int repeat = repeats.computeIfAbsent(person, _ -> new HashMap<>())
                    .merge(table.valueHash(record), 1, Integer::sum);
            saying.computeIfAbsent(person, _ -> new TreeMap<>())
                    .put(String.format(Locale.ROOT, "%05d %s", repeat, keys.get(record)), keys.get(record));
        }
        Map<Long, Set<String>> ordered = new HashMap<>();
        saying.forEach((person, same) -> ordered.put(person, new LinkedHashSet<>(same.values())));
        return ordered;
    }

    private static boolean isDropped(Map<Long, Integer> sizes, long block) {
        return sizes.getOrDefault(block, 0) > RULES.blockRecordsMax();
    }

    private static Map<String, Set<Long>> blocks(
            SortedMap<String, Map<MatchField, String>> records, MatchModel model, List<String> keys) {
        RecordBlocks blocks =
                Rematch.of(table(records), model, RULES).blocks(keys).orElseThrow();
        TreeMap<String, Set<Long>> byKey = new TreeMap<>();
        for (String key : records.keySet()) {
            byKey.put(key, Arrays.stream(blocks.of(byKey.size())).boxed().collect(Collectors.toSet()));
        }
        saying(records, model).values().stream()
                .flatMap(same -> same.stream().skip(PARTAKING_MAX))
                .forEach(key -> byKey.put(key, Set.of()));
        return byKey;
    }

    private static Map<Long, Integer> sizes(Collection<Set<Long>> blocks) {
        Map<Long, Integer> sizes = new HashMap<>();
        blocks.forEach(some -> some.forEach(block -> sizes.merge(block, 1, Integer::sum)));
        return sizes;
    }

    @Test
    void findsThePairsOfARuleForWhoseValuesNoKeyWasNeededBefore() {
        Random random = new Random(1);
        IdentityRules rules = IdentityRules.defaults();
        TreeMap<String, Map<MatchField, String>> records = new TreeMap<>();
        for (int i = 0; i < 120; i++) {
            Map<MatchField, String> person = person(random);
            person.remove(MatchField.EMAIL);
            records.put("r" + i, person);
        }
        Matcher matcher = Matcher.of(table(records), rules);
        Matcher.Blocking blocking = matcher.block();
        MatchModel model = matcher.score(blocking, matcher.train(blocking)).model();
        assertThat(model.blocking()).doesNotContain("email");
        List.of("x", "y")
                .forEach(key -> records.put(
                        key,
                        Map.of(
                                MatchField.FIRST_NAME,
                                "Zoe",
                                MatchField.LAST_NAME,
                                "Zeller",
                                MatchField.EMAIL,
                                "zoe@example.com")));

        Rematch rematch = Rematch.of(table(records), model, rules);
        Linked found = rematch.score(rematch.block());

        assertThat(rematch.blocks(model.blocking())).isEmpty();
        assertThat(rematch.blocks(rematch.block().blocks().keys())).isPresent();
        assertThat(links(found.links(), List.copyOf(records.keySet())))
                .filteredOn(link -> link.startsWith("x y "))
                .singleElement()
                .asString()
                .contains("rule:email_and_name");
    }

    private static List<String> links(Links links, List<String> keys) {
        List<String> texts = new ArrayList<>();
        for (int link = 0; link < links.size(); link++) {
            texts.add(keys.get(links.left(link)) + " " + keys.get(links.right(link)) + " " + links.weight(link) + " "
                    + links.decidedBy(link) + " " + links.band(link) + " " + links.pattern(link));
        }
        return texts;
    }

    private static Map<MatchField, String> person(Random random) {
        int person = random.nextInt(70);
        Map<MatchField, String> fields = new TreeMap<>();
        fields.put(MatchField.FIRST_NAME, GIVEN.get(person % GIVEN.size()));
        fields.put(MatchField.LAST_NAME, FAMILY.get(person / GIVEN.size() % FAMILY.size()));
        fields.put(MatchField.CITY, random.nextInt(4) > 0 ? "Ulm" : "Bonn");
        if (random.nextInt(5) > 0) {
            fields.put(MatchField.BIRTH_DATE, (1950 + person % 40) + "-03-1" + person % 10);
        }
        if (random.nextInt(3) > 0) {
            fields.put(MatchField.EMAIL, "p" + person + "@example.com");
        }
        return fields;
    }

    private static RecordTable table(SortedMap<String, Map<MatchField, String>> records) {
        RecordTable.Builder builder = new RecordTable.Builder();
        records.values().forEach(record -> builder.add(record::get));
        return builder.build();
    }
}
