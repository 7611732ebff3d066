package io.tarn.server;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which one Tarn keeps everything.
 *
 * <p>{@code lake/} holds the tables, {@code project/} the definitions that people edit, {@code reports/} the reports of
 * runs, {@code receipts/} those of forgettings, {@code log/}, {@code store/} and {@code registry.db} what the live road
 * remembers, {@code locks/} and {@code tmp/} what is of no lasting value.
 */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path lake() {
        return root.resolve("lake");
    }

    public Path project() {
        return root.resolve("project");
    }

    public Path reports() {
        return root.resolve("reports");
    }

    /** The key of tombstones. */
    public Path forgetKey() {
        return root.resolve("forget.key");
    }

    /** What a running server says of itself. */
    public Path serverFile() {
        return root.resolve("server.json");
    }

    /** Whether an event was ever taken here. */
    public boolean hasLog() {
        return Files.isDirectory(root.resolve("log"));
    }

    /** Whether there are keys, or somebody was forgotten. */
    public boolean hasRegistry() {
        return Files.isRegularFile(root.resolve("registry.db"));
    }

    /** Makes the folder and checks that it can be written to. */
    public Home prepare() {
        try {
            Files.createDirectories(root);
            Path probe = Files.createTempFile(root, ".writable", "");
            Files.delete(probe);
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.STORAGE_UNAVAILABLE,
                    "The home '" + root + "' cannot be written to ("
                            + failure.getClass().getSimpleName() + ": "
                            + failure.getMessage() + "). Check its permissions and free space, or choose another with"
                            + " --home.",
                    failure);
        }
        return this;
    }

    /** Fails when nothing was ever made here, so that a mistyped path is no empty answer. */
    public Home existing() {
        if (!Files.isDirectory(root)) {
            throw new TarnException(
                    ErrorCode.NOT_FOUND,
                    "There is no home at '" + root + "'. Add a source first with './tarn source add NAME PLACE --home "
                            + root + "', or point --home at the one you have.");
        }
        return this;
    }
}
