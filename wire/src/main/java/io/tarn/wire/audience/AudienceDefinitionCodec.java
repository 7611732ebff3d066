package io.tarn.wire.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.audience.AudienceDefinition;
import io.tarn.audience.AudienceErrors;
import io.tarn.audience.Expression;
import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import io.tarn.audience.parse.ExpressionPrinter;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.policy.AudienceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes {@code audiences/NAME.yaml}, one audience a file:
 *
 * <pre>
 * name: big_spenders
 * description: Bought for more than 250 in three months
 * where: |
 *   country = 'IT'
 *   and sum of total of 'Order Completed' in last 90 days > 250
 * </pre>
 *
 * <p>{@code where} may hold the tree form instead. Reading back what was written gives the same definition. All faults
 * of a file are told at once; those of {@code where} are counted from its own first line.
 */
public final class AudienceDefinitionCodec {
    private static final List<String> KEYS = List.of("name", "description", "where");
    private static final String WHERE = "where";

    private AudienceDefinitionCodec() {}

    /**
     * Reads a definition.
     *
     * @param file names the text in messages
     */
    public static AudienceDefinition read(String yaml, String file) {
        JsonNode root;
        try {
            root = ExpressionCodec.YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw AudienceErrors.unreadableFile(file, List.of(ExpressionCodec.malformed(e)));
        }
        List<Problem> problems = new ArrayList<>();
        NodeReader reader = new NodeReader(root, "", problems);
        if (!root.isObject()) {
            throw AudienceErrors.unreadableFile(
                    file, List.of(new Problem(Place.NONE, "expected the keys " + String.join(", ", KEYS), "")));
        }
        reader.only(KEYS);
        String name = reader.text("name");
        if (!AudienceName.isForm(name)) {
            problems.add(Faults.badName(Place.in("name"), "an audience", name));
        }
        String description = reader.has("description") ? reader.text("description") : "";
        Optional<Expression> where = where(reader, problems);
        if (!problems.isEmpty() || where.isEmpty()) {
            throw AudienceErrors.unreadableFile(file, problems);
        }
        return new AudienceDefinition(new AudienceName(name), description, where.get());
    }

    /** The text of who belongs, which places of problems point into; empty where it is told as a tree, or not at all. */
    public static String where(String yaml) {
        try {
            JsonNode where = ExpressionCodec.YAML.readTree(yaml).path(WHERE);
            return where.isTextual() ? where.textValue() : "";
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    private static Optional<Expression> where(NodeReader reader, List<Problem> problems) {
        if (!reader.has(WHERE)) {
            reader.problem(WHERE, "'where' is missing", "Say who belongs, such as where: country = 'IT'.");
            return Optional.empty();
        }
        ExpressionCodec.Reading reading = ExpressionCodec.read(reader.at(WHERE), WHERE);
        boolean isText = reader.at(WHERE).isTextual();
        reading.problems()
                .forEach(problem -> problems.add(
                        isText
                                ? new Problem(problem.place(), "in 'where', " + problem.fault(), problem.advice())
                                : problem));
        return reading.expression();
    }

    /** Writes a definition, its condition in the text form. */
    public static String write(AudienceDefinition audience) {
        ObjectNode head = ExpressionCodec.YAML.createObjectNode();
        head.put("name", audience.name().value());
        if (!audience.description().isEmpty()) {
            head.put("description", audience.description());
        }
        String text = ExpressionPrinter.printLines(audience.expression());
        boolean asLines = text.codePoints().allMatch(AudienceDefinitionCodec::standsInLines);
        if (!asLines) {
            head.put(WHERE, text);
        }
        try {
            String yaml = ExpressionCodec.YAML.writeValueAsString(head);
            return asLines ? yaml + "where: |\n  " + text.replace("\n", "\n  ") + "\n" : yaml;
        } catch (JsonProcessingException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "An audience cannot be written as YAML.", e);
        }
    }

    /** Whether a block of lines keeps a character as it is. */
    private static boolean standsInLines(int codePoint) {
        return codePoint == '\n'
                || (codePoint >= ' ' && codePoint <= '~')
                || (codePoint >= 0xa0 && codePoint < 0xd800 && codePoint != 0x2028 && codePoint != 0x2029);
    }
}
