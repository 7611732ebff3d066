package io.tarn.sample;

import io.tarn.sample.World.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The newsletter's sign-ups: an address and little else, among bots, tests and dates that no one was born on. */
final class NewsletterSignups {
    private static final double JUNK_SHARE = 0.05;
    private static final List<String> JUNK_EMAILS = List.of(
            "test@test.com", "test@test.com", "a@a.com", "asdf@asdf.com", "noreply@example.com", "info@example.org");
    private static final List<String> JUNK_NAMES =
            List.of("", "N/A", "test", "asdf", "xxx", "null", "Max Mustermann", "John Doe");

    private final World world;
    private final Ledger ledger;
    private final Clerk clerk;
    private final Sheet sheet = new Sheet(',', StandardCharsets.UTF_8)
            .header(
                    "signup_id",
                    "email",
                    "first_name",
                    "last_name",
                    "birthday",
                    "postcode",
                    "country",
                    "source_page",
                    "opt_in",
                    "signed_up_at");

    NewsletterSignups(World world, Truth truth) {
        this.world = world;
        this.ledger = new Ledger("newsletter", truth);
        this.clerk = new Clerk(world.words(), 0.2, 0.025, 0.15, 0.25);
    }

    int write(Path file) {
        for (int i = 0; i < world.persons().size(); i++) {
            if (world.placesOf(i).contains(Place.NEWSLETTER)) {
                Chance chance = world.chance(i, "newsletter");
                Person person = world.persons().get(i);
                signUp(person, World.day(person, chance), chance);
                if (chance.happens(0.08)) {
                    signUp(person, World.day(person, chance), chance);
                }
                if (chance.happens(JUNK_SHARE)) {
                    junk(chance);
                }
            }
        }
        return ledger.write(sheet, number -> "n" + (5_000 + number), file);
    }

    /** With the usual address little more is asked for; with another one the form is filled in. */
    private void signUp(Person person, LocalDate day, Chance chance) {
        boolean usual = chance.happens(0.9);
        String email = usual ? clerk.email(person, day, chance) : chance.pick(person.emails());
        boolean shared = !person.emails().contains(person.email().on(day));
        boolean named = !usual || shared || chance.happens(0.6);
        double born = chance.unit();
        String moment = World.moment(day, chance);
        ledger.add(
                moment,
                person,
                email,
                named ? clerk.firstName(person, chance) : chance.happens(0.1) ? "N/A" : "",
                named && (!usual || chance.happens(0.7)) ? clerk.lastName(person, day, chance) : "",
                born < 0.05
                        ? "1900-01-01"
                        : born < (usual ? 0.3 : 0.7) ? person.born().toString() : "",
                !usual || chance.happens(0.3) ? person.address().on(day).postcode() : "",
                chance.happens(0.8) ? person.country().name() : "",
                chance.pickFrequent(List.of("footer", "checkout", "competition", "store-tablet")),
                chance.happens(0.85) ? "true" : "false",
                moment);
    }

    private void junk(Chance chance) {
        boolean bot = chance.happens(0.5);
        String word = Long.toString(Math.abs(chance.next()), 36);
        String moment = World.moment(chance.between(Population.FIRST_DAY, Population.LAST_DAY), chance);
        ledger.addStranger(
                moment,
                bot
                        ? word.substring(0, 9) + "@" + chance.pick(List.of("mail.ru", "qq.com", "example.net"))
                        : chance.pick(JUNK_EMAILS),
                bot ? word.substring(2, 8) : chance.pick(JUNK_NAMES),
                bot ? word.substring(2, 8) : chance.pick(JUNK_NAMES),
                chance.happens(0.5) ? "1900-01-01" : "",
                chance.happens(0.3) ? "00000" : "",
                "",
                "footer",
                "true",
                moment);
    }
}
