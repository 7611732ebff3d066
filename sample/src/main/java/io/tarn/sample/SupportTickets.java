package io.tarn.sample;

import io.tarn.sample.World.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What customers write to the help desk: a full name as they sign, an address to answer to, and free text. */
final class SupportTickets {
    private final World world;
    private final Ledger ledger;
    private final ShopOrders orders;
    private final Clerk clerk;
    private final Sheet sheet = new Sheet(',', StandardCharsets.UTF_8)
            .header(
                    "ticket_id",
                    "opened_at",
                    "customer_name",
                    "email",
                    "phone",
                    "order_no",
                    "postcode",
                    "subject",
                    "message",
                    "status");

    SupportTickets(World world, Truth truth, ShopOrders orders) {
        this.world = world;
        this.ledger = new Ledger("support", truth);
        this.orders = orders;
        this.clerk = new Clerk(world.words(), 0.2, 0.02, 0.1, 0.12);
    }

    int write(Path file) {
        for (int i = 0; i < world.persons().size(); i++) {
            if (world.placesOf(i).contains(Place.SUPPORT)) {
                Chance chance = world.chance(i, "support");
                for (int n = chance.happens(0.75) ? 1 : chance.between(2, 4); n > 0; n--) {
                    open(world.persons().get(i), chance);
                }
            }
        }
        return ledger.write(sheet, number -> "T" + (70_003 + 7 * number), file);
    }

    private void open(Person person, Chance chance) {
        LocalDate day = World.day(person, chance);
        String language = person.country().language();
        String moment = World.moment(day, chance);
        List<String> known = orders.ordersOf(person, moment);
        String order = known.isEmpty() ? "" : chance.pick(known);
        boolean byPhone = chance.happens(0.2);
        String message = chance.pick(
                        world.words().section((order.isEmpty() ? "message." : "message.order.") + language))
                .replace("%o", order)
                .replace("%p", chance.pick(orders.products()).name());
        ledger.add(
                moment,
                person,
                moment,
                name(person, day, chance),
                byPhone ? "" : clerk.email(person, day, chance),
                byPhone || chance.happens(0.25) ? Clerk.phone(person.mobile().on(day), chance) : "",
                chance.happens(0.6) ? order : "",
                chance.happens(0.4) ? person.address().on(day).postcode() : "",
                chance.pick(world.words().section("subject." + language)),
                chance.happens(0.3)
                        ? message + "\n" + (language.equals("de") ? "Viele Grüße" : "Kind regards")
                        : message,
                chance.happens(0.9) ? "closed" : "open");
    }

    private String name(Person person, LocalDate day, Chance chance) {
        String first = clerk.firstName(person, chance);
        String last = clerk.lastName(person, day, chance);
        return chance.happens(0.08) ? last + ", " + first : first + " " + last;
    }
}
