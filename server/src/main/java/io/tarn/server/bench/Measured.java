package io.tarn.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One road from a file to gold, each command in a process of its own, in a home that is deleted afterwards. */
final class Measured implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ChildProcess child;
    private final Path home;

    Measured(ChildProcess child) {
        this.child = child;
        try {
            this.home = Files.createTempDirectory("tarn-bench-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path home() {
        return home;
    }

    void addSource(String name, Path file) {
        child.run(List.of("source", "add", name, file.toString(), "--key", "record_id", "--home", home.toString()));
    }

    /** What {@code unify --json} answers, and how long the whole process took. */
    record Unified(JsonNode answer, double seconds) {}

    Unified unify(String... options) {
        List<String> arguments = new ArrayList<>(List.of("unify", "--json", "--home", home.toString()));
        arguments.addAll(List.of(options));
        ChildProcess.Ended ended = child.run(arguments);
        return new Unified(json(ended.answer()), ended.seconds());
    }

    JsonNode evaluate(Path truth) {
        return json(child.run(List.of("evaluate", "--truth", truth.toString(), "--home", home.toString()))
                .answer());
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
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
