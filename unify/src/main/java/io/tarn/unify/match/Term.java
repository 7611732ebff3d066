package io.tarn.unify.match;

/** A vocabulary whose values are counted, so that agreeing on a rare value says more than agreeing on a common one. */
enum Term {
    GIVEN,
    FAMILY,
    OTHER_NAME,
    BIRTH_DATE,
    EMAIL,
    EMAIL_USER,
    PHONE,
    NATIONAL_ID,
    USER_ID,
    EXTERNAL_ID,
    DEVICE_ID,
    STREET,
    UNIT,
    POSTCODE,
    CITY,
    REGION,
    BIRTH_PLACE,
    OCCUPATION,
    ORGANIZATION,
    ORGANIZATION_WORD,
    GENDER,
    URL,
    URL_HOST,
    LOCATION;

    /** Whether two persons of one household share it no more often than strangers do. */
    boolean isPersonal() {
        return switch (this) {
            case GIVEN, OTHER_NAME, BIRTH_DATE, NATIONAL_ID, USER_ID, EXTERNAL_ID, OCCUPATION, GENDER -> true;
            case FAMILY,
                    EMAIL,
                    EMAIL_USER,
                    PHONE,
                    DEVICE_ID,
                    STREET,
                    UNIT,
                    POSTCODE,
                    CITY,
                    REGION,
                    BIRTH_PLACE,
                    ORGANIZATION,
                    ORGANIZATION_WORD,
                    URL,
                    URL_HOST,
                    LOCATION -> false;
        };
    }

    /** Whether it is other where somebody moved. */
    boolean isOfHome() {
        return switch (this) {
            case STREET, UNIT, POSTCODE, CITY, LOCATION -> true;
            default -> false;
        };
    }

    /** Takes the terms of a value, or those that two values share. */
    @FunctionalInterface
    interface Sink {
        /**
         * Takes one term.
         *
         * @param share how much of the term's rarity counts: 1 for equal values, less for merely similar ones
         */
        void term(Term term, long hash, double share);
    }
}
