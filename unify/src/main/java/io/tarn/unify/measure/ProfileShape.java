package io.tarn.unify.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What tells whether a profile may be more than one person, in counts.
 *
 * @param records how many it holds; those that say the same of whom they are count once
 * @param joined how many profiles of the last run it holds records of
 * @param names how many different pairs of a given and a family name its records carry
 * @param birthDates how many different whole dates
 * @param nationalIds how many different ones
 * @param links how many pairs of these are linked
 */
public record ProfileShape(long records, long joined, long names, long birthDates, long nationalIds, long links) {
    /** Misspellings make two dates of one, seldom three. */
    private static final long BIRTH_DATES_MAX = 2;

    private static final long JOINED_MAX = 4;

    /** Short forms and misspellings make several names of one, but not one for most of its records. */
    private static final long NAMES_MAX = 3;

    private static final double NAMES_SHARE_MAX = 2.0 / 3;

    /** Under this share of links among its pairs, clustering looks at a component again. */
    private static final double DENSITY_MIN = 0.4;

    private static final long DENSITY_RECORDS_MIN = 5;

    /** However small the other profiles are, one of so many records is nothing to wonder at. */
    private static final long RECORDS_MIN = 10;

    /**
     * Why it may not be one person, in sentences without personal data; empty where nothing says so.
     *
     * @param largest the records of the largest profile of the last run; 0 where there is none
     */
    public List<String> doubts(long largest) {
        List<String> doubts = new ArrayList<>();
        if (nationalIds > 1) {
            doubts.add(nationalIds + " different national ids");
        }
        if (birthDates > BIRTH_DATES_MAX) {
            doubts.add(birthDates + " different birth dates");
        }
        if (names > NAMES_MAX && names > NAMES_SHARE_MAX * records) {
            doubts.add(names + " different names on " + records + " records");
        }
        if (joined > JOINED_MAX) {
            doubts.add("made of " + joined + " profiles of the last run");
        }
        double pairs = records * (records - 1) / 2.0;
        if (records >= DENSITY_RECORDS_MIN && links < DENSITY_MIN * pairs) {
            doubts.add(String.format(Locale.ROOT, "only %,d of its %,.0f pairs of records are linked", links, pairs));
        }
        if (largest > 0 && records > RECORDS_MIN && records > 2 * largest) {
            doubts.add(String.format(
                    Locale.ROOT, "%,d records, where the largest profile of the last run has %,d", records, largest));
        }
        return doubts;
    }
}
