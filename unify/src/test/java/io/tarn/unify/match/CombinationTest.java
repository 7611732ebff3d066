package io.tarn.unify.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class CombinationTest {
    private static final List<String> VALUES = List.of("a", "b", "c");

    @Property(tries = 200)
    void numbersWhatAMapWouldNumber(
            @ForAll @Size(min = 1, max = 3)
                    List<@Size(value = 50) List<@IntRange(min = -1, max = 2) Integer>> columns) {
        List<FieldValues> fields = columns.stream().map(CombinationTest::dense).toList();

        Combination found = Combination.of(fields);

        Map<List<Integer>, Integer> numbers = new HashMap<>();
        List<Integer> first = new ArrayList<>();
        for (int record = 0; record < 50; record++) {
            int at = record;
            List<Integer> combination =
                    fields.stream().map(field -> field.codes()[at]).toList();
            if (combination.stream().allMatch(code -> code < 0)) {
                assertThat(found.codes[record]).isEqualTo(-1);
                continue;
            }
            int expected = numbers.computeIfAbsent(combination, _ -> {
                first.add(at);
                return first.size() - 1;
            });
            assertThat(found.codes[record]).isEqualTo(expected);
        }
        assertThat(found.first)
                .containsExactly(first.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A field whose values are numbered in the order of the records, as every field is. */
    private static FieldValues dense(List<Integer> wanted) {
        Map<Integer, Integer> order = new HashMap<>();
        int[] codes = wanted.stream()
                .mapToInt(value -> value < 0 ? -1 : order.computeIfAbsent(value, _ -> order.size()))
                .toArray();
        return new FieldValues(codes, VALUES.subList(0, order.size()));
    }
}
