package io.tarn.connectors.csv;

import java.util.Optional;

/**
 * What a person has said about a delimited text; what is empty is found by looking.
 *
 * @param rowBytesMax a longer row is not read
 */
public record CsvOptions(
        Optional<Byte> delimiter,
        Optional<Byte> quote,
        Optional<Boolean> backslash,
        Optional<Boolean> header,
        int rowBytesMax) {}
