package io.tarn.agents.pair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.unify.verdict.PairAnswer.Finding;
import java.util.Locale;
import java.util.Set;

/**
 * What a model's words say, where they have the form that was asked for; anything else is unsure, whatever it says.
 *
 * @param reason as the model gave it
 */
record PairReply(Finding finding, double confidence, String reason) {
    private static final Set<String> KEYS = Set.of("verdict", "confidence", "reason");
    private static final String FENCE = "```";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads an answer, also one that stands in a fenced block of Markdown. */
    static PairReply read(String words, double confidenceMin) {
        JsonNode root;
        try {
            root = JSON.readTree(unfenced(words.strip()));
        } catch (JsonProcessingException e) {
            return rubbish("its answer is no JSON");
        }
        if (root == null || !root.isObject()) {
            return rubbish("its answer is no JSON object");
        }
        for (var entry : root.properties()) {
            if (!KEYS.contains(entry.getKey())) {
                return rubbish("its answer holds more than it was asked for");
            }
        }
        JsonNode verdict = root.path("verdict");
        JsonNode confidence = root.path("confidence");
        JsonNode reason = root.path("reason");
        double sure = confidence.asDouble(-1);
        if (!verdict.isTextual() || !reason.isTextual() || !confidence.isNumber() || !(sure >= 0 && sure <= 1)) {
            return rubbish("its answer lacks a verdict, a confidence from 0 to 1 or a reason");
        }
        Finding finding = switch (verdict.asText().strip().toLowerCase(Locale.ROOT)) {
            case "same" -> Finding.SAME;
            case "different" -> Finding.DIFFERENT;
            default -> Finding.UNSURE;
        };
        return new PairReply(sure < confidenceMin ? Finding.UNSURE : finding, sure, reason.asText());
    }

    private static PairReply rubbish(String why) {
        return new PairReply(Finding.UNSURE, 0, why);
    }

    private static String unfenced(String words) {
        int line = words.indexOf('\n');
        boolean fenced = words.startsWith(FENCE) && words.endsWith(FENCE) && line > 0 && words.length() > line + 3;
        return fenced ? words.substring(line, words.length() - FENCE.length()) : words;
    }
}
