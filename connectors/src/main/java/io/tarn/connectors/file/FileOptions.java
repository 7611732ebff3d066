package io.tarn.connectors.file;

import io.tarn.connectors.csv.CsvOptions;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What a person has said about the files of a source; what is empty is found by looking.
 *
 * @param format csv, json or parquet
 * @param rowBytesMax a longer row is not read
 */
public record FileOptions(Optional<String> format, Optional<Charset> encoding, CsvOptions csv, int rowBytesMax) {
    /** Longer than any row that a person would call one, short enough for an engine with little memory. */
    public static final int ROW_BYTES_DEFAULT = 16 << 20;

    public static final FileOptions DETECTED = new FileOptions(
            Optional.empty(),
            Optional.empty(),
            new CsvOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), ROW_BYTES_DEFAULT),
            ROW_BYTES_DEFAULT);
}
