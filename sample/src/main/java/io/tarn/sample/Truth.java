package io.tarn.sample;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The hidden truth: which person each record is really about. */
final class Truth {
    private final Sheet sheet = new Sheet(',', StandardCharsets.UTF_8).header("source", "record_id", "entity_id");
    private int strangers;

    void add(String source, String recordId, String entityId) {
        sheet.row(source, recordId, entityId);
    }

    /** Adds a record that is about nobody: a bot or a test entry, each an entity of its own. */
    void addStranger(String source, String recordId) {
        strangers++;
        add(source, recordId, "x" + Chance.padded(strangers, 5));
    }

    int records() {
        return sheet.rows();
    }

    void write(Path file) {
        sheet.write(file);
    }
}
