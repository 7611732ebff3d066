package io.tarn.loop.gold;

import io.tarn.collect.normalize.SourceRelation;
import io.tarn.collect.tag.ColumnSample;
import io.tarn.collect.tag.SampleStatements;
import io.tarn.collect.tag.TableSample;
import io.tarn.lake.LakeSession;
import io.tarn.model.policy.SourceDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the sample of a source that the profile agent looks at. */
final class SourceSampler {
    private static final int KEYS_TRIED_MAX = 16;

    private SourceSampler() {}

    static TableSample sample(LakeSession session, SourceDefinition definition, SourceRelation relation) {
        List<String> names = relation.columns();
        long[] counts = session.query(SampleStatements.counts(relation.name(), names, session.dialect()), row -> {
                    long[] numbers = new long[1 + 2 * names.size()];
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = row.number(i);
                    }
                    return numbers;
                })
                .getFirst();
        List<List<@Nullable String>> rows =
                session.query(SampleStatements.rows(relation.name(), names, session.dialect()), row -> {
                    List<@Nullable String> values = new ArrayList<>(names.size());
                    for (int i = 0; i < names.size(); i++) {
                        values.add(row.text(i));
                    }
                    return values;
                });
        Map<String, Long> exact = exact(session, relation, rows, counts);
        List<ColumnSample> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<@Nullable String> values = new ArrayList<>(rows.size());
            for (List<@Nullable String> row : rows) {
                values.add(row.get(i));
            }
            long filled = counts[1 + 2 * i];
            long distinct = exact.getOrDefault(names.get(i), Math.min(counts[2 + 2 * i], filled));
            boolean unique = exact.getOrDefault(names.get(i), -1L) == counts[0];
            columns.add(ColumnSample.of(names.get(i), counts[0] - filled, distinct, unique, values));
        }
        return new TableSample(definition.name(), counts[0], definition.key(), definition.region(), columns);
    }

    /** Exact numbers of different values for the columns that may be keys: complete, and unique in the sample. */
    private static Map<String, Long> exact(
            LakeSession session, SourceRelation relation, List<List<@Nullable String>> rows, long[] counts) {
        List<String> candidates = new ArrayList<>();
        for (int i = 0; i < relation.columns().size() && candidates.size() < KEYS_TRIED_MAX; i++) {
            HashSet<@Nullable String> seen = new HashSet<>();
            int column = i;
            rows.forEach(row -> seen.add(row.get(column)));
            boolean nearly = seen.size() >= rows.size() * 0.97;
            if (counts[1 + 2 * i] == counts[0] && counts[0] > 0 && nearly) {
                candidates.add(relation.columns().get(i));
            }
        }
        Map<String, Long> exact = new HashMap<>();
        if (!candidates.isEmpty()) {
            session.query(SampleStatements.distinct(relation.name(), candidates, session.dialect()), row -> {
                for (int i = 0; i < candidates.size(); i++) {
                    exact.put(candidates.get(i), row.number(i));
                }
                return exact;
            });
        }
        return exact;
    }
}
