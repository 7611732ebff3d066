package io.tarn.connectors.csv;

import java.util.List;

/**
 * What is known of a delimited text before it is read.
 *
 * @param header whether its first record names the columns
 * @param names the columns' names, empty texts where there is none
 * @param warnings what a person should know
 */
public record CsvShape(CsvForm form, boolean header, List<String> names, List<String> warnings) {
    public CsvShape {
        names = List.copyOf(names);
        warnings = List.copyOf(warnings);
    }
}
