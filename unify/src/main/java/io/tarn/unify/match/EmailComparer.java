package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares e-mail addresses in canonical form: without a tag, and without dots where the provider ignores them. */
final class EmailComparer implements Comparer<EmailComparer.Email> {
    private static final int EQUAL = 1;
    private static final int USER = 2;
    private static final int ALIKE = 3;
    private static final int USER_ALIKE = 4;
    private static final int NAMED = 5;
    private static final int OTHER = 6;
    private static final Set<String> DOTLESS = Set.of("gmail.com", "googlemail.com");

    /**
     * An address.
     *
     * @param rest what of the user name the person's own name does not explain, or null when the name is not in it
     * @param restHash of the rest, 0 when there is none
     */
    record Email(Word user, Word whole, @Nullable String rest, long restHash, long hash) {}

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.EMAIL;
    }

    @Override
    public @Nullable Email prepare(RecordValues record, Words words) {
        String canonical = canonical(record.text(MatchField.EMAIL));
        if (canonical.isEmpty()) {
            return null;
        }
        int at = canonical.lastIndexOf('@');
        String user = at > 0 ? canonical.substring(0, at) : canonical;
        String rest = rest(user, PersonName.of(record, words));
        return new Email(
                Word.rare(user), Word.rare(canonical), rest, rest == null ? 0 : Hash.of(rest), Hash.of(canonical));
    }

    private static @Nullable String rest(String user, @Nullable PersonName name) {
        if (name == null) {
            return null;
        }
        String given = name.given == null ? "" : name.given.text;
        String family = name.family == null ? "" : name.family.text;
        String letters = Fold.joined(user);
        String rest = letters;
        rest = family.length() > 2 ? rest.replace(family, "") : rest;
        rest = given.length() > 2 ? rest.replace(given, "") : rest;
        if (rest.length() == letters.length()) {
            return null;
        }
        boolean initial = !rest.isEmpty() && !given.isEmpty() && rest.charAt(0) == given.charAt(0);
        return initial ? rest.substring(1) : rest;
    }

    /** The address by which providers deliver; empty when there is none. */
    static String canonical(String raw) {
        String address = raw.strip().toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at <= 0 || at == address.length() - 1) {
            return address;
        }
        String user = address.substring(0, at);
        String domain = address.substring(at + 1);
        int tag = user.indexOf('+');
        user = tag > 0 ? user.substring(0, tag) : user;
        if (DOTLESS.contains(domain)) {
            user = user.replace(".", "");
            domain = "gmail.com";
        }
        return user + '@' + domain;
    }

    @Override
    public List<MatchField> fields() {
        List<MatchField> fields = new ArrayList<>(PersonName.FIELDS);
        fields.add(MatchField.EMAIL);
        return fields;
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("equal", 0.7, Agreement.EQUAL),
                new LevelDefault("user name", 0.05, Agreement.ALIKE),
                new LevelDefault("alike", 0.1, Agreement.ALIKE),
                new LevelDefault("user name alike", 0.02, Agreement.VAGUE),
                new LevelDefault("user name is the name", 0.02, Agreement.VAGUE),
                new LevelDefault("other", 0.11, Agreement.DIFFERENT));
    }

    @Override
    public int level(Email left, Email right) {
        if (left.hash == right.hash) {
            return EQUAL;
        }
        String leftRest = left.rest;
        String rightRest = right.rest;
        if (left.user.same(right.user)) {
            return leftRest != null && leftRest.isEmpty() ? NAMED : USER;
        }
        int edits = left.whole.edits(right.whole, 2);
        if (edits == 1 || (edits == 2 && sameDigits(left, right))) {
            return ALIKE;
        }
        if (leftRest != null && rightRest != null) {
            return left.restHash == right.restHash ? leftRest.length() < 2 ? NAMED : USER_ALIKE : OTHER;
        }
        double likeness = left.user.likeness(right.user, Word.LIKE);
        if (likeness >= 0.92 && left.whole.likeness(right.whole, 0.92) > 0) {
            return ALIKE;
        }
        return likeness > 0 ? USER_ALIKE : OTHER;
    }

    private static boolean sameDigits(Email left, Email right) {
        return Fold.digits(left.user.text).equals(Fold.digits(right.user.text));
    }

    @Override
    public long equalKey(Email value) {
        return value.hash;
    }

    @Override
    public void terms(Email value, Term.Sink sink) {
        sink.term(Term.EMAIL, value.hash, 1);
        sink.term(Term.EMAIL_USER, value.user.hash, 1);
    }

    @Override
    public void shared(Email left, Email right, int level, Term.Sink sink) {
        if (level == EQUAL) {
            sink.term(Term.EMAIL, left.hash, 1);
        } else if (level == USER) {
            sink.term(Term.EMAIL_USER, left.user.hash, 1);
        }
    }
}
