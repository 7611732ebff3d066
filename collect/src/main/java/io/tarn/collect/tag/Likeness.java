package io.tarn.collect.tag;

/** A question that is asked of each value of a column, with the words that tell the answer. */
enum Likeness {
    EMAIL("are valid e-mail addresses"),
    PHONE_SHAPE("are written like telephone numbers"),
    PHONE_FORMATTED("are written with the signs of telephone numbers"),
    PHONE_VALID("are valid telephone numbers"),
    URL("are addresses on the web"),
    IP("are internet addresses"),
    UUID("are UUIDs"),
    HEX("are hexadecimal codes"),
    MAC_OR_IMEI("are hardware addresses"),
    GA_CLIENT("are client ids of web analytics"),
    DATE("are dates"),
    REAL_DATE("are dates of the calendar"),
    CLOCK("have a time of day"),
    EPOCH("are seconds or milliseconds since 1970"),
    YEAR("are years"),
    NUMBER("are numbers"),
    WHOLE("are whole numbers"),
    DECIMAL("have decimals"),
    CENTS("have two decimals"),
    CURRENCY_SIGN("carry a sign of currency"),
    PERCENT("are percentages"),
    LETTERS("are letters alone"),
    DIGITS("are digits alone"),
    ONE_WORD("are one word"),
    CODE("are codes"),
    FIRST_NAME("are known given names"),
    SURNAME("are known family names"),
    PERSON("are a given and a family name"),
    INITIAL("are initials"),
    TITLE("are forms of address"),
    GENDER("are words for a gender"),
    COUNTRY("are countries"),
    REGION("are states or provinces"),
    CITY("are known cities"),
    STREET("hold a word for a street"),
    FULL_ADDRESS("hold a street and more of an address"),
    UNIT("hold a word for a part of a house"),
    HOUSE_NUMBER("are written like house numbers"),
    POSTCODE("are written like postal codes"),
    POSTCODE_LETTERS("are postal codes with letters"),
    OCCUPATION("are occupations"),
    ORGANIZATION("hold a word for an organization"),
    CURRENCY("are currencies"),
    YES_NO("mean yes or no"),
    CONSENT("are words of consent"),
    SOURCE("are names of systems or channels"),
    NATIONAL_ID("are written like numbers that states give to persons"),
    OTHER_SCRIPT("are written in another script than Latin"),
    SENTENCE("are sentences or phrases"),
    JSON("are nested");

    private final String words;

    Likeness(String words) {
        this.words = words;
    }

    /** What to say after "98 % of 5,000 values". */
    String words() {
        return words;
    }
}
