package io.tarn.model.identity;

/** What a comparison looks at, by semantic type and never by the name of a source's column. */
public enum ComparisonKind {
    NAME("name"),
    MIDDLE_NAME("other names"),
    BIRTH_DATE("birth date"),
    EMAIL("e-mail"),
    PHONE("phone"),
    NATIONAL_ID("national id"),
    USER_ID("user id"),
    EXTERNAL_ID("external id"),
    DEVICE_ID("device"),
    STREET("street address"),
    UNIT("unit"),
    POSTCODE("postcode"),
    CITY("city"),
    REGION("region"),
    BIRTH_PLACE("birth place"),
    OCCUPATION("occupation"),
    ORGANIZATION("organization"),
    GENDER("gender"),
    URL("web address"),
    LOCATION("location"),
    /** What a person's own matcher says of the pair; no record has a value of it. */
    OWN_MATCHER("own matcher");

    private final String label;

    ComparisonKind(String label) {
        this.label = label;
    }

    /** The words for people. */
    public String label() {
        return label;
    }
}
