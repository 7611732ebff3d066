package io.tarn.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * The object that some systems put around their rows, as in {@code {"customers": [{…}, {…}]}}: its first field is an
 * array of objects.
 *
 * @param field the field that holds the rows
 * @param opening how many bytes stand before the first row
 */
record Wrapper(String field, int opening) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The wrapper with which a text begins. */
    static Optional<Wrapper> of(byte[] sample) {
        try (JsonParser parser = JSON.createParser(sample)) {
            if (parser.nextToken() != JsonToken.START_OBJECT || parser.nextToken() != JsonToken.FIELD_NAME) {
                return Optional.empty();
            }
            String field = parser.currentName();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            int opening = (int) parser.currentLocation().getByteOffset();
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(new Wrapper(field, opening))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Whether all of a text is one line, so that what wraps it is not a row among others. */
    static boolean isOneLine(byte[] sample) {
        int at = 0;
        while (at < sample.length && sample[at] != '\n') {
            at++;
        }
        while (at < sample.length && sample[at] <= ' ' && sample[at] > 0) {
            at++;
        }
        return at == sample.length;
    }
}
