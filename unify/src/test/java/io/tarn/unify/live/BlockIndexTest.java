package io.tarn.unify.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.model.identity.ProfileId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index beside a map of sets. */
final class BlockIndexTest {
    private static final int BLOCK_MAX = 30;
    private static final BlockIndex NOTHING = new BlockIndex(BLOCK_MAX, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatAMapOfSetsFinds(long seed) {
        Random chance = new Random(seed);
        BlockIndex index = new BlockIndex(BLOCK_MAX, 1_000_000);
        Map<Long, Set<ProfileId>> blocks = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            ProfileId id = id(chance.nextInt(2000));
            long[] into = chance.longs(1 + chance.nextInt(6), 0, 600).distinct().toArray();
            index.add(id, into);
            LongStream.of(into)
                    .forEach(block -> blocks.computeIfAbsent(block, key -> new HashSet<>())
                            .add(id));
            long[] wanted = chance.longs(3, 0, 600).distinct().toArray();

            assertThat(new TreeSet<>(index.sharing(wanted, Integer.MAX_VALUE, NOTHING)))
                    .isEqualTo(expected(blocks, wanted));
        }
    }

    @Test
    void namesFirstWhomMostBlocksAreSharedWith() {
        BlockIndex index = new BlockIndex(BLOCK_MAX, 10);
        index.add(id(1), new long[] {7});
        index.add(id(2), new long[] {7, 8, 9});
        index.add(id(3), new long[] {8, 9});

        assertThat(index.sharing(new long[] {7, 8, 9}, 2, NOTHING)).containsExactly(id(2), id(3));
    }

    @Test
    void holdsNoMoreProfilesThanItMay() {
        BlockIndex index = new BlockIndex(BLOCK_MAX, 2);

        assertThat(index.add(id(1), new long[] {1})).isTrue();
        assertThat(index.add(id(2), new long[] {1})).isTrue();
        assertThat(index.add(id(3), new long[] {1})).isFalse();
        assertThat(index.add(id(1), new long[] {2})).isTrue();
        assertThat(index.sharing(new long[] {1}, 10, NOTHING)).containsExactlyInAnyOrder(id(1), id(2));
    }

    @Test
    void profilesOfAnIndexBesideCountTowardsTheLimitOfABlock() {
        BlockIndex index = new BlockIndex(2, 10);
        BlockIndex beside = new BlockIndex(2, 10);
        index.add(id(1), new long[] {1});
        beside.add(id(2), new long[] {1});
        assertThat(index.sharing(new long[] {1}, 10, beside)).containsExactly(id(1));

        beside.add(id(3), new long[] {1});

        assertThat(index.sharing(new long[] {1}, 10, beside)).isEmpty();
        assertThat(index.sharing(new long[] {1}, 10, NOTHING)).containsExactly(id(1));
    }

    @Test
    void theSameProfileAgainTakesNoRoom() {
        BlockIndex index = new BlockIndex(BLOCK_MAX, 10);
        for (int i = 0; i < 1000; i++) {
            index.add(id(1), new long[] {1, 2, 3});
        }

        assertThat(index.entries()).isEqualTo(3);
    }

    private static Set<ProfileId> expected(Map<Long, Set<ProfileId>> blocks, long[] wanted) {
        Set<ProfileId> expected = new TreeSet<>();
        for (long block : wanted) {
            Set<ProfileId> held = blocks.getOrDefault(block, Set.of());
            if (held.size() <= BLOCK_MAX) {
                expected.addAll(held);
            }
        }
        return expected;
    }

    private static ProfileId id(int number) {
        return ProfileId.derive("index", Integer.toString(number), 0);
    }
}
