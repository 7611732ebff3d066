package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.server.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One road from a file to gold, each command in a process of its own, in a home that is deleted afterwards. */
final class Measured implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ChildProcess child;
    private final TemporaryFolder folder;

    Measured(ChildProcess child) {
        this.child = child;
        this.folder = TemporaryFolder.open("tarn-bench-");
    }

    Path home() {
        return folder.path();
    }

    void addSource(String name, Path file) {
        child.run(List.of("source", "add", name, file.toString(), "--key", "record_id", "--home", home().toString()));
    }

    /** What {@code unify --json} answers, and how long the whole process took. */
    record Unified(JsonNode answer, double seconds) {}

    Unified unify(String... options) {
        List<String> arguments = new ArrayList<>(List.of("unify", "--json", "--home", home().toString()));
        arguments.addAll(List.of(options));
        ChildProcess.Ended ended = child.run(arguments);
        return new Unified(json(ended.answer()), ended.seconds());
    }

    JsonNode evaluate(Path truth) {
        return json(child.run(List.of("evaluate", "--truth", truth.toString(), "--home", home().toString()))
                .answer());
    }

    /** The answer of a query as CSV. */
    String sql(String query) {
        return child.run(List.of("sql", query, "--format", "csv", "--home", home().toString()))
                .answer();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException("A command that should answer in JSON answered: " + text, failure);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
