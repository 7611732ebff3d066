package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares house number and street jointly. */
final class StreetComparer implements Comparer<StreetComparer.Street> {
    private static final int MISSING = 0;
    private static final int EQUAL = 1;
    private static final int ALIKE = 2;
    private static final int OTHER = 3;
    private static final int STATES = 4;
    private static final String[] WORDS = {"missing", "equal", "alike", "other"};
    private static final double[] NUMBER_M = {0.1, 0.72, 0.08, 0.1};
    private static final double[] STREET_M = {0.03, 0.72, 0.17, 0.08};

    /** A house number and a street; at least one is there. */
    record Street(@Nullable Word number, @Nullable Word name, long hash) {}

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.STREET;
    }

    @Override
    public @Nullable Street prepare(RecordValues record, Words words) {
        String line = record.text(MatchField.STREET).isEmpty()
                ? record.text(MatchField.ADDRESS)
                : record.text(MatchField.STREET);
        List<String> parts = new ArrayList<>(Fold.words(line));
        String number = Fold.joined(record.text(MatchField.HOUSE_NUMBER));
        if (number.isEmpty()) {
            for (int i = 0; i < parts.size(); i++) {
                if (Character.isDigit(parts.get(i).charAt(0))) {
                    number = parts.remove(i);
                    break;
                }
            }
        }
        String name = String.join("", parts);
        if (number.isEmpty() && name.isEmpty()) {
            return null;
        }
        return new Street(
                number.isEmpty() ? null : words.of(number),
                name.isEmpty() ? null : words.of(name),
                Hash.of(number + ' ' + name));
    }

    @Override
    public List<MatchField> fields() {
        return List.of(MatchField.HOUSE_NUMBER, MatchField.STREET, MatchField.ADDRESS);
    }

    @Override
    public List<LevelDefault> levels() {
        List<LevelDefault> levels = new ArrayList<>();
        for (int state = 1; state < STATES * STATES; state++) {
            levels.add(new LevelDefault(
                    "number " + WORDS[state / STATES] + ", street " + WORDS[state % STATES],
                    NUMBER_M[state / STATES] * STREET_M[state % STATES],
                    agreement(state / STATES, state % STATES)));
        }
        return levels;
    }

    private static Agreement agreement(int number, int street) {
        if (street == EQUAL && number == EQUAL) {
            return Agreement.EQUAL;
        }
        if (street == OTHER && number == OTHER) {
            return Agreement.DIFFERENT;
        }
        return number == EQUAL && street == ALIKE ? Agreement.ALIKE : Agreement.VAGUE;
    }

    @Override
    public int level(Street left, Street right) {
        return number(left.number, right.number) * STATES + name(left.name, right.name);
    }

    private static int number(@Nullable Word left, @Nullable Word right) {
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.same(right)) {
            return EQUAL;
        }
        return left.edits(right, 1) <= 1 ? ALIKE : OTHER;
    }

    private static int name(@Nullable Word left, @Nullable Word right) {
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.same(right)) {
            return EQUAL;
        }
        boolean alike = left.edits(right, 2) <= 2 || left.likeness(right, 0.92) > 0;
        return alike ? ALIKE : OTHER;
    }

    @Override
    public long equalKey(Street value) {
        return value.number == null || value.name == null ? 0 : value.hash;
    }

    @Override
    public void terms(Street value, Term.Sink sink) {
        if (value.name != null) {
            sink.term(Term.STREET, value.name.hash, 1);
        }
    }

    @Override
    public void shared(Street left, Street right, int level, Term.Sink sink) {
        if (level % STATES == EQUAL && left.name != null) {
            sink.term(Term.STREET, left.name.hash, 1);
        }
    }
}
