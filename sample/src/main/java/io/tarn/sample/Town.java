package io.tarn.sample;

import java.util.List;

/** A town with the beginnings of its postcodes and its area code, written {@code name|postcodes|area code|region}. */
record Town(String name, List<String> postcodeStarts, String areaCode, String region) {
    static Town of(String text) {
        String[] parts = text.split("\\|", -1);
        return new Town(parts[0], List.of(parts[1].split(";", -1)), parts[2], parts[3]);
    }

    /** A postcode of this town, in the form of its country. */
    String postcode(Country country, Chance chance) {
        String start = chance.pick(postcodeStarts);
        return switch (country) {
            case DE, US -> start + chance.digits(2);
            case GB -> {
                String letters = "ABDEFGHJLNPQRSTUWXYZ";
                char first = letters.charAt(chance.below(letters.length()));
                char second = letters.charAt(chance.below(letters.length()));
                yield start + chance.between(1, 19) + " " + chance.between(1, 9) + first + second;
            }
        };
    }
}
