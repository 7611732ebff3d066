package io.tarn.wire.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;

/** The text of one definition in YAML as a tree, for forms that are read by it; places in the text are not kept. */
public final class YamlTree {
    private static final YAMLMapper YAML = new YAMLMapper();

    private YamlTree() {}

    /**
     * The root of a text; a missing node where nothing stands in it.
     *
     * @param file names the text in messages
     */
    public static JsonNode read(String yaml, String file) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    file + " is no YAML at line " + line + ": mend its indents and colons.",
                    e);
        }
    }

    /** The error that tells all faults of a text. */
    public static TarnException unreadable(String file, List<String> faults) {
        return new TarnException(ErrorCode.INVALID_DEFINITION, file + " cannot be read: " + String.join("; ", faults));
    }
}
