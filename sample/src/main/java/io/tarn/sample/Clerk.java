package io.tarn.sample;

import io.tarn.sample.Person.Address;
import io.tarn.sample.Person.Phone;
import io.tarn.sample.Person.Sex;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The hand that enters persons into a system, with its habits: pet names, slips, other letters and other formats.
 *
 * @param nickname the share of first names entered as a pet name, where there is one
 * @param slip the share of values that are mistyped
 * @param plainLetters the share of names written without umlauts and accents
 * @param lowercase the share of names written small
 */
record Clerk(Words words, double nickname, double slip, double plainLetters, double lowercase) {
    private static final DateTimeFormatter DAY_FIRST_DOTS = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final DateTimeFormatter DAY_FIRST_SLASHES = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter IN_WORDS = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    String firstName(Person person, Chance chance) {
        List<String> nicknames = words.nicknames(person.firstName());
        if (!nicknames.isEmpty() && chance.happens(nickname)) {
            return letters(chance.pick(nicknames), chance);
        }
        if (chance.happens(0.02)) {
            return person.firstName().charAt(0) + ".";
        }
        return letters(slipped(person.firstName(), chance), chance);
    }

    String lastName(Person person, LocalDate day, Chance chance) {
        return letters(slipped(person.surname().on(day), chance), chance);
    }

    private String letters(String name, Chance chance) {
        if (chance.happens(plainLetters)) {
            String plain = Contacts.plain(name);
            return Character.toUpperCase(plain.charAt(0)) + plain.substring(1);
        }
        return chance.happens(lowercase) ? name.toLowerCase(Locale.ROOT) : name;
    }

    String slipped(String text, Chance chance) {
        return chance.happens(slip) ? Typo.in(text, chance) : text;
    }

    /** The address in use on a day, sometimes in another spelling that reaches the same mailbox. */
    String email(Person person, LocalDate day, Chance chance) {
        String email = chance.happens(0.1)
                ? chance.pick(person.emails())
                : person.email().on(day);
        int at = email.indexOf('@');
        double manner = chance.unit();
        if (manner < 0.05) {
            return email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1);
        }
        if (manner < 0.08 && email.endsWith("@gmail.com")) {
            return email.substring(0, at) + "+shop" + email.substring(at);
        }
        if (manner < 0.11 && email.endsWith("@gmail.com")) {
            return email.substring(0, at).replace(".", "") + email.substring(at);
        }
        return manner < 0.11 + slip / 3 ? Typo.in(email.substring(0, at), chance) + email.substring(at) : email;
    }

    /** A number in one of the many forms that people write it in. */
    static String phone(Phone phone, Chance chance) {
        String code = phone.country().callingCode();
        String area = phone.areaCode();
        String rest = phone.subscriber();
        if (phone.country() == Country.US) {
            String tail = rest.substring(0, 3) + "-" + rest.substring(3);
            return switch (chance.below(5)) {
                case 0 -> "+1 " + area + " " + tail.replace('-', ' ');
                case 1 -> area + "-" + tail;
                case 2 -> "(" + area + ") " + tail;
                case 3 -> area + rest;
                default -> "+1" + area + rest;
            };
        }
        return switch (chance.below(6)) {
            case 0 -> "+" + code + " " + area + " " + rest;
            case 1 -> "+" + code + area + rest;
            case 2 -> phone.country() == Country.DE ? "0" + area + "/" + rest : "0" + area + " " + rest;
            case 3 -> "00" + code + " " + area + " " + rest;
            case 4 -> phone.country().trunk() + area + "-" + rest;
            default -> phone.country().trunk() + area + rest;
        };
    }

    static String international(Phone phone) {
        return "+" + phone.country().callingCode() + phone.areaCode() + phone.subscriber();
    }

    /** A day as clerks of a country write it, sometimes in the manner of the others; always day first or year first. */
    static String date(LocalDate day, Country country, Chance chance) {
        double manner = chance.unit();
        if (manner < 0.12) {
            return day.toString();
        }
        if (manner < 0.17) {
            return IN_WORDS.format(day);
        }
        return (country == Country.DE ? DAY_FIRST_DOTS : DAY_FIRST_SLASHES).format(day);
    }

    /** Street and number in one, with the shorter forms that German streets have. */
    String street(Address address, Country country, Chance chance) {
        String street = slipped(streetName(address, country, chance), chance);
        return country == Country.DE ? street + " " + address.number() : address.number() + " " + street;
    }

    String streetName(Address address, Country country, Chance chance) {
        String street = address.street();
        if (country != Country.DE) {
            return chance.happens(0.2)
                    ? street.replace(" Street", " St").replace(" Road", " Rd").replace(" Avenue", " Ave")
                    : street;
        }
        return chance.happens(0.5) && street.endsWith("str.")
                ? street.substring(0, street.length() - 4) + (street.endsWith("-Str.") ? "Straße" : "straße")
                : street;
    }

    static String title(Person person) {
        boolean german = person.country() == Country.DE;
        return person.sex() == Sex.FEMALE ? german ? "Frau" : "Ms" : german ? "Herr" : "Mr";
    }
}
