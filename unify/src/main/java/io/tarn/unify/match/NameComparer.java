package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares given and family name jointly, straight and reversed. */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal and in private records: the hot loops need them
final class NameComparer implements Comparer<PersonName> {
    private static final int MISSING = 0;
    private static final int EXACT = 1;
    private static final int NICKNAME = 2;
    private static final int INITIAL = 3;
    private static final int ALIKE = 4;
    private static final int AMONG_OTHERS = 5;
    private static final int WEAK = 6;
    private static final int OTHER = 7;
    static final int STATES = 8;

    private static final String[] WORDS = {"missing", "equal", "nickname", "initial", "alike", "among", "weak", "other"
    };
    private static final double[] GIVEN_M = {0.05, 0.70, 0.04, 0.02, 0.10, 0.02, 0.03, 0.04};
    private static final double[] FAMILY_M = {0.05, 0.76, 0.002, 0.005, 0.10, 0.03, 0.023, 0.03};

    /** How good a state is, for choosing between straight and reversed. */
    private static final int[] MERIT = {0, 8, 6, 2, 6, 3, -1, -4};

    private static final int REVERSED = STATES * STATES;
    private static final int REVERSED_PARTLY = REVERSED + 1;

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.NAME;
    }

    @Override
    public @Nullable PersonName prepare(RecordValues record, Words words) {
        return PersonName.of(record, words);
    }

    @Override
    public List<MatchField> fields() {
        return PersonName.FIELDS;
    }

    @Override
    public List<LevelDefault> levels() {
        List<LevelDefault> levels = new ArrayList<>();
        for (int state = 1; state < REVERSED; state++) {
            int given = state / STATES;
            int family = state % STATES;
            levels.add(new LevelDefault(
                    "given " + WORDS[given] + ", family " + WORDS[family],
                    GIVEN_M[given] * FAMILY_M[family],
                    agreement(given, family)));
        }
        levels.add(new LevelDefault("reversed", 0.02, Agreement.ALIKE));
        levels.add(new LevelDefault("partly reversed", 0.01, Agreement.VAGUE));
        return levels;
    }

    private static Agreement agreement(int given, int family) {
        if (given == EXACT && family == EXACT) {
            return Agreement.EQUAL;
        }
        boolean givenAgrees = given == EXACT || given == NICKNAME || given == ALIKE || given == AMONG_OTHERS;
        boolean familyAgrees = family == EXACT || family == ALIKE || family == AMONG_OTHERS;
        if (givenAgrees && familyAgrees) {
            return Agreement.ALIKE;
        }
        return givenAgrees || familyAgrees ? Agreement.VAGUE : Agreement.DIFFERENT;
    }

    @Override
    public int level(PersonName left, PersonName right) {
        int given = state(left.given, right.given, left, right);
        int family = state(left.family, right.family, left, right);
        if (given == EXACT && family == EXACT) {
            return EXACT * STATES + EXACT;
        }
        int crossed = crossedState(left.given, right.family);
        int crossedBack = crossedState(left.family, right.given);
        int straight = MERIT[given] + MERIT[family];
        int reversed = MERIT[crossed] + MERIT[crossedBack] - 2;
        if (reversed > straight && reversed > 0) {
            boolean whole = MERIT[crossed] >= 6 && MERIT[crossedBack] >= 6;
            return whole ? REVERSED : REVERSED_PARTLY;
        }
        return given * STATES + family;
    }

    @Override
    public long equalKey(PersonName value) {
        return value.given == null || value.family == null ? 0 : Hash.pair(value.given.hash, value.family.hash);
    }

    @Override
    public void terms(PersonName value, Term.Sink sink) {
        if (value.given != null) {
            sink.term(Term.GIVEN, value.given.hash, 1);
        }
        if (value.family != null) {
            sink.term(Term.FAMILY, value.family.hash, 1);
        }
    }

    @Override
    public void shared(PersonName left, PersonName right, int level, Term.Sink sink) {
        if (level >= REVERSED) {
            crossed(left.given, right.family, sink);
            crossed(right.given, left.family, sink);
            return;
        }
        rarity(Term.GIVEN, level / STATES, left.given, right.given, sink);
        rarity(Term.FAMILY, level % STATES, left.family, right.family, sink);
    }

    /** Whether the given names of a pattern have nothing in common. */
    static boolean isOtherGiven(long pattern) {
        int level = Pattern.level(pattern, ComparisonKind.NAME.ordinal());
        return level < REVERSED && level / STATES == OTHER;
    }

    private static void crossed(@Nullable Word given, @Nullable Word family, Term.Sink sink) {
        if (given != null && family != null && given.same(family)) {
            sink.term(Term.FAMILY, family.hash, 1);
        }
    }

    private static void rarity(Term term, int state, @Nullable Word left, @Nullable Word right, Term.Sink sink) {
        if (left == null || right == null) {
            return;
        }
        if (state == EXACT) {
            sink.term(term, left.hash, 1);
        } else if (state == ALIKE || state == NICKNAME) {
            sink.term(term, left.hash, 0.25);
            sink.term(term, right.hash, 0.25);
        }
    }

    private static int state(@Nullable Word left, @Nullable Word right, PersonName leftName, PersonName rightName) {
        int state = state(left, right);
        if (state < WEAK || left == null || right == null) {
            return state;
        }
        return rightName.hasOther(left) || leftName.hasOther(right) ? AMONG_OTHERS : state;
    }

    /** The state of a given beside a family name: most differ in the first letter, and then in all that matters here. */
    private static int crossedState(@Nullable Word left, @Nullable Word right) {
        if (left == null || right == null) {
            return MISSING;
        }
        return left.sharesInitial(right) ? state(left, right) : OTHER;
    }

    private static int state(@Nullable Word left, @Nullable Word right) {
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.same(right)) {
            return EXACT;
        }
        if (left.isInitial() || right.isInitial()) {
            return left.sharesInitial(right) ? INITIAL : OTHER;
        }
        if (left.nicknameOf(right)) {
            return NICKNAME;
        }
        double likeness = left.likeness(right, 0.75);
        if (likeness >= Word.LIKE || left.isNear(right)) {
            return ALIKE;
        }
        return likeness > 0 ? WEAK : OTHER;
    }
}
