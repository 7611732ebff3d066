package io.tarn.connectors.csv;

/** Why a row of delimited text could not be read, in words for whoever mends it. */
final class CsvDetails {
    static final String OPEN_QUOTE =
            "A quote opens here and does not close. Close it, or double a quote that is meant as a character.";
    static final String ENCODING =
            "Bytes here are not UTF-8, unlike the rest of the file; they are shown as \\xNN. Write them in UTF-8,"
                    + " or name the file's encoding with the option encoding.";
    static final String DECODED =
            "Bytes here have no meaning in the file's encoding. Name another with the option encoding.";
    static final String TRUNCATED_ROW = "The compressed file breaks off in this row. Fetch the whole file again.";
    static final String TRUNCATED =
            "The compressed file breaks off here; what follows is missing. Fetch the whole file again.";

    private CsvDetails() {}

    static String ragged(int found, int wanted) {
        return "The row has " + found + (found == 1 ? " value" : " values") + " where the table has " + wanted
                + (wanted == 1 ? " column" : " columns")
                + ". Quote values that hold the delimiter, or add what is missing.";
    }

    static String tooLong(long bytes, long limit) {
        return "The row has " + bytes + " bytes, more than " + limit
                + ". Shorten it, or raise the option max-row-bytes; the beginning is kept here.";
    }
}
