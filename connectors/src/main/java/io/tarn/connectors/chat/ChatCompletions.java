package io.tarn.connectors.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tarn.agents.language.LanguageModel;
import io.tarn.connectors.http.JsonCaller;
import io.tarn.connectors.http.JsonCaller.Answered;
import io.tarn.connectors.http.JsonCaller.Lost;
import io.tarn.connectors.http.JsonCaller.Unreached;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A language model behind the chat completions of OpenAI's API. What a server does not know of the request ({@code
 * max_tokens}, {@code temperature}, {@code response_format}), and says so, is left out from then on. Safe for several
 * threads.
 */
public final class ChatCompletions implements LanguageModel, AutoCloseable {
    private static final long ANSWER_BYTES_MAX = 1 << 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BAD_REQUEST = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final JsonMapper JSON = new JsonMapper();

    private final String model;
    private final JsonCaller caller;
    private final ChatRequest.Manner[] manner = {ChatRequest.Manner.FULL};

    /**
     * A way to a model.
     *
     * @param endpoint what stands before {@code /chat/completions}
     * @param key sent as a bearer token; empty where the server asks for none
     */
    public ChatCompletions(URI endpoint, String model, Optional<String> key, Duration timeout) {
        this.model = model;
        Map<String, String> headers =
                key.map(secret -> Map.of("authorization", "Bearer " + secret)).orElse(Map.of());
        this.caller = new JsonCaller(address(endpoint), headers, timeout, ANSWER_BYTES_MAX);
    }

    private static URI address(URI endpoint) {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/chat/completions");
    }

    @Override
    public Answer answer(Question question) {
        ChatRequest.Manner asked = manner();
        return switch (caller.post(ChatRequest.of(model, question, asked))) {
            case Answered(int status, String body, Duration wait) -> {
                Optional<ChatRequest.Manner> other = status == BAD_REQUEST ? asked.without(parameter(body)) : none();
                if (other.isPresent()) {
                    learn(other.get());
                    yield answer(question);
                }
                yield status / 100 == 2 ? said(body) : refused(status, body, wait);
            }
            case Unreached(String why) -> new Silent(why, Silence.NOT_TAKEN, Duration.ZERO);
            case Lost(String why) -> new Silent(why, Silence.LOST, Duration.ZERO);
        };
    }

    private static Optional<ChatRequest.Manner> none() {
        return Optional.empty();
    }

    private ChatRequest.Manner manner() {
        synchronized (manner) {
            return manner[0];
        }
    }

    private void learn(ChatRequest.Manner learned) {
        synchronized (manner) {
            manner[0] = learned;
        }
    }

    private static Answer said(String body) {
        JsonNode root = tree(body);
        JsonNode choice = root.path("choices").path(0);
        JsonNode content = choice.path("message").path("content");
        if (!choice.isObject()) {
            return new Silent("what it answered is no chat completion", Silence.LOST, Duration.ZERO);
        }
        return new Said(
                content.isTextual() ? content.asText() : "",
                root.path("usage").path("prompt_tokens").asLong(-1),
                root.path("usage").path("completion_tokens").asLong(-1));
    }

    /** By the status and the code of the error alone: its text may repeat what was asked. */
    private static Answer refused(int status, String body, Duration wait) {
        String code = tree(body).path("error").path("code").asText("");
        String why = "it answered " + status + (code.matches("[a-z_]{1,60}") ? " (" + code + ")" : "");
        boolean spent = code.equals("insufficient_quota");
        if (status == TOO_MANY_REQUESTS && !spent) {
            return new Silent(why, Silence.NOT_TAKEN, wait);
        }
        return status / 100 == 5 || status == REQUEST_TIMEOUT
                ? new Silent(why, Silence.LOST, wait)
                : new Silent(why, Silence.REFUSED, wait);
    }

    private static String parameter(String body) {
        return tree(body).path("error").path("param").asText("");
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root == null ? JSON.missingNode() : root;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        caller.close();
    }
}
