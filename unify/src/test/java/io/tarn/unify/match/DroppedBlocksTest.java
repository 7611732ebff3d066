package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class DroppedBlocksTest {
    @Property
    void holdsWhatItWasGivenAndNothingElse(
            @ForAll @Size(max = 200) Set<@IntRange(min = -300, max = 300) Integer> given,
            @ForAll @Size(max = 50) Set<Integer> asked) {
        DroppedBlocks blocks =
                new DroppedBlocks(given.stream().mapToInt(Integer::intValue).toArray());

        given.forEach(hash -> assertThat(blocks.contains(hash)).isTrue());
        asked.forEach(hash -> assertThat(blocks.contains(hash)).isEqualTo(given.contains(hash)));
    }
}
