package io.tarn.connectors.json;

/** Why a row of JSON could not be read, in words for whoever mends it. */
final class JsonDetails {
    static final String NOT_AN_OBJECT =
            "A row is an object, such as {\"id\": 1}; this is another value. Give its parts names.";
    static final String ENCODING = "Bytes here are not UTF-8; they are shown as \\xNN. Write them in UTF-8.";
    static final String TRUNCATED =
            "The compressed file breaks off here; what follows is missing. Fetch the whole file again.";

    static final String BESIDE_ROWS =
            "This stands beside the array of rows, in the object around it, and is no row. Give it a file of its own, or"
                    + " leave it away.";

    private JsonDetails() {}

    static String broken(long at) {
        return "This is not JSON from byte " + at + " of the row on. Look there for a missing quote, comma or bracket.";
    }

    static String tooLong(long bytes, long limit) {
        return "The row has " + bytes + " bytes, more than " + limit
                + ". Shorten it, or raise the option max-row-bytes; the beginning is kept here.";
    }
}
