package io.tarn.server.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.Problem;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.audience.parse.ParseResult;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.config.Project;
import io.tarn.wire.audience.AudienceDefinitionCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The definitions of audiences in a project folder: {@code audiences/NAME.yaml}. */
final class AudienceFiles {
    private static final String YAML = ".yaml";
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private final Path project;
    private final Path folder;

    AudienceFiles(Path project) {
        this.project = project;
        this.folder = project.resolve("audiences");
    }

    /** Every file, by name. */
    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(YAML))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw unreadable(folder, failure);
        }
    }

    /** All definitions; one that cannot be read is an error. */
    List<AudienceDefinition> all() {
        return new Project(project).audiences();
    }

    static AudienceDefinition read(Path file) {
        AudienceDefinition audience = AudienceDefinitionCodec.read(text(file), file.toString());
        if (!file.getFileName().toString().equals(audience.name() + YAML)) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    "'" + file + "' defines audience '" + audience.name() + "': name the file " + audience.name() + YAML
                            + ", or change the name inside.");
        }
        return audience;
    }

    /** The text of who belongs; empty where it is told as a tree or cannot be found. */
    static String where(Path file) {
        try {
            JsonNode where = MAPPER.readTree(text(file)).path("where");
            return where.isTextual() ? where.textValue() : "";
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    /** What is wrong with the text of who belongs; nothing where it can be read, or is no text. */
    static List<Problem> misread(String where) {
        return !where.isEmpty() && ExpressionParser.parse(where) instanceof ParseResult.Unreadable(Problem problem)
                ? List.of(problem)
                : List.of();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private static TarnException unreadable(Path file, IOException failure) {
        return new TarnException(
                ErrorCode.INVALID_DEFINITION,
                "The definition '" + file + "' cannot be read: " + failure
                        + ". Save it as UTF-8 and check its permissions.",
                failure);
    }
}
