package io.tarn.unify.match;

import io.tarn.model.identity.MatchField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's name taken apart: a given name, a family name, and all other words of it. */
final class PersonName {
    /** The fields that a name is made of. */
    static final List<MatchField> FIELDS =
            List.of(MatchField.FIRST_NAME, MatchField.MIDDLE_NAME, MatchField.LAST_NAME, MatchField.FULL_NAME);

    final @Nullable Word given;
    final @Nullable Word family;
    final Word[] others;

    private PersonName(@Nullable Word given, @Nullable Word family, List<String> others, Words prepared) {
        this.given = given;
        this.family = family;
        this.others = others.stream().distinct().sorted().map(prepared::of).toArray(Word[]::new);
    }

    static @Nullable PersonName of(RecordValues record, Words prepared) {
        List<String> first = prepared.in(record.text(MatchField.FIRST_NAME));
        List<String> last = prepared.in(record.text(MatchField.LAST_NAME));
        List<String> others = new ArrayList<>(prepared.in(record.text(MatchField.MIDDLE_NAME)));
        String whole = record.text(MatchField.FULL_NAME);
        if (first.isEmpty() && last.isEmpty()) {
            WholeName parts = WholeName.of(whole);
            first = parts.first();
            last = parts.last();
            others.addAll(parts.others());
        } else {
            for (String word : Fold.words(whole)) {
                if (!first.contains(word) && !last.contains(word)) {
                    others.add(word);
                }
            }
        }
        if (first.size() > 1
                && first.getFirst().length() + first.get(1).length() > 3
                && first.get(1).length() > 2) {
            others.addAll(first.subList(1, first.size()));
            first = first.subList(0, 1);
        }
        Word given = first.isEmpty() ? null : prepared.of(String.join("", first));
        Word family = last.isEmpty() ? null : prepared.of(String.join("", last));
        return given == null && family == null && others.isEmpty()
                ? null
                : new PersonName(given, family, others, prepared);
    }

    boolean hasOther(Word word) {
        for (Word other : others) {
            if (other.same(word)) {
                return true;
            }
        }
        return false;
    }
}
