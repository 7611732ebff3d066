package io.tarn.sample;

import io.tarn.sample.Person.Address;
import io.tarn.sample.World.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The customer file that shop assistants keep: an old German system that writes semicolons and Latin-1. */
final class CrmTable {
    private static final List<String> NO_EMAIL =
            List.of("keine@heron-hale.example", "N/A", "unbekannt@heron-hale.example", "-");

    private final World world;
    private final Truth truth;
    private final Clerk clerk;
    private final Sheet sheet = new Sheet(';', StandardCharsets.ISO_8859_1)
            .header(
                    "customer_no",
                    "title",
                    "first_name",
                    "last_name",
                    "date_of_birth",
                    "email",
                    "phone",
                    "mobile",
                    "street",
                    "postcode",
                    "city",
                    "country",
                    "revenue_eur",
                    "marketing_consent",
                    "updated_at");

    CrmTable(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        this.clerk = new Clerk(world.words(), 0.06, 0.035, 0.08, 0.01);
    }

    int write(Path file) {
        for (int i : world.shuffled("crm order")) {
            if (world.placesOf(i).contains(Place.CRM)) {
                Chance chance = world.chance(i, "crm");
                enter(world.persons().get(i), chance);
                if (chance.happens(0.09)) {
                    enter(world.persons().get(i), chance);
                }
            }
        }
        sheet.write(file);
        return sheet.rows();
    }

    private void enter(Person person, Chance chance) {
        LocalDate day = World.day(person, chance);
        Address address = person.address().on(day);
        String id = "K" + (100_001 + 3 * sheet.rows() + chance.below(3));
        boolean hasMobile = chance.happens(0.5);
        boolean hasPhone = !person.landline().isEmpty() && chance.happens(hasMobile ? 0.4 : 0.8);
        boolean swapped = chance.happens(0.008);
        String first = clerk.firstName(person, chance);
        String last = clerk.lastName(person, day, chance);
        sheet.row(
                id,
                chance.happens(0.8) ? Clerk.title(person) : "",
                latin(swapped ? last : first),
                latin(swapped ? first : last),
                born(person, chance),
                email(person, day, chance),
                hasPhone ? Clerk.phone(person.landline().getFirst(), chance) : chance.happens(0.02) ? "000000" : "",
                hasMobile ? Clerk.phone(person.mobile().on(day), chance) : "",
                chance.happens(0.06) ? "" : latin(clerk.street(address, person.country(), chance)),
                chance.happens(0.03) ? "" : address.postcode(),
                chance.happens(0.02) ? "" : latin(clerk.slipped(address.town().name(), chance)),
                chance.happens(0.5) ? person.country().text() : person.country().name(),
                revenue(chance),
                chance.happens(0.55) ? "ja" : chance.happens(0.6) ? "nein" : "",
                World.moment(day, chance).replace('T', ' ').replace("Z", ""));
        truth.add("crm", id, person.id());
    }

    private static String born(Person person, Chance chance) {
        double known = chance.unit();
        if (known < 0.17) {
            return "";
        }
        if (known < 0.21) {
            return "01.01.1900";
        }
        boolean wrong = known < 0.225;
        LocalDate day = wrong ? person.born().plusDays(chance.pick(List.of(1, -1, 10, 31, 365))) : person.born();
        return Clerk.date(day, person.country(), chance);
    }

    private String email(Person person, LocalDate day, Chance chance) {
        double known = chance.unit();
        if (known < 0.04) {
            return chance.pickFrequent(NO_EMAIL);
        }
        return known < 0.28 ? "" : clerk.email(person, day, chance);
    }

    private static String revenue(Chance chance) {
        double unit = chance.unit();
        int cents = 2_000 + (int) (400_000 * unit * unit * unit * unit);
        return cents / 100 + "," + Chance.padded(cents % 100, 2);
    }

    /** What the old system's character set can hold. */
    private static String latin(String text) {
        return text.replace('ı', 'i')
                .replace('ş', 's')
                .replace('Ş', 'S')
                .replace('ğ', 'g')
                .replace('š', 's')
                .replace('ć', 'c');
    }
}
