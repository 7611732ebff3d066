package io.tarn.sample;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** All that the sources of the sample brand are written from. */
record World(long seed, Words words, List<Person> persons) {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    /** A source of the sample brand. */
    enum Place {
        CRM,
        SHOP,
        LOYALTY,
        SUPPORT,
        NEWSLETTER
    }

    static World of(long seed, int persons) {
        Words words = Words.load();
        return new World(seed, words, Population.of(seed, persons, words));
    }

    /** Where a person is known: everybody somewhere, most in two or three places. */
    Set<Place> placesOf(int person) {
        Chance chance = new Chance(seed, person, "places");
        EnumSet<Place> places = EnumSet.noneOf(Place.class);
        add(places, Place.CRM, chance.happens(0.6));
        add(places, Place.SHOP, chance.happens(0.55));
        add(places, Place.LOYALTY, chance.happens(0.42));
        add(places, Place.SUPPORT, chance.happens(0.14));
        add(places, Place.NEWSLETTER, chance.happens(0.3));
        if (places.isEmpty()) {
            places.add(Place.SHOP);
        }
        return places;
    }

    private static void add(Set<Place> places, Place place, boolean there) {
        if (there) {
            places.add(place);
        }
    }

    /** The numbers of all persons in an order of chance, so that no file lists a household in a row. */
    List<Integer> shuffled(String purpose) {
        return IntStream.range(0, persons.size())
                .mapToObj(person -> new Turn(person, chance(person, purpose).next()))
                .sorted(Comparator.comparingLong(Turn::order).thenComparingInt(Turn::person))
                .map(Turn::person)
                .toList();
    }

    private record Turn(int person, long order) {}

    Chance chance(int person, String purpose) {
        return new Chance(seed, person, purpose);
    }

    /** A day of a person's life with the brand. */
    static LocalDate day(Person person, Chance chance) {
        return chance.between(person.joined(), Population.LAST_DAY);
    }

    /** A moment of a day, when shops are busy. */
    static String moment(LocalDate day, Chance chance) {
        return INSTANT.format(day.atTime(chance.between(7, 22), chance.below(60), chance.below(60)));
    }
}
