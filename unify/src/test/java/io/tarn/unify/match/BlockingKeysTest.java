package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.MatchModel;
import io.tarn.model.policy.IdentityRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** One record lies in the very blocks in which it lies among a table. */
final class BlockingKeysTest {
    @Property(tries = 15)
    void oneRecordLiesInTheBlocksOfTheTable(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
        TestingTown town = new TestingTown(seed, 60);
        Matcher matcher = Matcher.of(town.table(), IdentityRules.defaults());
        AtomTable atoms = AtomTable.of(matcher.table(), Arrays.asList(Atom.values()));
        List<Key> keys = Key.all(atoms);
        MatchModel model = model(matcher, keys);
        BlockingKeys online = new BlockingKeys(model);

        List<TreeSet<Long>> expected = new ArrayList<>();
        town.records.forEach(record -> expected.add(new TreeSet<>()));
        for (int place = 0; place < keys.size(); place++) {
            Entries entries = Entries.of(atoms, keys.get(place));
            for (int i = 0; i < entries.size(); i++) {
                expected.get(entries.record(i)).add((long) place << 32 | Integer.toUnsignedLong(entries.block(i)));
            }
        }

        for (int record = 0; record < expected.size(); record++) {
            assertThat(online.blocks(town.records.get(record)::get))
                    .containsExactly(expected.get(record).stream()
                            .mapToLong(Long::longValue)
                            .toArray());
        }
    }

    @Test
    void everyKeyIsFoundByItsName() {
        AtomTable atoms = AtomTable.of(new TestingTown(3, 50).table(), Arrays.asList(Atom.values()));

        assertThat(Key.all(atoms))
                .allSatisfy(key -> assertThat(Key.named(key.name())).isEqualTo(key));
    }

    /** A model that names every key that there is. */
    private static MatchModel model(Matcher matcher, List<Key> keys) {
        MatchModel model = matcher.train(matcher.block()).model();
        return new MatchModel(
                "all keys",
                model.prior(),
                model.householdPrior(),
                model.moved(),
                model.comparisons(),
                model.terms(),
                keys.stream().map(Key::name).toList(),
                model.quarantined(),
                0,
                0,
                Optional.empty());
    }
}
