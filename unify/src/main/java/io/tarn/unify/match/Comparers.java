package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.MatchRule.Agreement;
import io.tarn.unify.match.Comparer.LevelDefault;
import java.util.List;
import java.util.stream.IntStream;

/** Every comparison there is, in the order in which patterns hold them. */
final class Comparers {
    static final List<Comparer<?>> ALL = List.of(
            new NameComparer(),
            new OtherNamesComparer(),
            new DateComparer(),
            new EmailComparer(),
            phone(),
            nationalId(),
            account(ComparisonKind.USER_ID, MatchField.USER_ID, Term.USER_ID),
            account(ComparisonKind.EXTERNAL_ID, MatchField.EXTERNAL_ID, Term.EXTERNAL_ID),
            account(ComparisonKind.DEVICE_ID, MatchField.DEVICE_ID, Term.DEVICE_ID),
            new StreetComparer(),
            place(ComparisonKind.UNIT, MatchField.UNIT, Term.UNIT),
            postcode(),
            place(ComparisonKind.CITY, MatchField.CITY, Term.CITY),
            place(ComparisonKind.REGION, MatchField.REGION, Term.REGION),
            place(ComparisonKind.BIRTH_PLACE, MatchField.BIRTH_PLACE, Term.BIRTH_PLACE),
            place(ComparisonKind.OCCUPATION, MatchField.OCCUPATION, Term.OCCUPATION),
            new OrganizationComparer(),
            gender(),
            new UrlComparer(),
            new LocationComparer(),
            new OwnComparer());

    private Comparers() {}

    /** The places of those that read records; what a person's own matcher says, no record tells. */
    static IntStream ofRecords() {
        return IntStream.range(0, ALL.size()).filter(i -> !ALL.get(i).fields().isEmpty());
    }

    private static Comparer<?> phone() {
        return new TextComparer(
                ComparisonKind.PHONE,
                MatchField.PHONE,
                Term.PHONE,
                Fold::digits,
                List.of(
                        new LevelDefault("equal", 0.7, Agreement.EQUAL),
                        new LevelDefault("last seven digits", 0.02, Agreement.ALIKE),
                        new LevelDefault("one edit", 0.08, Agreement.ALIKE),
                        new LevelDefault("two edits", 0.03, Agreement.VAGUE),
                        new LevelDefault("other", 0.17, Agreement.DIFFERENT)),
                (left, right) -> {
                    int l = left.length();
                    int r = right.length();
                    if (l >= 7 && r >= 7 && left.text.regionMatches(l - 7, right.text, r - 7, 7)) {
                        return 2;
                    }
                    return 2 + left.edits(right, 2);
                });
    }

    private static Comparer<?> nationalId() {
        return new TextComparer(
                ComparisonKind.NATIONAL_ID,
                MatchField.NATIONAL_ID,
                Term.NATIONAL_ID,
                Fold::joined,
                List.of(
                        new LevelDefault("equal", 0.8, Agreement.EQUAL),
                        new LevelDefault("one edit", 0.1, Agreement.ALIKE),
                        new LevelDefault("two edits", 0.03, Agreement.VAGUE),
                        new LevelDefault("other", 0.07, Agreement.DIFFERENT)),
                (left, right) -> 1 + left.edits(right, 2));
    }

    private static Comparer<?> account(ComparisonKind kind, MatchField field, Term term) {
        return new TextComparer(
                kind,
                field,
                term,
                Fold::joined,
                List.of(
                        new LevelDefault("equal", 0.7, Agreement.EQUAL),
                        new LevelDefault("other", 0.3, Agreement.DIFFERENT)),
                (left, right) -> 2);
    }

    private static Comparer<?> postcode() {
        return new TextComparer(
                ComparisonKind.POSTCODE,
                MatchField.POSTCODE,
                Term.POSTCODE,
                Fold::joined,
                List.of(
                        new LevelDefault("equal", 0.7, Agreement.EQUAL),
                        new LevelDefault("one edit", 0.08, Agreement.ALIKE),
                        new LevelDefault("district", 0.06, Agreement.VAGUE),
                        new LevelDefault("area", 0.04, Agreement.VAGUE),
                        new LevelDefault("other", 0.12, Agreement.DIFFERENT)),
                Comparers::postcodeScale);
    }

    private static int postcodeScale(Word left, Word right) {
        if (left.edits(right, 1) <= 1) {
            return 2;
        }
        int shared = 0;
        int length = Math.min(left.length(), right.length());
        while (shared < length && left.points()[shared] == right.points()[shared]) {
            shared++;
        }
        return shared >= Math.max(2, length - 3) ? 3 : shared >= 2 ? 4 : 5;
    }

    private static Comparer<?> place(ComparisonKind kind, MatchField field, Term term) {
        return new TextComparer(
                kind,
                field,
                term,
                Fold::text,
                List.of(
                        new LevelDefault("equal", 0.7, Agreement.EQUAL),
                        new LevelDefault("alike", 0.15, Agreement.ALIKE),
                        new LevelDefault("a word", 0.05, Agreement.VAGUE),
                        new LevelDefault("other", 0.1, Agreement.DIFFERENT)),
                Comparers::placeScale);
    }

    private static int placeScale(Word left, Word right) {
        if (left.likeness(right, 0.9) > 0 || left.edits(right, 2) <= editsMax(left, right)) {
            return 2;
        }
        return sharesWord(left.text, right.text) ? 3 : 4;
    }

    /** One edit for every three letters of the shorter, two at most. */
    private static int editsMax(Word left, Word right) {
        return Math.min(2, Math.min(left.length(), right.length()) / 3);
    }

    private static boolean sharesWord(String left, String right) {
        if (left.indexOf(' ') < 0 && right.indexOf(' ') < 0) {
            return false;
        }
        List<String> words = Fold.words(right);
        for (String word : Fold.words(left)) {
            if (word.length() > 3 && words.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static Comparer<?> gender() {
        return new TextComparer(
                ComparisonKind.GENDER,
                MatchField.GENDER,
                Term.GENDER,
                raw -> Fold.joined(raw).isEmpty() ? "" : Fold.joined(raw).substring(0, 1),
                List.of(
                        new LevelDefault("equal", 0.97, Agreement.EQUAL),
                        new LevelDefault("other", 0.03, Agreement.DIFFERENT)),
                (left, right) -> 2);
    }
}
