package io.tarn.connectors.chat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tarn.agents.language.LanguageModel.Question;
import java.util.Optional;

/** A question as chat completions take it: ours as the system's message, the data as the user's. */
final class ChatRequest {
    private static final JsonMapper JSON = new JsonMapper();

    private ChatRequest() {}

    /**
     * What a server takes.
     *
     * @param tokens the name under which the bound of the answer stands
     * @param temperature whether it may be set
     * @param form whether an answer's form may be asked for
     */
    record Manner(String tokens, boolean temperature, boolean form) {
        static final Manner FULL = new Manner("max_tokens", true, true);

        /** Without what a server refuses by name; empty where that changes nothing. */
        Optional<Manner> without(String parameter) {
            return switch (parameter) {
                case "max_tokens" ->
                    tokens.equals("max_tokens")
                            ? Optional.of(new Manner("max_completion_tokens", temperature, form))
                            : Optional.empty();
                case "temperature" -> temperature ? Optional.of(new Manner(tokens, false, form)) : Optional.empty();
                case "response_format", "response_format.type", "response_format.json_schema" ->
                    form ? Optional.of(new Manner(tokens, temperature, false)) : Optional.empty();
                default -> Optional.empty();
            };
        }
    }

    static String of(String model, Question question, Manner manner) {
        ObjectNode root = JSON.createObjectNode().put("model", model);
        ArrayNode messages = root.putArray("messages");
        if (!question.instruction().isEmpty()) {
            messages.addObject().put("role", "system").put("content", question.instruction());
        }
        messages.addObject().put("role", "user").put("content", question.text());
        root.put(manner.tokens(), question.answerTokensMax());
        if (manner.temperature()) {
            root.put("temperature", 0);
        }
        if (manner.form()) {
            question.form()
                    .ifPresent(form -> root.putObject("response_format")
                            .put("type", "json_schema")
                            .putObject("json_schema")
                            .put("name", form.name())
                            .put("strict", true)
                            .putRawValue("schema", new RawValue(form.schema())));
        }
        return root.toString();
    }
}
