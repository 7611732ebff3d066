package io.tarn.server.config;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a secret is found: {@code env:NAME} or {@code file:PATH}. Configurations hold this and never the secret. */
public sealed interface SecretReference {
    /** In a variable of the environment. */
    record OfEnvironment(String name) implements SecretReference {
        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /** In a file; a relative path starts at the home. */
    record OfFile(String path) implements SecretReference {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** Empty where a text is no reference; it may be a secret, so that no message may show it. */
    static Optional<SecretReference> parse(String text) {
        if (text.matches("env:[A-Za-z_][A-Za-z0-9_]*")) {
            return Optional.of(new OfEnvironment(text.substring("env:".length())));
        }
        String path = text.startsWith("file:") ? text.substring("file:".length()) : "";
        return path.isBlank() || path.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(new OfFile(path));
    }

    /** The secret, without blanks and lines around it. */
    default String load(Path home, Map<String, String> environment) {
        String secret = switch (this) {
            case OfEnvironment(String name) -> environment.getOrDefault(name, "");
            case OfFile(String path) -> text(home.resolve(path));
        };
        if (secret.isBlank()) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "There is no secret at " + this + ", to which the configuration refers. Put it there, and start"
                            + " again.");
        }
        return secret.strip();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "The secret in '" + file + "', to which the configuration refers, cannot be read ("
                            + failure.getClass().getSimpleName() + "). Check the path and its permissions.",
                    failure);
        }
    }
}
