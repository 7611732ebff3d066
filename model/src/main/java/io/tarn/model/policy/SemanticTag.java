package io.tarn.model.policy;

/** What a column of a source means, whatever its name. */
public enum SemanticTag {
    RECORD_KEY("The key of a record in its source"),
    EMAIL("An e-mail address"),
    PHONE("A telephone number"),
    FULL_NAME("A person's whole name"),
    FIRST_NAME("A given name"),
    MIDDLE_NAME("A middle name or initial"),
    LAST_NAME("A family name"),
    TITLE("A form of address or an academic title"),
    BIRTH_DATE("The date of birth"),
    BIRTH_YEAR("The year of birth, where the date stands in several columns or only its year is known"),
    BIRTH_MONTH("The month of birth, where the date stands in several columns"),
    BIRTH_DAY("The day of birth in its month, where the date stands in several columns"),
    BIRTH_PLACE("The place of birth"),
    AGE("An age in years"),
    GENDER("A gender or sex"),
    OCCUPATION("A profession or job title"),
    ORGANIZATION("The name of a company or other organization"),
    ADDRESS("A whole postal address in one value"),
    STREET("A street, with or without its number"),
    HOUSE_NUMBER("The number of a house in its street"),
    UNIT("A part of a house, or a second address line"),
    CITY("A city, town, suburb or other locality"),
    REGION("A state, province, county or other region"),
    POSTCODE("A postal code"),
    COUNTRY("A country, by name or code"),
    LATITUDE("How far north a place lies, in degrees"),
    LONGITUDE("How far east a place lies, in degrees"),
    NATIONAL_ID("A number that a state gives to a person"),
    DEVICE_ID("The id of a device"),
    ANONYMOUS_ID("The id of a visitor who is not known yet"),
    USER_ID("The id of a signed-in account"),
    EXTERNAL_ID("An id that another system, or the business, gives to the person: a loyalty or customer number"),
    REFERENCE("An id of something that is no person: an order, an invoice, a product"),
    SOURCE("The name of the system or channel that a record comes from"),
    TIMESTAMP("A date or an instant at which something happened"),
    AMOUNT("A sum of money"),
    CURRENCY("A currency, by name or code"),
    QUANTITY("A measured number that is neither money nor a count"),
    COUNT("A whole number of things"),
    CONSENT("Whether something was agreed to"),
    FLAG("Yes or no"),
    CATEGORY("One of a few values"),
    URL("An address on the web"),
    IP_ADDRESS("An internet address"),
    FREE_TEXT("Words without a form");

    private final String meaning;

    SemanticTag(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for people, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
