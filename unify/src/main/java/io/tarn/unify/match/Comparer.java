package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prepares one aspect of a record and says how far two records agree in it.
 *
 * <p>Free of state; safe for several threads.
 *
 * @param <V> the prepared form, immutable
 */
interface Comparer<V> {
    ComparisonKind kind();

    /** The prepared form, or null when the record says nothing here. */
    @Nullable
    V prepare(RecordValues record, Words words);

    /** The fields that {@link #prepare} reads: equal values give equal prepared forms. */
    List<MatchField> fields();

    /** The levels from 1 upward; level 0, that either says nothing, is not among them. */
    List<LevelDefault> levels();

    /** The level of agreement, from 0 (cannot be compared) to the number of levels. */
    int level(V left, V right);

    /** A hash that two values share exactly when they are equal in full; 0 where the value is not whole. */
    long equalKey(V value);

    /** The terms that a value counts under. */
    void terms(V value, Term.Sink sink);

    /** The terms that two values of this level share. */
    void shared(V left, V right, int level, Term.Sink sink);

    /**
     * A level and what is presumed of it before any data is seen.
     *
     * @param m the presumed share of this level among pairs that are one person
     * @param agreement what the level means to a rule
     */
    record LevelDefault(String name, double m, Agreement agreement) {}
}
