package io.tarn.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes one person's record, as she is or as a careless second sight shows her.
 *
 * <p>Confined to one thread.
 */
final class RecordPen {
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1936, 1, 1);
    private static final int BIRTHDAYS = 26_000;
    private static final int VALUE_MAX = 256;

    private final long seed;
    private final RecordWords words;
    private final byte[][] birthdays = new byte[BIRTHDAYS][];
    private final byte[] value = new byte[VALUE_MAX];

    RecordPen(long seed, RecordWords words) {
        this.seed = seed;
        this.words = words;
        for (int day = 0; day < BIRTHDAYS; day++) {
            birthdays[day] = FIRST_BIRTHDAY.plusDays(day).toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Writes all columns but the first; sight 0 is the true one, any other number draws its errors. */
    void write(ByteSheet sheet, long person, long sight) throws IOException {
        long who = hash(person, 1);
        // Of every two neighbors by number, one pair in three is a household: same surname, same home.
        long pair = person >>> 1;
        boolean isHousehold = Long.remainderUnsigned(hash(pair, 2), 3) == 0;
        long home = isHousehold ? hash(pair, 3) : hash(person, 3);
        long error = sight == 0 ? 0 : hash(sight, 4);
        boolean isMoved = sight != 0 && (error & 15) == 0;
        long place = isMoved ? hash(sight, 5) : home;
        int first = words.firstNameByChance()[(int) (who & 0xFFFFF)];
        int last = words.surnameByChance()[(int) ((isHousehold ? home >>> 40 : who >>> 20) & 0xFFFFF)];
        firstName(sheet, first, error >>> 4);
        sheet.comma();
        typed(sheet, words.surnames()[last], error >>> 12);
        sheet.comma();
        birthday(sheet, (int) Long.remainderUnsigned(who >>> 24, BIRTHDAYS), error >>> 20);
        sheet.comma();
        email(sheet, first, last, person, who, error >>> 28);
        sheet.comma();
        phone(sheet, hash(person, 6), error >>> 36);
        sheet.comma();
        address(sheet, place, error >>> 44);
        sheet.comma();
        if ((who >>> 60 & 1) == 0 && (error >>> 58 & 1) == 0) {
            hexadecimal(sheet, hash(person, 7));
        }
        sheet.newLine();
    }

    private long hash(long number, int purpose) {
        return Chance.mix(seed + number * 0x9E3779B97F4A7C15L + purpose * 0xD1342543DE82EF95L);
    }

    private void firstName(ByteSheet sheet, int name, long error) {
        byte[][] nicknames = words.nicknames()[name];
        if ((error & 7) == 1 && nicknames.length > 0) {
            sheet.bytes(nicknames[(int) (error >>> 3 & 0xFF) % nicknames.length]);
            return;
        }
        typed(sheet, words.firstNames()[name], error);
    }

    /** A word, one time in sixteen with a slip and one in sixteen left out when errors are drawn. */
    private void typed(ByteSheet sheet, byte[] word, long error) {
        int kind = (int) (error & 15);
        if (kind == 2) {
            return;
        }
        if (kind != 3 || word.length < 4) {
            sheet.bytes(word);
            return;
        }
        int at = 1 + (int) (error >>> 4 & 0xFF) % (word.length - 2);
        System.arraycopy(word, 0, value, 0, word.length);
        value[at] = word[at + 1];
        value[at + 1] = word[at];
        sheet.bytes(value, word.length);
    }

    private void birthday(ByteSheet sheet, int day, long error) {
        int kind = (int) (error & 15);
        if (kind == 4) {
            return;
        }
        sheet.bytes(birthdays[kind == 5 ? (day + 1 + (int) (error >>> 4 & 31)) % BIRTHDAYS : day]);
    }

    private void email(ByteSheet sheet, int first, int last, long person, long who, long error) {
        int kind = (int) (error & 7);
        if (kind == 6 || (who >>> 56 & 7) == 0) {
            return;
        }
        boolean another = kind == 7;
        sheet.bytes(words.firstNames()[first]).letter('.').bytes(words.surnames()[last]);
        sheet.number(Long.remainderUnsigned(hash(person, another ? 9 : 8), 10_000));
        sheet.letter('@').bytes(words.mailHosts()[(int) (who >>> 50 & 0xFF) % words.mailHosts().length]);
    }

    private void phone(ByteSheet sheet, long number, long error) {
        int kind = (int) (error & 7);
        if (kind == 1 || (number >>> 60 & 3) == 0) {
            return;
        }
        long digits = 2_000_000_000L + Long.remainderUnsigned(number, 7_999_999_999L);
        sheet.number(kind == 2 ? digits + 1 + (error >>> 3 & 7) : digits, 10);
    }

    private void address(ByteSheet sheet, long place, long error) {
        int city = (int) Long.remainderUnsigned(place >>> 8, words.cities().length);
        if ((error & 15) != 8) {
            sheet.number(1 + (place & 0xFF) + (place >>> 62) * 100).letter(' ');
            typed(sheet, words.streets()[(int) Long.remainderUnsigned(place >>> 24, words.streets().length)], error);
        }
        sheet.comma();
        typed(sheet, words.cities()[city], error >>> 2);
        sheet.comma();
        if ((error >>> 4 & 15) != 8) {
            sheet.number(10_000 + city * 71 + (place >>> 50 & 31), 5);
        }
    }

    private static void hexadecimal(ByteSheet sheet, long number) {
        for (int i = 0; i < 12; i++) {
            sheet.letter(Character.forDigit((int) (number >>> (4 * i)) & 15, 16));
        }
    }
}
