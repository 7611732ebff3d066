package io.tarn.sample;

import io.tarn.sample.Person.History;
import io.tarn.sample.Person.Phone;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The phone numbers and e-mail addresses that persons choose or are given. */
final class Contacts {
    private static final List<String> MOBILE_DE = List.of(
            "151", "152", "157", "159", "160", "162", "163", "170", "171", "172", "173", "174", "175", "176", "177");

    private final Words words;

    Contacts(Words words) {
        this.words = words;
    }

    /** One to three addresses, the usual one first. */
    List<String> emails(Country country, String firstName, String surname, LocalDate born, Chance chance) {
        List<String> emails = new ArrayList<>();
        int count = chance.happens(0.57) ? 1 : chance.happens(0.8) ? 2 : 3;
        for (int i = 0; i < count; i++) {
            String name = localPart(plain(firstName), plain(surname), born, chance);
            emails.add(name + "@" + chance.pick(words.section("mail." + country.section())));
        }
        return List.copyOf(emails);
    }

    private static String localPart(String first, String last, LocalDate born, Chance chance) {
        String year = String.valueOf(born.getYear());
        String number = chance.happens(0.5) ? year.substring(2) : chance.digits(2 + chance.below(2));
        return switch (chance.below(8)) {
            case 0, 1 -> first + "." + last + (chance.happens(0.45) ? number : "");
            case 2 -> first + last + number;
            case 3 -> first.charAt(0) + "." + last + (chance.happens(0.7) ? number : "");
            case 4 -> last + "." + first;
            case 5 -> first + "_" + last + number;
            case 6 -> first + year + (char) ('a' + chance.below(26));
            default -> first.charAt(0) + last + number;
        };
    }

    History<String> emailHistory(List<String> emails, Chance chance) {
        if (emails.size() == 1 || chance.happens(0.4)) {
            return History.always(emails.getFirst());
        }
        LocalDate day = chance.between(Population.FIRST_DAY.plusYears(1), Population.LAST_DAY);
        return History.changed(emails.get(1), day, emails.getFirst());
    }

    String familyEmail(Country country, String surname, Chance chance) {
        String word = country == Country.DE ? "familie." : chance.happens(0.5) ? "the." : "family.";
        return word + plain(surname) + chance.between(1, 99) + "@"
                + chance.pick(words.section("mail." + country.section()));
    }

    History<Phone> mobile(Country country, Chance chance) {
        Phone phone = newMobile(country, chance);
        if (chance.happens(0.88)) {
            return History.always(phone);
        }
        LocalDate day = chance.between(Population.FIRST_DAY.plusYears(1), Population.LAST_DAY);
        return History.changed(phone, day, newMobile(country, chance));
    }

    private Phone newMobile(Country country, Chance chance) {
        return switch (country) {
            case DE ->
                new Phone(country, chance.pick(MOBILE_DE), chance.between(2, 9) + chance.digits(6 + chance.below(2)));
            case GB -> new Phone(country, "7" + chance.between(4, 9) + chance.digits(2), chance.digits(6));
            case US -> american(chance.pick(words.towns(country)), chance);
        };
    }

    Phone landline(Country country, Town town, Chance chance) {
        return switch (country) {
            case DE -> new Phone(country, town.areaCode(), chance.between(2, 9) + chance.digits(5 + chance.below(2)));
            case GB -> {
                int length = 10 - town.areaCode().length();
                yield new Phone(country, town.areaCode(), chance.between(2, 8) + chance.digits(length - 1));
            }
            case US -> american(town, chance);
        };
    }

    private static Phone american(Town town, Chance chance) {
        return new Phone(
                Country.US,
                town.areaCode(),
                chance.between(2, 9) + chance.digits(1) + chance.between(2, 9) + chance.digits(4));
    }

    /** A name in the letters that mail addresses and old systems know: Jürgen is juergen. */
    static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(lower.length() + 2);
        for (int i = 0; i < lower.length(); i++) {
            plain.append(transliterate(lower.charAt(i)));
        }
        return plain.isEmpty() ? "x" : plain.toString();
    }

    private static String transliterate(char letter) {
        return switch (letter) {
            case 'ä' -> "ae";
            case 'ö', 'ø' -> "oe";
            case 'ü' -> "ue";
            case 'ß' -> "ss";
            case 'ı', 'í', 'ì' -> "i";
            case 'ş', 'š' -> "s";
            case 'ç', 'č', 'ć' -> "c";
            case 'é', 'è', 'ê', 'ë' -> "e";
            case 'á', 'à', 'â', 'å' -> "a";
            case 'ğ' -> "g";
            case 'ñ' -> "n";
            case '-' -> "-";
            default -> letter >= 'a' && letter <= 'z' ? String.valueOf(letter) : "";
        };
    }
}
