package io.tarn.unify.match;

import io.tarn.model.identity.ComparisonKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a record by which it can be found: alone or with another part it makes a blocking key. */
enum Atom {
    NATIONAL_ID(Group.IDENTIFIER),
    USER_ID(Group.IDENTIFIER),
    EXTERNAL_ID(Group.IDENTIFIER),
    EMAIL(Group.EMAIL),
    EMAIL_USER(Group.EMAIL),
    PHONE(Group.PHONE),
    PHONE_TAIL(Group.PHONE),
    DEVICE_ID(Group.DEVICE),
    NAME_WORD(Group.NAME),
    NAME_SOUND(Group.NAME),
    NAME_START(Group.NAME),
    BIRTH_DATE(Group.BIRTH),
    BIRTH_YEAR(Group.BIRTH),
    BIRTH_MONTH_DAY(Group.BIRTH),
    STREET(Group.ADDRESS),
    HOUSE_NUMBER(Group.ADDRESS),
    POSTCODE(Group.ADDRESS),
    POSTCODE_DISTRICT(Group.ADDRESS),
    CITY(Group.ADDRESS),
    BIRTH_PLACE(Group.PLACE),
    OCCUPATION(Group.WORK),
    ORGANIZATION(Group.WORK);

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
        WORK
    }

    private static final int WORDS_MAX = 8;

    final Group group;

    Atom(Group group) {
        this.group = group;
    }

    /** The hashes of this part for one record, ascending and distinct. */
    int[] of(RecordTable table, int record) {
        return switch (this) {
            case NATIONAL_ID -> word(table, ComparisonKind.NATIONAL_ID, record, 0);
            case USER_ID -> word(table, ComparisonKind.USER_ID, record, 0);
            case EXTERNAL_ID -> word(table, ComparisonKind.EXTERNAL_ID, record, 0);
            case DEVICE_ID -> word(table, ComparisonKind.DEVICE_ID, record, 0);
            case PHONE -> word(table, ComparisonKind.PHONE, record, 0);
            case PHONE_TAIL -> word(table, ComparisonKind.PHONE, record, -6);
            case CITY -> word(table, ComparisonKind.CITY, record, 0);
            case POSTCODE -> word(table, ComparisonKind.POSTCODE, record, 0);
            case POSTCODE_DISTRICT -> word(table, ComparisonKind.POSTCODE, record, 3);
            case BIRTH_PLACE -> word(table, ComparisonKind.BIRTH_PLACE, record, 0);
            case OCCUPATION -> word(table, ComparisonKind.OCCUPATION, record, 0);
            case ORGANIZATION ->
                words((Word) table.column(ComparisonKind.ORGANIZATION).value(record));
            case EMAIL, EMAIL_USER ->
                email((EmailComparer.Email) table.column(ComparisonKind.EMAIL).value(record));
            case STREET, HOUSE_NUMBER ->
                street((StreetComparer.Street)
                        table.column(ComparisonKind.STREET).value(record));
            case BIRTH_DATE, BIRTH_YEAR, BIRTH_MONTH_DAY ->
                birth((DateComparer.Day) table.column(ComparisonKind.BIRTH_DATE).value(record));
            case NAME_WORD, NAME_SOUND, NAME_START ->
                name((PersonName) table.column(ComparisonKind.NAME).value(record));
        };
    }

    /** @param length 0 for all of the word, else so many letters from its start, or, negative, from its end */
    private int[] word(RecordTable table, ComparisonKind kind, int record, int length) {
        Word word = (Word) table.column(kind).value(record);
        if (word == null) {
            return NONE;
        }
        if (length == 0) {
            return new int[] {Hash.fold(word.hash)};
        }
        String text = word.text;
        String part = length > 0
                ? text.substring(0, Math.min(length, text.length()))
                : text.substring(Math.max(0, text.length() + length));
        return new int[] {Hash.fold(Hash.of(part))};
    }

    private static int[] words(@Nullable Word word) {
        if (word == null) {
            return NONE;
        }
        return distinct(Fold.words(word.text).stream()
                .filter(part -> part.length() > 2)
                .limit(WORDS_MAX)
                .mapToInt(part -> Hash.fold(Hash.of(part)))
                .toArray());
    }

    private int[] email(EmailComparer.@Nullable Email email) {
        if (email == null) {
            return NONE;
        }
        return new int[] {Hash.fold(this == EMAIL ? email.hash() : email.user().hash)};
    }

    private int[] street(StreetComparer.@Nullable Street street) {
        Word word = street == null ? null : this == STREET ? street.name() : street.number();
        return word == null ? NONE : new int[] {Hash.fold(word.hash)};
    }

    private int[] birth(DateComparer.@Nullable Day day) {
        if (day == null) {
            return NONE;
        }
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

    private int[] name(@Nullable PersonName name) {
        if (name == null) {
            return NONE;
        }
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
