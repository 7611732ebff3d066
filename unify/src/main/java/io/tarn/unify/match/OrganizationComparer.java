package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares names of organizations and places by their words, whatever their order and legal form. */
final class OrganizationComparer implements Comparer<OrganizationName> {
    private static final int EQUAL = 1;
    private static final int SAME_WORDS = 2;
    private static final int ALIKE = 3;
    private static final int ALL_OF_FEWER = 4;
    private static final int SOME = 5;
    private static final int ONE = 6;
    private static final int NONE = 7;
    private static final int TELLING_LETTERS_MIN = 4;

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.ORGANIZATION;
    }

    @Override
    public @Nullable OrganizationName prepare(RecordValues record, Words words) {
        return OrganizationName.of(record, words);
    }

    @Override
    public List<MatchField> fields() {
        return List.of(MatchField.ORGANIZATION, MatchField.CITY);
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("equal", 0.55, Agreement.EQUAL),
                new LevelDefault("same words", 0.06, Agreement.EQUAL),
                new LevelDefault("alike", 0.1, Agreement.ALIKE),
                new LevelDefault("all of the fewer", 0.12, Agreement.ALIKE),
                new LevelDefault("some words", 0.06, Agreement.VAGUE),
                new LevelDefault("a word", 0.05, Agreement.VAGUE),
                new LevelDefault("other", 0.02, Agreement.DIFFERENT));
    }

    @Override
    public int level(OrganizationName left, OrganizationName right) {
        if (left.whole.same(right.whole)) {
            return EQUAL;
        }
        OrganizationName fewer = left.telling.size() <= right.telling.size() ? left : right;
        OrganizationName more = fewer == left ? right : left;
        int words = fewer.telling.size();
        int found = fewer.found(more);
        boolean all = found == words;
        if (all && words == more.telling.size()) {
            return fewer.telling.stream().allMatch(more::has) ? SAME_WORDS : ALIKE;
        }
        if (left.whole.likeness(right.whole, 0.92) > 0) {
            return ALIKE;
        }
        if (all && words > 1) {
            return ALL_OF_FEWER;
        }
        if (found > 1 && 2 * found >= words) {
            return SOME;
        }
        return found > 0 && sharesTelling(fewer, more) ? ONE : NONE;
    }

    private static boolean sharesTelling(OrganizationName fewer, OrganizationName more) {
        return fewer.telling.stream().anyMatch(word -> word.length() >= TELLING_LETTERS_MIN && more.has(word));
    }

    @Override
    public long equalKey(OrganizationName value) {
        return value.whole.hash;
    }

    @Override
    public void terms(OrganizationName value, Term.Sink sink) {
        sink.term(Term.ORGANIZATION, value.whole.hash, 1);
        for (Word word : value.telling) {
            sink.term(Term.ORGANIZATION_WORD, word.hash, 1);
        }
    }

    /** Names that are not equal share words, which count as much as they are rare on the average. */
    @Override
    public void shared(OrganizationName left, OrganizationName right, int level, Term.Sink sink) {
        if (level == EQUAL) {
            sink.term(Term.ORGANIZATION, left.whole.hash, 1);
        } else if (level != NONE) {
            List<Word> shared = left.telling.stream().filter(right::has).toList();
            for (Word word : shared) {
                sink.term(Term.ORGANIZATION_WORD, word.hash, 1.0 / shared.size());
            }
        }
    }
}
