package io.tarn.collect.normalize;

import io.tarn.model.policy.SemanticTag;
import java.util.Optional;

/** Which canonical column of {@code silver.records} holds the values of a tag. */
public final class SilverColumns {
    private SilverColumns() {}

    /** The column that repeats for matching what stands in the attributes, or empty for what matching does not compare. */
    static Optional<String> repeated(SemanticTag tag) {
        return switch (tag) {
            case AGE -> Optional.of("age");
            case LATITUDE -> Optional.of("latitude");
            case LONGITUDE -> Optional.of("longitude");
            case URL -> Optional.of("url");
            default -> Optional.empty();
        };
    }

    /** The canonical column, or empty for what stands in the attributes. */
    public static Optional<String> of(SemanticTag tag) {
        return switch (tag) {
            case TITLE -> Optional.of("title");
            case FULL_NAME -> Optional.of("full_name");
            case FIRST_NAME -> Optional.of("first_name");
            case MIDDLE_NAME -> Optional.of("middle_name");
            case LAST_NAME -> Optional.of("last_name");
            case GENDER -> Optional.of("gender");
            case BIRTH_DATE -> Optional.of("birth_date");
            case BIRTH_PLACE -> Optional.of("birth_place");
            case OCCUPATION -> Optional.of("occupation");
            case ORGANIZATION -> Optional.of("organization");
            case EMAIL -> Optional.of("email");
            case PHONE -> Optional.of("phone");
            case ADDRESS -> Optional.of("address");
            case HOUSE_NUMBER -> Optional.of("house_number");
            case STREET -> Optional.of("street");
            case UNIT -> Optional.of("unit");
            case CITY -> Optional.of("city");
            case REGION -> Optional.of("region");
            case POSTCODE -> Optional.of("postcode");
            case COUNTRY -> Optional.of("country");
            case NATIONAL_ID -> Optional.of("national_id");
            case DEVICE_ID -> Optional.of("device_id");
            case ANONYMOUS_ID -> Optional.of("anonymous_id");
            case USER_ID -> Optional.of("user_id");
            case EXTERNAL_ID -> Optional.of("external_id");
            case RECORD_KEY,
                    BIRTH_YEAR,
                    BIRTH_MONTH,
                    BIRTH_DAY,
                    AGE,
                    LATITUDE,
                    LONGITUDE,
                    REFERENCE,
                    SOURCE,
                    TIMESTAMP,
                    AMOUNT,
                    CURRENCY,
                    QUANTITY,
                    COUNT,
                    CONSENT,
                    FLAG,
                    CATEGORY,
                    URL,
                    IP_ADDRESS,
                    FREE_TEXT -> Optional.empty();
        };
    }
}
