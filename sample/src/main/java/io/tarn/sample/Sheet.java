package io.tarn.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file under construction: rows of quoted values, or lines of JSON.
 *
 * <p>Confined to one thread.
 */
final class Sheet {
    private static final int CHUNK_MAX = 1 << 15;

    private final StringBuilder text = new StringBuilder(2 * CHUNK_MAX);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    private final Charset charset;
    private final char separator;
    private int rows;

    Sheet(char separator, Charset charset) {
        this.charset = charset;
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
        endRow();
    }

    void line(CharSequence line) {
        text.append(line);
        endRow();
    }

    private void endRow() {
        text.append('\n');
        rows++;
        if (text.length() > CHUNK_MAX) {
            drain();
        }
    }

    private void quote(String value) {
        if (value.indexOf(separator) < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
            text.append(value);
            return;
        }
        text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }

    void write(Path file) {
        drain();
        try (OutputStream out = Files.newOutputStream(file)) {
            bytes.writeTo(out);
        } catch (IOException e) {
            throw SampleErrors.unwritable(file, e);
        }
    }

    /** Encodes what is at hand; a letter that the character set lacks becomes a question mark. */
    private void drain() {
        bytes.writeBytes(text.toString().getBytes(charset));
        text.setLength(0);
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
