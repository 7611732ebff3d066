package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedPartsTest {
    @Test
    void neverDeniesWhatTwoRecordsShare() {
        RecordTable table = new TestingTown(5, 200).table();
        AtomTable atoms = AtomTable.of(table, Arrays.asList(Atom.values()));
        List<Key> keys = Key.all(atoms);
        SharedParts parts = new SharedParts(atoms, keys);

        for (Key key : keys) {
            int needed = parts.needed(key);
            for (int left = 0; left < 60; left++) {
                for (int right = left + 1; right < atoms.records(); right++) {
                    if (key.sharedBlock(atoms, left, right, DroppedBlocks.NONE) != Key.NO_BLOCK) {
                        assertThat(parts.shared(left, right) & needed)
                                .as(key.name())
                                .isEqualTo(needed);
                    }
                }
            }
        }
    }
}
