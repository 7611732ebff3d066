package io.tarn.wire.row;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows of one table in their JSON form, a line each, on their way into a file. Confined to one thread. */
public final class RowLines implements AutoCloseable {
    private static final SerializedString NEW_LINE = new SerializedString("\n");

    private final JsonGenerator json;
    private long count;

    /** Half a surrogate pair, which JSON can spell and UTF-8 cannot, becomes a question mark and stops nothing. */
    private RowLines(OutputStream out) throws IOException {
        json = RowJson.JSON.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        json.setRootValueSeparator(NEW_LINE);
    }

    /** Begins a file, in the place of one that is there. */
    public static RowLines to(Path file) throws IOException {
        return new RowLines(Files.newOutputStream(file));
    }

    /** How many lines were written. */
    public long count() {
        return count;
    }

    /** Writes a row in its JSON form. */
    public void row(String object) throws IOException {
        json.writeRawValue(object);
        count++;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
