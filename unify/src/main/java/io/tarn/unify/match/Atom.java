package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a record by which it can be found: alone or with another part it makes a blocking key. */
enum Atom {
    NATIONAL_ID(Group.IDENTIFIER, ComparisonKind.NATIONAL_ID),
    USER_ID(Group.IDENTIFIER, ComparisonKind.USER_ID),
    EXTERNAL_ID(Group.IDENTIFIER, ComparisonKind.EXTERNAL_ID),
    EMAIL(Group.EMAIL, ComparisonKind.EMAIL),
    EMAIL_USER(Group.EMAIL, ComparisonKind.EMAIL),
    PHONE(Group.PHONE, ComparisonKind.PHONE),
    PHONE_TAIL(Group.PHONE, ComparisonKind.PHONE),
    DEVICE_ID(Group.DEVICE, ComparisonKind.DEVICE_ID),
    NAME_WORD(Group.NAME, ComparisonKind.NAME),
    NAME_SOUND(Group.NAME, ComparisonKind.NAME),
    NAME_START(Group.NAME, ComparisonKind.NAME),
    BIRTH_DATE(Group.BIRTH, ComparisonKind.BIRTH_DATE),
    BIRTH_YEAR(Group.BIRTH, ComparisonKind.BIRTH_DATE),
    BIRTH_MONTH_DAY(Group.BIRTH, ComparisonKind.BIRTH_DATE),
    STREET(Group.ADDRESS, ComparisonKind.STREET),
    HOUSE_NUMBER(Group.ADDRESS, ComparisonKind.STREET),
    POSTCODE(Group.ADDRESS, ComparisonKind.POSTCODE),
    POSTCODE_DISTRICT(Group.ADDRESS, ComparisonKind.POSTCODE),
    CITY(Group.ADDRESS, ComparisonKind.CITY),
    BIRTH_PLACE(Group.PLACE, ComparisonKind.BIRTH_PLACE),
    OCCUPATION(Group.WORK, ComparisonKind.OCCUPATION),
    ORGANIZATION(Group.WORK, ComparisonKind.ORGANIZATION),
    /** All telling words of the name, in any order. */
    ORGANIZATION_NAME(Group.WORK, ComparisonKind.ORGANIZATION),
    URL(Group.WEB, ComparisonKind.URL),
    URL_HOST(Group.WEB, ComparisonKind.URL),
    LOCATION_NEAR(Group.ADDRESS, ComparisonKind.LOCATION),
    LOCATION(Group.ADDRESS, ComparisonKind.LOCATION);

    /** Parts that say the same thing. */
    enum Group {
        IDENTIFIER,
        EMAIL,
        PHONE,
        DEVICE,
        NAME,
        BIRTH,
        ADDRESS,
        PLACE,
        WORK,
        WEB
    }

    private static final int WORDS_MAX = 8;

    final Group group;

    /** The comparison whose prepared values have this part. */
    final ComparisonKind kind;

    Atom(Group group, ComparisonKind kind) {
        this.group = group;
        this.kind = kind;
    }

    /** The hashes of this part in one prepared value, ascending and distinct. */
    int[] of(Object value) {
        return switch (this) {
            case NATIONAL_ID, USER_ID, EXTERNAL_ID, DEVICE_ID, PHONE, CITY, POSTCODE, BIRTH_PLACE, OCCUPATION ->
                word((Word) value, 0);
            case PHONE_TAIL -> word((Word) value, -6);
            case POSTCODE_DISTRICT -> word((Word) value, 3);
            case ORGANIZATION -> words((OrganizationName) value);
            case ORGANIZATION_NAME -> new int[] {whole((OrganizationName) value)};
            case EMAIL, EMAIL_USER -> email((EmailComparer.Email) value);
            case STREET, HOUSE_NUMBER -> street((StreetComparer.Street) value);
            case BIRTH_DATE, BIRTH_YEAR, BIRTH_MONTH_DAY -> birth((DateComparer.Day) value);
            case URL -> new int[] {Hash.fold(((UrlComparer.Url) value).hash())};
            case URL_HOST -> new int[] {Hash.fold(((UrlComparer.Url) value).hostHash())};
            case LOCATION_NEAR -> distinct(((LocationComparer.Point) value).cells(LocationComparer.NEAR_METERS));
            case LOCATION -> distinct(((LocationComparer.Point) value).cells(LocationComparer.AREA_METERS));
            case NAME_WORD, NAME_SOUND, NAME_START -> name((PersonName) value);
        };
    }

    /** @param length 0 for all of the word, else so many letters from its start, or, negative, from its end */
    private static int[] word(Word word, int length) {
        if (length == 0) {
            return new int[] {Hash.fold(word.hash)};
        }
        String text = word.text;
        String part = length > 0
                ? text.substring(0, Math.min(length, text.length()))
                : text.substring(Math.max(0, text.length() + length));
        return new int[] {Hash.fold(Hash.of(part))};
    }

    private static int[] words(OrganizationName name) {
        return distinct(name.telling.stream()
                .filter(word -> word.length() > 2)
                .limit(WORDS_MAX)
                .mapToInt(word -> Hash.fold(word.hash))
                .toArray());
    }

    private static int whole(OrganizationName name) {
        long[] words =
                name.telling.stream().mapToLong(word -> word.hash).sorted().toArray();
        return Hash.fold(Arrays.stream(words).reduce(words.length, Hash::pair));
    }

    private int[] email(EmailComparer.Email email) {
        return new int[] {Hash.fold(this == EMAIL ? email.hash() : email.user().hash)};
    }

    private int[] street(StreetComparer.Street street) {
        Word word = this == STREET ? street.name() : street.number();
        return word == null ? NONE : new int[] {Hash.fold(word.hash)};
    }

    private int[] birth(DateComparer.Day day) {
        if (this == BIRTH_YEAR) {
            return new int[] {Hash.fold(Hash.mix(day.year()))};
        }
        if (!day.isWhole()) {
            return NONE;
        }
        return new int[] {
            Hash.fold(this == BIRTH_DATE ? day.hash() : Hash.mix(10_000L + day.month() * 100L + day.day()))
        };
    }

    private int[] name(PersonName name) {
        int[] hashes = new int[Math.min(WORDS_MAX, name.others.length + 2)];
        int count = 0;
        count = add(name.given, hashes, count);
        count = add(name.family, hashes, count);
        for (int i = 0; i < name.others.length && this == NAME_WORD; i++) {
            count = add(name.others[i], hashes, count);
        }
        return distinct(Arrays.copyOf(hashes, count));
    }

    private int add(@Nullable Word word, int[] hashes, int count) {
        if (word == null || count == hashes.length) {
            return count;
        }
        hashes[count] = switch (this) {
            case NAME_SOUND -> Hash.fold(Hash.of(Sound.of(word.text)));
            case NAME_START -> Hash.fold(Hash.of(word.text.substring(0, Math.min(3, word.text.length()))));
            default -> Hash.fold(word.hash);
        };
        return count + 1;
    }

    private static int[] distinct(int[] hashes) {
        Arrays.sort(hashes);
        int count = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) {
                hashes[count++] = hashes[i];
            }
        }
        return count == hashes.length ? hashes : Arrays.copyOf(hashes, count);
    }

    private static final int[] NONE = new int[0];
}
