package io.tarn.sample;

import io.tarn.sample.Person.Address;
import io.tarn.sample.World.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The members of the loyalty card, tidy and typed, yet with the address of the day on which they joined. */
final class LoyaltyMembers {
    private static final List<String> TIERS = List.of("Heron", "Kingfisher", "Osprey");

    private final World world;
    private final Truth truth;
    private final Clerk clerk;
    private final Sheet sheet = new Sheet(',', StandardCharsets.UTF_8);

    LoyaltyMembers(World world, Truth truth) {
        this.world = world;
        this.truth = truth;
        this.clerk = new Clerk(world.words(), 0.04, 0.025, 0.05, 0);
    }

    /** Writes them as JSON lines, which become Parquet. */
    int write(Path file) {
        for (int i : world.shuffled("loyalty order")) {
            if (world.placesOf(i).contains(Place.LOYALTY)) {
                Chance chance = world.chance(i, "loyalty");
                enroll(world.persons().get(i), chance);
                if (chance.happens(0.04)) {
                    enroll(world.persons().get(i), chance);
                }
            }
        }
        sheet.write(file);
        return sheet.rows();
    }

    private void enroll(Person person, Chance chance) {
        LocalDate enrolled = World.day(person, chance);
        LocalDate seen = chance.between(enrolled, Population.LAST_DAY);
        Address address = person.address().on(enrolled);
        String id = "HH" + (20_000_017 + 61 * sheet.rows() + chance.below(61));
        double points = chance.unit();
        StringBuilder json = new StringBuilder(400).append('{');
        Sheet.member(json, "member_no", id).append(',');
        Sheet.member(json, "enrolled_on", enrolled.toString()).append(',');
        Sheet.member(json, "first_name", clerk.firstName(person, chance)).append(',');
        Sheet.member(json, "last_name", clerk.lastName(person, enrolled, chance))
                .append(',');
        Sheet.member(json, "birth_date", chance.happens(0.88) ? person.born().toString() : "")
                .append(',');
        Sheet.member(json, "gender", chance.happens(0.7) ? person.sex().name().substring(0, 1) : "")
                .append(',');
        Sheet.member(json, "email", chance.happens(0.55) ? clerk.email(person, enrolled, chance) : "")
                .append(',');
        Sheet.member(
                        json,
                        "mobile",
                        chance.happens(0.6)
                                ? Clerk.international(person.mobile().on(enrolled))
                                : "")
                .append(',');
        Sheet.member(json, "street", clerk.slipped(clerk.streetName(address, person.country(), chance), chance))
                .append(',');
        Sheet.member(json, "house_number", address.number()).append(',');
        Sheet.member(json, "postcode", address.postcode()).append(',');
        Sheet.member(json, "city", address.town().name()).append(',');
        Sheet.member(json, "region", address.town().region()).append(',');
        Sheet.member(json, "country", person.country().name()).append(',');
        Sheet.member(json, "tier", TIERS.get((int) (3 * points * points))).append(',');
        json.append("\"points\":").append((int) (5_000 * points * points)).append(',');
        Sheet.member(
                        json,
                        "last_seen_at",
                        World.moment(seen, chance).replace('T', ' ').replace("Z", ""))
                .append('}');
        sheet.line(json);
        truth.add("loyalty", id, person.id());
    }
}
