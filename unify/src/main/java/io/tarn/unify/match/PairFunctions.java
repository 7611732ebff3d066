package io.tarn.unify.match;

import io.tarn.lake.dialect.ScalarFunction;
import io.tarn.lake.dialect.ScalarFunction.IntToLongFunction;
import io.tarn.lake.dialect.ScalarFunction.TextToIntFunction;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.identity.MatchModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What SQL cannot say of a comparison, as functions that it calls by name: the level of two records, by the very
 * comparers that matching uses, and what the rarity of the values they share is worth by a model. Safe for several threads.
 *
 * <p>Each takes the fields of the comparison of the left record, then those of the right one. Values that the model
 * quarantines say nothing.
 */
final class PairFunctions {
    /** The logarithm of one plus odds; from millionths of a bit to millionths of a bit. */
    static final String ONE_PLUS = ModelSql.PREFIX + "one_plus";

    /** A power of two. */
    private static final int REMEMBERED = 1 << 13;

    private final Weights weights;
    private final Preparer preparer;
    /** Values prepared lately, each at the place that its hash gives: a record comes up in many pairs. */
    private final AtomicReferenceArray<@Nullable Prepared> lately = new AtomicReferenceArray<>(REMEMBERED);

    PairFunctions(MatchModel model) {
        this.weights = new Weights(model);
        this.preparer = new Preparer(model);
    }

    static String level(ComparisonKind kind) {
        return ModelSql.PREFIX + "level_" + word(kind);
    }

    /** What rarity adds to the weight of one person. */
    static String rarity(ComparisonKind kind) {
        return ModelSql.PREFIX + "rarity_" + word(kind);
    }

    /** What the rarity of values that households share adds. */
    static String householdRarity(ComparisonKind kind) {
        return ModelSql.PREFIX + "household_rarity_" + word(kind);
    }

    static String word(ComparisonKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        Comparers.ofRecords().forEach(comparison -> {
            Comparer<?> comparer = Comparers.ALL.get(comparison);
            int arity = 2 * comparer.fields().size();
            ComparisonKind kind = comparer.kind();
            all.add(new TextToIntFunction(level(kind), arity, values -> new Two(comparison, values).level()));
            all.add(new TextToIntFunction(
                    rarity(kind), arity, values -> Math.toIntExact(new Two(comparison, values).rarity().same)));
            all.add(new TextToIntFunction(
                    householdRarity(kind),
                    arity,
                    values -> Math.toIntExact(new Two(comparison, values).rarity().household)));
        });
        all.add(new IntToLongFunction(ONE_PLUS, 1, micros -> Weights.onePlus(micros[0])));
        return List.copyOf(all);
    }

    /** What a comparison makes of the fields of a record. */
    private record Prepared(
            int comparison,
            List<@Nullable String> fields,
            @Nullable Object value) {
        boolean isOf(int other, List<@Nullable String> values) {
            return comparison == other && fields.equals(values);
        }
    }

    private @Nullable Object prepared(int comparison, List<@Nullable String> values) {
        int place = Hash.fold(Hash.mix(31L * values.hashCode() + comparison)) & (REMEMBERED - 1);
        Prepared known = lately.get(place);
        if (known == null || !known.isOf(comparison, values)) {
            List<MatchField> fields = Comparers.ALL.get(comparison).fields();
            Object value = preparer.prepare(comparison, field -> values.get(fields.indexOf(field)));
            known = new Prepared(comparison, new ArrayList<>(values), value);
            lately.set(place, known);
        }
        return known.value();
    }

    /** Two records as far as one comparison sees them; the other places stay empty. */
    private final class Two implements Weights.Pair {
        private final int comparison;
        private final @Nullable Object left;
        private final @Nullable Object right;

        Two(int comparison, @Nullable String[] values) {
            this.comparison = comparison;
            this.left = prepared(comparison, Arrays.asList(values).subList(0, values.length / 2));
            this.right = prepared(comparison, Arrays.asList(values).subList(values.length / 2, values.length));
        }

        @SuppressWarnings("unchecked")
        int level() {
            if (left == null || right == null) {
                return 0;
            }
            return ((Comparer<Object>) Comparers.ALL.get(comparison)).level(left, right);
        }

        Weights.Tally rarity() {
            Weights.Tally tally = weights.new Tally();
            int level = level();
            if (level > 0) {
                weights.rarity(comparison, this, level, tally);
            }
            return tally;
        }

        @Override
        public @Nullable Object left(int of) {
            return left;
        }

        @Override
        public @Nullable Object right(int of) {
            return right;
        }
    }
}
