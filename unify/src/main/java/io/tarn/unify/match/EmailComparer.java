package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
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
    private static final int OTHER = 5;
    private static final Set<String> DOTLESS = Set.of("gmail.com", "googlemail.com");

    record Email(Word user, int[] points, long hash) {}

    @Override
    public ComparisonKind kind() {
        return ComparisonKind.EMAIL;
    }

    @Override
    public @Nullable Email prepare(RecordValues record) {
        String canonical = canonical(record.text(MatchField.EMAIL));
        if (canonical.isEmpty()) {
            return null;
        }
        int at = canonical.lastIndexOf('@');
        String user = at > 0 ? canonical.substring(0, at) : canonical;
        return new Email(new Word(user), canonical.codePoints().toArray(), Hash.of(canonical));
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
    public String raw(RecordValues record) {
        return record.text(MatchField.EMAIL);
    }

    @Override
    public List<LevelDefault> levels() {
        return List.of(
                new LevelDefault("equal", 0.7),
                new LevelDefault("user name", 0.05),
                new LevelDefault("alike", 0.1),
                new LevelDefault("user name alike", 0.03),
                new LevelDefault("other", 0.12));
    }

    @Override
    public int level(Email left, Email right) {
        if (left.hash == right.hash) {
            return EQUAL;
        }
        if (left.user.same(right.user)) {
            return USER;
        }
        if (Similarity.edits(left.points, right.points, 2) <= 2) {
            return ALIKE;
        }
        double likeness = left.user.likeness(right.user);
        if (likeness >= 0.92 && Similarity.jaroWinkler(left.points, right.points) >= 0.92) {
            return ALIKE;
        }
        return likeness >= 0.88 ? USER_ALIKE : OTHER;
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
