package io.tarn.agents.pair;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.agents.language.LanguageModel.Form;
import io.tarn.agents.language.LanguageModel.Question;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.model.identity.MatchField;
import io.tarn.unify.verdict.PairQuestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the words in which a model is asked about a pair: ours in the instruction, those of records as JSON data. */
final class PairPrompt {
    /** The prompt with its version: another version is asked anew. */
    static final String VERSION = "pair-1";

    /** A value above this is cut: no name or address is as long. */
    private static final int VALUE_MAX = 200;

    /** What a request holds beside its words, as tokens at the most. */
    private static final int FRAME_TOKENS = 256;

    private static final String SCHEMA = """
            {"type":"object","additionalProperties":false,"required":["verdict","confidence","reason"],"properties":{\
            "verdict":{"type":"string","enum":["same","different","unsure"]},\
            "confidence":{"type":"number"},"reason":{"type":"string"}}}""";

    private static final Form FORM = new Form("pair_verdict", SCHEMA);
    private static final String INSTRUCTION = instruction();
    private static final JsonMapper JSON = new JsonMapper();

    private PairPrompt() {}

    /**
     * The question.
     *
     * @param withheld fields whose values are not told
     */
    static Question of(PairQuestion pair, Set<MatchField> withheld, int answerTokensMax) {
        ObjectNode root = JSON.createObjectNode();
        record(root.putObject("record_a"), pair.left(), withheld);
        record(root.putObject("record_b"), pair.right(), withheld);
        ObjectNode compared = root.putObject("compared");
        pair.compared().forEach(one -> compared.put(one.kind().label(), one.words()));
        pair.moved().ifPresent(words -> compared.put("moved", words));
        return new Question(VERSION, INSTRUCTION, root.toString(), Optional.of(FORM), answerTokensMax);
    }

    private static void record(ObjectNode node, Map<MatchField, String> values, Set<MatchField> withheld) {
        values.forEach((field, value) -> {
            if (!withheld.contains(field)) {
                node.put(field.column(), cut(value));
            }
        });
    }

    private static String cut(String value) {
        int points = value.codePointCount(0, value.length());
        return points <= VALUE_MAX ? value : value.substring(0, value.offsetByCodePoints(0, VALUE_MAX)) + "…";
    }

    /** The most tokens that a question can be: none stands for less than a byte. */
    static long tokensMax(Question question) {
        long bytes = question.instruction().getBytes(StandardCharsets.UTF_8).length
                + question.text().getBytes(StandardCharsets.UTF_8).length
                + (long) SCHEMA.length();
        return bytes + FRAME_TOKENS;
    }

    private static String instruction() {
        try (InputStream text = PairPrompt.class.getResourceAsStream(VERSION + ".txt")) {
            if (text == null) {
                throw new TarnException(ErrorCode.INVARIANT_BROKEN, "The prompt " + VERSION + " is not in the jar.");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TarnException(ErrorCode.INVARIANT_BROKEN, "The prompt " + VERSION + " cannot be read.", e);
        }
    }
}
