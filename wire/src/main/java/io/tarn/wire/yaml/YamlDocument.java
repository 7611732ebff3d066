package io.tarn.wire.yaml;

import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** The text of one definition in YAML; JSON is read too, for it is YAML. */
public final class YamlDocument {
    private YamlDocument() {}

    /**
     * The root of a text.
     *
     * @param file names the text in messages
     */
    public static Node compose(String yaml, String file) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root != null) {
                return root;
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    file + " is no YAML at line " + line + ": mend its indents and colons.",
                    e);
        } catch (YAMLException e) {
            throw new TarnException(
                    ErrorCode.INVALID_DEFINITION,
                    file + " is no YAML: it is too long, or holds characters that no text has. Save it as UTF-8.",
                    e);
        }
        throw new TarnException(ErrorCode.INVALID_DEFINITION, file + " is empty. Fill it, or delete it.");
    }
}
