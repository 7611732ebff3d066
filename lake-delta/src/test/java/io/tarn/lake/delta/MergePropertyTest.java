package io.tarn.lake.delta;

import static io.tarn.testing.TestingTables.PETS;
import static io.tarn.testing.TestingTables.PETS_NAME;
import static io.tarn.testing.TestingTables.pets;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.lake.Lake;
import io.tarn.lake.LakeSession;
import io.tarn.lake.ReadPoint;
import io.tarn.lake.dialect.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Merges and deletes against a map, which is all that a table with a key is. */
class MergePropertyTest {
    private static final int KEYS = 12;

    /** A write of the table, and what it does to a map. */
    sealed interface Step {
        record Merge(Set<Integer> ids, String kind) implements Step {}

        record DeleteFrom(int least) implements Step {}

        record DeleteKind(String kind) implements Step {}

        record Compact() implements Step {}
    }

    @Property(tries = 10)
    void behavesAsAMap(@ForAll("steps") List<Step> steps) throws IOException {
        Path home = Files.createTempDirectory("merge");
        SortedMap<Integer, String> model = new TreeMap<>();
        try (Lake lake = DeltaLake.open(home, DeltaLakeConfig.defaults().withThreads(1))) {
            lake.create(PETS);
            try (LakeSession session = lake.open(new ReadPoint.Latest())) {
                for (Step step : steps) {
                    take(step, lake, session, model);
                    assertThat(pets(session))
                            .isEqualTo(model.entrySet().stream()
                                    .map(entry -> entry.getKey() + ":" + entry.getValue() + ":null")
                                    .toList());
                }
            }
        } finally {
            DeltaTables.deleteTree(home);
        }
    }

    private static void take(Step step, Lake lake, LakeSession session, SortedMap<Integer, String> model) {
        switch (step) {
            case Step.Merge merge -> {
                session.merge(
                        PETS_NAME,
                        List.of("id"),
                        Statement.of("SELECT unnest(" + merge.ids() + ")::BIGINT AS id, ? AS kind", merge.kind()));
                merge.ids().forEach(id -> model.put(id, merge.kind()));
            }
            case Step.DeleteFrom delete -> {
                session.deleteWhere(PETS_NAME, Statement.of("id >= ?", delete.least()));
                model.tailMap(delete.least()).clear();
            }
            case Step.DeleteKind delete -> {
                session.deleteWhere(PETS_NAME, Statement.of("kind = ?", delete.kind()));
                model.values().removeIf(delete.kind()::equals);
            }
            case Step.Compact _ -> lake.compact(PETS_NAME);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> id = Arbitraries.integers().between(0, KEYS - 1);
        Arbitrary<String> kind = Arbitraries.of("cat", "dog", "it's");
        Arbitrary<Step> merge =
                Combinators.combine(id.set().ofMinSize(1).ofMaxSize(5), kind).as(Step.Merge::new);
        Arbitrary<Step> deleteFrom = id.map(Step.DeleteFrom::new);
        Arbitrary<Step> deleteKind = kind.map(Step.DeleteKind::new);
        Arbitrary<Step> compact = Arbitraries.just(new Step.Compact());
        return Arbitraries.oneOf(merge, merge, merge, deleteFrom, deleteKind, compact)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }
}
