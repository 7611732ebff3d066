package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compares one value as text: equal first, then by a scale that the kind of value asks for. */
final class TextComparer implements Comparer<Word> {
    private final ComparisonKind kind;
    private final MatchField field;
    private final Term term;
    private final UnaryOperator<String> fold;
    private final List<LevelDefault> levels;
    private final ToIntBiFunction<Word, Word> scale;

    /** @param scale the level of two unequal values, from 2 */
    TextComparer(
            ComparisonKind kind,
            MatchField field,
            Term term,
            UnaryOperator<String> fold,
            List<LevelDefault> levels,
            ToIntBiFunction<Word, Word> scale) {
        this.kind = kind;
        this.field = field;
        this.term = term;
        this.fold = fold;
        this.levels = List.copyOf(levels);
        this.scale = scale;
    }

    @Override
    public ComparisonKind kind() {
        return kind;
    }

    @Override
    public @Nullable Word prepare(RecordValues record, Words words) {
        String folded = fold.apply(record.text(field));
        return folded.isEmpty() ? null : new Word(folded);
    }

    @Override
    public List<MatchField> fields() {
        return List.of(field);
    }

    @Override
    public List<LevelDefault> levels() {
        return levels;
    }

    @Override
    public int level(Word left, Word right) {
        return left.same(right) ? 1 : scale.applyAsInt(left, right);
    }

    @Override
    public long equalKey(Word value) {
        return value.hash;
    }

    @Override
    public void terms(Word value, Term.Sink sink) {
        sink.term(term, value.hash, 1);
    }

    @Override
    public void shared(Word left, Word right, int level, Term.Sink sink) {
        if (level == 1) {
            sink.term(term, left.hash, 1);
        }
    }
}
