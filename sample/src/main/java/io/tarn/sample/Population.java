package io.tarn.sample;

import io.tarn.sample.Person.Address;
import io.tarn.sample.Person.History;
import io.tarn.sample.Person.Phone;
import io.tarn.sample.Person.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The persons of the sample brand's world, household by household: couples, families with twins and with sons named
 * after their fathers, flat shares, and neighbors behind one street door.
 */
final class Population {
    /** The first day of the brand's records. */
    static final LocalDate FIRST_DAY = LocalDate.of(2019, 1, 1);
    /** The last day of the brand's records: the sample ends here, whatever the calendar says. */
    static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);

    private final long seed;
    private final Words words;
    private final Contacts contacts;
    private final List<Person> persons = new ArrayList<>();

    private Population(long seed, Words words) {
        this.seed = seed;
        this.words = words;
        this.contacts = new Contacts(words);
    }

    static List<Person> of(long seed, int count, Words words) {
        Population population = new Population(seed, words);
        for (int household = 0; population.persons.size() < count; household++) {
            population.settle(household);
        }
        return List.copyOf(population.persons.subList(0, count));
    }

    /** What the members of one household have in common. */
    private record Home(Country country, History<Address> address, List<Phone> landline, String familyEmail) {}

    /** What tells a member of a household from the others. */
    private record Member(
            Sex sex, String firstName, History<String> surname, LocalDate born, History<Address> address) {}

    private void settle(int household) {
        Chance chance = new Chance(seed, household, "household");
        double kind = chance.unit();
        Country country = country(chance);
        String surname = surname(country, chance);
        Home home = home(country, surname, chance);
        if (kind < 0.42) {
            Sex sex = sex(chance);
            LocalDate born = born(1938, 2008, chance);
            admit(home, member(home, sex, History.always(surname), born, chance), chance);
        } else if (kind < 0.94) {
            family(home, surname, kind >= 0.67, chance);
        } else {
            for (int i = chance.between(2, 4); i > 0; i--) {
                LocalDate born = born(1985, 2006, chance);
                admit(home, member(home, sex(chance), History.always(surname(country, chance)), born, chance), chance);
            }
        }
    }

    private void family(Home home, String surname, boolean hasChildren, Chance chance) {
        LocalDate born = hasChildren ? born(1955, 1982, chance) : born(1940, 2000, chance);
        Member he = member(home, Sex.MALE, History.always(surname), born, chance);
        admit(home, he, chance);
        admit(home, wife(home, surname, born.plusDays(chance.between(-1500, 3000)), chance), chance);
        if (!hasChildren) {
            return;
        }
        LocalDate childBorn = born.plusDays(chance.between(22 * 365, 34 * 365));
        LocalDate youngest = LocalDate.of(2010, 12, 31);
        for (int i = chance.between(1, 3); i > 0 && childBorn.isBefore(youngest); i--) {
            Member child = child(home, he, childBorn, chance);
            admit(home, child, chance);
            if (chance.happens(0.06)) {
                admit(home, child(home, he, childBorn, chance), chance);
            }
            childBorn = childBorn.plusDays(chance.between(400, 1600));
        }
    }

    /** A partner: most took his name, some of them lately, and then lived elsewhere before. */
    private Member wife(Home home, String surname, LocalDate born, Chance chance) {
        String maidenName = surname(home.country(), chance);
        if (chance.happens(0.3)) {
            return member(home, Sex.FEMALE, History.always(maidenName), born, chance);
        }
        if (chance.happens(0.6)) {
            return member(home, Sex.FEMALE, History.always(surname), born, chance);
        }
        LocalDate wedding = chance.between(FIRST_DAY.plusMonths(6), LAST_DAY.minusMonths(6));
        Member bride = member(home, Sex.FEMALE, History.changed(maidenName, wedding, surname), born, chance);
        if (chance.happens(0.5)) {
            return bride;
        }
        Address own = address(home.country(), chance);
        History<Address> moved = History.changed(own, wedding, home.address().latest());
        return new Member(Sex.FEMALE, bride.firstName(), bride.surname(), born, moved);
    }

    private Member child(Home home, Member father, LocalDate born, Chance chance) {
        Sex sex = sex(chance);
        Member child = member(home, sex, father.surname(), born, chance);
        boolean namedAfterFather = sex == Sex.MALE && chance.happens(0.05);
        History<Address> address = home.address();
        LocalDate grown = born.plusYears(19);
        if (grown.isBefore(LAST_DAY) && chance.happens(0.45)) {
            LocalDate moved = chance.between(grown.isBefore(FIRST_DAY) ? FIRST_DAY : grown, LAST_DAY);
            address = History.changed(home.address().latest(), moved, address(home.country(), chance));
        }
        String firstName = namedAfterFather ? father.firstName() : child.firstName();
        return new Member(sex, firstName, child.surname(), born, address);
    }

    private Member member(Home home, Sex sex, History<String> surname, LocalDate born, Chance chance) {
        return new Member(sex, firstName(home.country(), sex, born, chance), surname, born, home.address());
    }

    private void admit(Home home, Member member, Chance chance) {
        String id = "p" + Chance.padded(persons.size() + 1, 5);
        LocalDate adult = member.born().plusYears(16);
        LocalDate joined = chance.between(adult.isAfter(FIRST_DAY) ? adult : FIRST_DAY, LAST_DAY);
        String surname = member.surname().latest();
        List<String> emails = contacts.emails(home.country(), member.firstName(), surname, member.born(), chance);
        boolean sharesEmail = !home.familyEmail().isEmpty() && member.born().isBefore(LocalDate.of(1985, 1, 1));
        History<String> email =
                sharesEmail ? History.always(home.familyEmail()) : contacts.emailHistory(emails, chance);
        persons.add(new Person(
                id,
                home.country(),
                member.sex(),
                member.firstName(),
                member.surname(),
                member.born(),
                member.address(),
                email,
                emails,
                contacts.mobile(home.country(), chance),
                home.landline(),
                Long.toHexString(chance.next() | 1L << 63).substring(0, 12),
                joined));
    }

    private Home home(Country country, String surname, Chance chance) {
        Address address = address(country, chance);
        History<Address> addresses = chance.happens(0.18)
                ? History.changed(address, chance.between(FIRST_DAY, LAST_DAY), address(country, chance))
                : History.always(address);
        List<Phone> landline = chance.happens(0.5)
                ? List.of(contacts.landline(country, addresses.latest().town(), chance))
                : List.of();
        String familyEmail = chance.happens(0.08) ? contacts.familyEmail(country, surname, chance) : "";
        return new Home(country, addresses, landline, familyEmail);
    }

    /** One household in twelve lives in one of few big houses, where strangers share a street door. */
    private Address address(Country country, Chance chance) {
        Chance place = chance.happens(0.08) ? new Chance(seed, chance.below(150), "house" + country) : chance;
        Town town = place.pickFrequent(words.towns(country));
        String street = place.pick(words.section("street." + country.section()));
        String number =
                country == Country.US ? "" + place.between(10, 2999) : "" + (1 + place.below(place.between(8, 160)));
        if (country == Country.DE && place.happens(0.07)) {
            number += (char) ('a' + place.below(3));
        }
        return new Address(street, number, town.postcode(country, place), town);
    }

    private static Country country(Chance chance) {
        double where = chance.unit();
        return where < 0.5 ? Country.DE : where < 0.78 ? Country.GB : Country.US;
    }

    private static Sex sex(Chance chance) {
        return chance.happens(0.54) ? Sex.FEMALE : Sex.MALE;
    }

    private static LocalDate born(int first, int last, Chance chance) {
        return chance.between(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31));
    }

    private String surname(Country country, Chance chance) {
        return chance.happens(0.5)
                ? chance.pickFrequent(words.section("last." + country.section()))
                : chance.pick(words.section("rare.last." + country.section()));
    }

    private String firstName(Country country, Sex sex, LocalDate born, Chance chance) {
        String kind = country.language() + (sex == Sex.FEMALE ? ".female" : ".male");
        if (chance.happens(0.1)) {
            return chance.pick(words.section("rare.first." + kind));
        }
        return chance.pickFrequent(words.section("first." + kind + (born.getYear() < 1972 ? ".old" : ".young")));
    }
}
