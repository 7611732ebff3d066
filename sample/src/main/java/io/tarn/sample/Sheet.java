package io.tarn.sample;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file under construction: rows of quoted values, or lines of JSON.
 *
 * <p>Confined to one thread.
 */
final class Sheet {
    private final StringBuilder text = new StringBuilder(1 << 16);
    private final char separator;
    private int rows;

    Sheet(char separator) {
        this.separator = separator;
    }

    int rows() {
        return rows;
    }

    Sheet header(String... names) {
        row(names);
        rows = 0;
        return this;
    }

    void row(String... values) {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append(separator);
            }
            quote(values[i]);
        }
        text.append('\n');
        rows++;
    }

    void line(CharSequence line) {
        text.append(line).append('\n');
        rows++;
    }

    private void quote(String value) {
        if (value.indexOf(separator) < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
            text.append(value);
            return;
        }
        text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }

    void write(Path file, Charset charset) {
        try {
            var bytes = charset.newEncoder()
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .encode(java.nio.CharBuffer.wrap(text));
            try (var channel = Files.newByteChannel(
                    file,
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.WRITE,
                    java.nio.file.StandardOpenOption.TRUNCATE_EXISTING)) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            throw SampleErrors.unwritable(file, e);
        }
    }

    /** Adds a member to a JSON object; null where the value is empty. */
    static StringBuilder member(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":");
        if (value.isEmpty()) {
            return json.append("null");
        }
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            if (letter == '"' || letter == '\\') {
                json.append('\\');
            }
            json.append(letter);
        }
        return json.append('"');
    }
}
