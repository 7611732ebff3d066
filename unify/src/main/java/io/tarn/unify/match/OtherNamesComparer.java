package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the words of a name that are neither the given nor the family name. */
final class OtherNamesComparer implements Comparer<PersonName> {
    private static final int ALL = 1;
    private static final int SOME = 2;
    private static final int INITIAL = 3;
    private static final int ALIKE = 4;
    private static final int NONE = 5;

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.MIDDLE_NAME;
    }

    @Override
    public @Nullable PersonName prepare(RecordValues record, Words words) {
        PersonName name = PersonName.of(record, words);
        return name == null || name.others.length == 0 ? null : name;
    }

    @Override
    public List<MatchField> fields() {
        return PersonName.FIELDS;
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("all of the fewer", 0.6, Agreement.ALIKE),
                new LevelDefault("some", 0.12, Agreement.VAGUE),
                new LevelDefault("initial", 0.08, Agreement.VAGUE),
                new LevelDefault("alike", 0.08, Agreement.ALIKE),
                new LevelDefault("none", 0.12, Agreement.VAGUE));
    }

    @Override
    public int level(PersonName left, PersonName right) {
        PersonName fewer = left.others.length <= right.others.length ? left : right;
        PersonName more = fewer == left ? right : left;
        int equal = 0;
        boolean initial = false;
        boolean alike = false;
        for (Word word : fewer.others) {
            if (more.hasOther(word)) {
                equal++;
                continue;
            }
            for (Word other : more.others) {
                boolean brief = word.isInitial() || other.isInitial();
                initial |= brief && word.sharesInitial(other);
                alike |= !brief && (word.nicknameOf(other) || word.isLike(other));
            }
        }
        if (equal == fewer.others.length) {
            return ALL;
        }
        if (equal > 0) {
            return SOME;
        }
        return initial ? INITIAL : alike ? ALIKE : NONE;
    }

    @Override
    public long equalKey(PersonName value) {
        return 0;
    }

    @Override
    public void terms(PersonName value, Term.Sink sink) {
        for (Word word : value.others) {
            sink.term(Term.OTHER_NAME, word.hash, 1);
        }
    }

    @Override
    public void shared(PersonName left, PersonName right, int level, Term.Sink sink) {
        if (level > SOME) {
            return;
        }
        for (Word word : left.others) {
            if (right.hasOther(word)) {
                sink.term(Term.OTHER_NAME, word.hash, 1);
                return;
            }
        }
    }
}
