package io.tarn.wire.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tarn.audience.AudienceErrors;
import io.tarn.audience.Expression;
import io.tarn.audience.Faults;
import io.tarn.audience.Place;
import io.tarn.audience.Problem;
import io.tarn.audience.parse.ExpressionParser;
import io.tarn.audience.parse.ParseResult;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The tree form of an expression in JSON and in YAML, for programs and visual editors; the text form, as one string, is
 * read in its place. Reading back what was written gives the same expression. {@code docs/audiences.md} shows each
 * node.
 */
public final class ExpressionCodec {
    /** Each level of an expression takes two of the text that holds it. */
    private static final int NESTING_MAX = 4 * Expression.DEPTH_MAX;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    static final YAMLMapper YAML = yaml();

    private ExpressionCodec() {}

    private static YAMLMapper yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(NESTING_MAX);
        options.setCodePointLimit(2 * ExpressionParser.LENGTH_MAX);
        return YAMLMapper.builder(YAMLFactory.builder()
                        .loaderOptions(options)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * Reads JSON.
     *
     * @param audience names it in messages
     */
    public static Expression readJson(String json, String audience) {
        return read(JSON, json, audience);
    }

    /**
     * Reads YAML.
     *
     * @param audience names it in messages
     */
    public static Expression readYaml(String yaml, String audience) {
        return read(YAML, yaml, audience);
    }

    public static String writeJson(Expression expression) {
        return write(JSON, ExpressionWriter.write(expression));
    }

    public static String writeYaml(Expression expression) {
        return write(YAML, ExpressionWriter.write(expression));
    }

    private static Expression read(ObjectMapper mapper, String text, String audience) {
        try {
            return read(mapper.readTree(text), "").orThrow(problems -> AudienceErrors.unreadable(audience, problems));
        } catch (JsonProcessingException e) {
            throw AudienceErrors.unreadable(audience, List.of(malformed(e)));
        }
    }

    /** What is wrong with a text that is no JSON or YAML at all, or nests too deep to be read. */
    static Problem malformed(JsonProcessingException e) {
        Place at = e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? Place.NONE
                : Place.at(
                        e.getLocation().getLineNr(), Math.max(1, e.getLocation().getColumnNr()));
        boolean nested = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("nesting depth");
        return nested
                ? Faults.tooDeep(at)
                : new Problem(at, "the text is malformed", "Mend its brackets, quotes, indents and colons.");
    }

    /** An expression, or what is wrong with its tree. */
    record Reading(Optional<Expression> expression, List<Problem> problems) {
        Expression orThrow(Function<List<Problem>, TarnException> error) {
            return expression.filter(one -> problems.isEmpty()).orElseThrow(() -> error.apply(problems));
        }
    }

    /** Reads a tree, or the text form in its place. */
    static Reading read(JsonNode node, String path) {
        if (node.isTextual()) {
            return switch (ExpressionParser.parse(node.textValue())) {
                case ParseResult.Parsed(Expression expression) -> new Reading(Optional.of(expression), List.of());
                case ParseResult.Unreadable(Problem problem) -> new Reading(Optional.empty(), List.of(problem));
            };
        }
        ExpressionReader reader = new ExpressionReader();
        return new Reading(reader.read(node, path), reader.problems());
    }

    private static String write(ObjectMapper mapper, JsonNode node) {
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "An expression cannot be written.", e);
        }
    }
}
