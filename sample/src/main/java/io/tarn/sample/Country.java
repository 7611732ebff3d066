package io.tarn.sample;

/** A country in which the sample brand sells, with what its addresses and phone numbers need. */
enum Country {
    DE("Deutschland", "49", "0", "EUR"),
    GB("United Kingdom", "44", "0", "GBP"),
    US("USA", "1", "", "USD");

    private final String text;
    private final String callingCode;
    private final String trunk;
    private final String currency;

    Country(String text, String callingCode, String trunk, String currency) {
        this.text = text;
        this.callingCode = callingCode;
        this.trunk = trunk;
        this.currency = currency;
    }

    /** The country's name as a clerk writes it. */
    String text() {
        return text;
    }

    String callingCode() {
        return callingCode;
    }

    /** The digit dialed before a number within the country, or nothing. */
    String trunk() {
        return trunk;
    }

    String currency() {
        return currency;
    }

    /** The word that the sections of the word lists use: Britain and America share their first names. */
    String language() {
        return this == DE ? "de" : "en";
    }

    String section() {
        return switch (this) {
            case DE -> "de";
            case GB -> "gb";
            case US -> "us";
        };
    }
}
