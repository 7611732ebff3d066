package io.tarn.sample;

import io.tarn.sample.Resident.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A town in which much is shared that looks like a person's own: what tempts identity resolution to merge too much.
 *
 * <p>Households of four share surname, address, telephone and a computer; twins share the date of birth too and differ
 * in their first names alone; devices stand in cafés and libraries; and thousands of records name an e-mail address
 * that somebody made up to be left alone, some of those in so few records that counting names does not tell.
 *
 * @param seed the same seed gives the same bytes
 */
public record CrowdedTown(long seed) {
    /** How many households of four there are. */
    public static final int HOUSEHOLDS = 500;
    /** How many pairs of twins. */
    public static final int TWINS = 500;
    /** How many persons live by themselves. */
    public static final int SINGLES = 7_000;
    /** How many devices strangers share. */
    public static final int SHARED_DEVICES = 1_000;
    /** How many records name an e-mail address that is nobody's. */
    public static final int JUNK_EMAILS = 5_000;

    private static final int HOUSEHOLD_SIZE = 4;
    private static final int JUNK_KNOWN = 40;
    private static final int JUNK_RARE = 250;

    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1936, 1, 1);
    private static final LocalDate LAST_BIRTHDAY = LocalDate.of(2008, 12, 31);

    /** Writes the records, and beside them the truth: {@code record_id,entity_id,home_id}. */
    public void write(Path file, Path truth) {
        Words words = Words.load();
        List<Resident> residents = new Settling(words).residents();
        List<ResidentPen.Sight> sights = sights(words, residents);
        Sheet records = new Sheet(',', StandardCharsets.UTF_8).header(ResidentPen.HEADER);
        Sheet entities = new Sheet(',', StandardCharsets.UTF_8).header("record_id", "entity_id", "home_id");
        for (int i = 0; i < sights.size(); i++) {
            String id = "r" + Chance.padded(i, 6);
            Resident whose = sights.get(i).whose();
            records.row(sights.get(i).row(id));
            entities.row(id, whose.id(), whose.home().id());
        }
        records.write(file);
        entities.write(truth);
    }

    /** One to four sights of everybody, in no order, some with an e-mail address that is nobody's. */
    private List<ResidentPen.Sight> sights(Words words, List<Resident> residents) {
        List<ResidentPen.Sight> sights = new ArrayList<>();
        for (int i = 0; i < residents.size(); i++) {
            ResidentPen pen = new ResidentPen(words, new Chance(seed, i, "sights"));
            for (int count = 1 + (int) (4 * square(pen.chance().unit())); count > 0; count--) {
                sights.add(pen.sight(residents.get(i)));
            }
        }
        List<Integer> order = shuffled(sights.size(), "rows");
        List<ResidentPen.Sight> rows =
                new ArrayList<>(order.stream().map(sights::get).toList());
        shareDevices(rows);
        List<Integer> junk = shuffled(rows.size(), "junk").subList(0, Math.min(JUNK_EMAILS, rows.size()));
        for (int i = 0; i < junk.size(); i++) {
            rows.set(junk.get(i), rows.get(junk.get(i)).withEmail(junkEmail(i)));
        }
        return rows;
    }

    /** Most shared devices see a few persons, some a few dozen, and a few more than forty. */
    private void shareDevices(List<ResidentPen.Sight> rows) {
        for (int i = 0; i < SHARED_DEVICES; i++) {
            Chance chance = new Chance(seed, i, "shared device");
            int uses =
                    i % 50 == 0 ? chance.between(40, 120) : i % 4 == 0 ? chance.between(8, 25) : chance.between(3, 6);
            String device = device(chance);
            for (; uses > 0; uses--) {
                int place = chance.below(rows.size());
                rows.set(place, rows.get(place).withDevice(device));
            }
        }
    }

    /** Three in five junk addresses are everybody's; the others stand in so few records that no count betrays them. */
    private static String junkEmail(int place) {
        return place % 5 < 3
                ? List.of("none", "info", "noreply", "asdf", "x").get(place % 7 % 5) + place % JUNK_KNOWN
                        + "@mail.example"
                : "nomail" + place % JUNK_RARE + "@shop.example";
    }

    private List<Integer> shuffled(int count, String purpose) {
        long salt = new Chance(seed, count, purpose).next();
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(place -> Chance.mix(salt + place))
                        .thenComparing(place -> place))
                .toList();
    }

    private static double square(double unit) {
        return unit * unit;
    }

    private static String device(Chance chance) {
        return Long.toHexString(chance.next() | 1L << 63).substring(0, 12);
    }

    /** Settles the town, home by home. Confined to one thread. */
    private final class Settling {
        private final Words words;
        private final Contacts contacts;
        private final List<Resident> residents = new ArrayList<>();

        Settling(Words words) {
            this.words = words;
            this.contacts = new Contacts(words);
        }

        List<Resident> residents() {
            for (int i = 0; i < HOUSEHOLDS; i++) {
                household(i);
            }
            for (int i = 0; i < TWINS; i++) {
                twins(i);
            }
            for (int i = 0; i < SINGLES; i++) {
                Chance chance = new Chance(seed, i, "single");
                admit(home("s" + i, chance), surname(chance), born(chance), new HashSet<>(), chance);
            }
            return residents;
        }

        private void household(int number) {
            Chance chance = new Chance(seed, number, "household");
            Home home = home("h" + number, chance);
            String surname = surname(chance);
            Set<String> taken = new HashSet<>();
            LocalDate parents = chance.between(FIRST_BIRTHDAY.plusYears(20), LAST_BIRTHDAY.minusYears(25));
            for (int i = 0; i < HOUSEHOLD_SIZE; i++) {
                LocalDate born = parents.plusYears(i < 2 ? 0 : 26).plusDays(chance.between(-1500, 1500));
                admit(home, surname, born, taken, chance);
            }
        }

        private void twins(int number) {
            Chance chance = new Chance(seed, number, "twins");
            Home home = home("t" + number, chance);
            String surname = surname(chance);
            LocalDate born = born(chance);
            Set<String> taken = new HashSet<>();
            admit(home, surname, born, taken, chance);
            admit(home, surname, born, taken, chance);
        }

        /** @param taken the first names in a home, which nobody bears twice */
        private void admit(Home home, String surname, LocalDate born, Set<String> taken, Chance chance) {
            String firstName = unlike(taken, () -> firstName(chance));
            String email = contacts.emails(Country.GB, firstName, surname, born, chance)
                    .getFirst();
            residents.add(new Resident(
                    home.id() + "-" + taken.size(),
                    firstName,
                    surname,
                    born,
                    email,
                    "+447" + chance.digits(9),
                    home,
                    List.of(device(chance), "computer-" + home.id())));
        }

        private String unlike(Set<String> taken, Supplier<String> draw) {
            String drawn = draw.get();
            while (!taken.add(drawn)) {
                drawn = draw.get();
            }
            return drawn;
        }

        private Home home(String id, Chance chance) {
            Town town = chance.pickFrequent(words.towns(Country.GB));
            String street = chance.between(1, 180) + " " + chance.pick(words.section("street.gb"));
            String landline =
                    "+44" + town.areaCode() + chance.digits(10 - town.areaCode().length());
            return new Home(id, street, town.name(), town.postcode(Country.GB, chance), landline);
        }

        private String surname(Chance chance) {
            String where = chance.happens(0.2) ? "de" : "gb";
            return chance.happens(0.5)
                    ? chance.pickFrequent(words.section("last." + where))
                    : chance.pick(words.section("rare.last." + where));
        }

        private String firstName(Chance chance) {
            String kind = (chance.happens(0.2) ? "de" : "en") + (chance.happens(0.5) ? ".female" : ".male");
            return chance.happens(0.8)
                    ? chance.pickFrequent(words.section("first." + kind + (chance.happens(0.5) ? ".old" : ".young")))
                    : chance.pick(words.section("rare.first." + kind));
        }

        private static LocalDate born(Chance chance) {
            return chance.between(FIRST_BIRTHDAY, LAST_BIRTHDAY);
        }
    }
}
