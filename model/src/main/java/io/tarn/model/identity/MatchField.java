package io.tarn.model.identity;

import java.util.Locale;

/** A canonical column of a record that matching reads. */
public enum MatchField {
    SOURCE,
    TITLE,
    FULL_NAME,
    FIRST_NAME,
    MIDDLE_NAME,
    LAST_NAME,
    GENDER,
    BIRTH_DATE,
    AGE,
    BIRTH_PLACE,
    OCCUPATION,
    ORGANIZATION,
    EMAIL,
    PHONE,
    ADDRESS,
    HOUSE_NUMBER,
    STREET,
    UNIT,
    CITY,
    REGION,
    POSTCODE,
    COUNTRY,
    LATITUDE,
    LONGITUDE,
    URL,
    NATIONAL_ID,
    DEVICE_ID,
    ANONYMOUS_ID,
    USER_ID,
    EXTERNAL_ID;

    /** The column's name in the table of records. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
