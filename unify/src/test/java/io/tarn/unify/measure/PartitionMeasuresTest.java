package io.tarn.unify.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartitionMeasuresTest {
    @Test
    void countsPairsAndRecords() {
        PartitionMeasures measures = PartitionMeasures.of(new int[] {0, 0, 0, 1, 2}, new int[] {0, 0, 1, 1, 2});

        assertThat(measures.pairwise().precision()).isEqualTo(1.0 / 3);
        assertThat(measures.pairwise().recall()).isEqualTo(0.5);
        assertThat(measures.pairwise().f1()).isEqualTo(0.4);
        assertThat(measures.b3().precision()).isEqualTo((2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1 + 1) / 5, within(1e-12));
        assertThat(measures.b3().recall()).isEqualTo((1 + 1 + 0.5 + 0.5 + 1) / 5, within(1e-12));
        assertThat(List.of(measures.records(), measures.entities(), measures.profiles()))
                .containsExactly(5L, 3L, 3L);
    }

    @Test
    void findsNothingWrongInNothing() {
        PartitionMeasures measures = PartitionMeasures.of(new int[0], new int[0]);

        assertThat(measures.pairwise().f1()).isEqualTo(1);
        assertThat(measures.b3().f1()).isEqualTo(1);
    }

    @Property(tries = 200)
    void agreesWithComparingAllPairs(
            @ForAll @Size(max = 40) List<@IntRange(max = 6) Integer> profiles, @ForAll @IntRange(max = 1000) int seed) {
        int[] profile = profiles.stream().mapToInt(Integer::intValue).toArray();
        int[] entity = new java.util.Random(seed).ints(profile.length, 0, 7).toArray();

        PartitionMeasures measures = PartitionMeasures.of(profile, entity);

        long both = 0;
        long linked = 0;
        long same = 0;
        double precision = 0;
        double recall = 0;
        for (int i = 0; i < profile.length; i++) {
            long shared = 0;
            long inProfile = 0;
            long inEntity = 0;
            for (int j = 0; j < profile.length; j++) {
                boolean isLinked = profile[i] == profile[j];
                boolean isSame = entity[i] == entity[j];
                shared += isLinked && isSame ? 1 : 0;
                inProfile += isLinked ? 1 : 0;
                inEntity += isSame ? 1 : 0;
                if (i < j) {
                    both += isLinked && isSame ? 1 : 0;
                    linked += isLinked ? 1 : 0;
                    same += isSame ? 1 : 0;
                }
            }
            precision += (double) shared / inProfile;
            recall += (double) shared / inEntity;
        }
        assertThat(measures.pairwise().precision()).isEqualTo(linked == 0 ? 1 : (double) both / linked);
        assertThat(measures.pairwise().recall()).isEqualTo(same == 0 ? 1 : (double) both / same);
        double records = Math.max(1, profile.length);
        assertThat(measures.b3().precision()).isEqualTo(profile.length == 0 ? 1 : precision / records, within(1e-12));
        assertThat(measures.b3().recall()).isEqualTo(profile.length == 0 ? 1 : recall / records, within(1e-12));
    }
}
