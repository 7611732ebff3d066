package io.tarn.loop.gold;

import io.tarn.loop.LoopErrors;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A CSV file that says which entity each record truly is: record_id, entity_id, and source where keys repeat. */
final class TruthFile {
    private final Path path;

    TruthFile(Path path) {
        this.path = path;
    }

    /** A line of the truth; the source is null where the file has no such column. */
    record TruthRow(@Nullable String source, String recordId, String entityId) {}

    /** Hands on each row and returns whether the file names sources. */
    boolean read(Consumer<TruthRow> rows) {
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            List<String> header = fields(reader, 1);
            if (header == null) {
                throw LoopErrors.truthHeader(path, List.of());
            }
            if (header.getFirst().startsWith("\ufeff")) {
                header.set(0, header.getFirst().substring(1));
            }
            int record = header.indexOf("record_id");
            int entity = header.indexOf("entity_id");
            int source = header.indexOf("source");
            if (record < 0 || entity < 0) {
                throw LoopErrors.truthHeader(path, header);
            }
            long line = 2;
            for (List<String> row = fields(reader, line); row != null; row = fields(reader, ++line)) {
                if (row.size() == 1 && row.getFirst().isEmpty()) {
                    continue;
                }
                if (row.size() != header.size()) {
                    throw LoopErrors.truthRow(path, line, row.size(), header.size());
                }
                rows.accept(new TruthRow(source < 0 ? null : row.get(source), row.get(record), row.get(entity)));
            }
            return source >= 0;
        } catch (IOException e) {
            throw LoopErrors.truthUnreadable(path, e);
        }
    }

    /** The fields of the next row by RFC 4180; null at the end. */
    private @Nullable List<String> fields(BufferedReader reader, long line) throws IOException {
        String text = reader.readLine();
        if (text == null) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; ; i++) {
            if (i == text.length()) {
                if (!quoted) {
                    fields.add(field.toString());
                    return fields;
                }
                String next = reader.readLine();
                if (next == null) {
                    throw LoopErrors.truthQuote(path, line);
                }
                text = text + "\n" + next;
            }
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
    }
}
