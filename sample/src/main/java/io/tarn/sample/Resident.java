package io.tarn.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * A person of a crowded town.
 *
 * @param id begins with the id of the home, so that one sees who lives together
 * @param devices the own one, and the computer of the home
 */
record Resident(
        String id,
        String firstName,
        String lastName,
        LocalDate born,
        String email,
        String mobile,
        Home home,
        List<String> devices) {
    /** Where persons live together, with the number that all of them answer. */
    record Home(String id, String street, String city, String postcode, String landline) {}
}
