package io.tarn.connectors.matcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.connectors.ConnectorErrors;
import io.tarn.connectors.http.JsonCaller;
import io.tarn.connectors.http.JsonCaller.Answered;
import io.tarn.connectors.http.JsonCaller.Lost;
import io.tarn.connectors.http.JsonCaller.Unreached;
import io.tarn.model.identity.MatchField;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.unify.verdict.PairMatcher;
import io.tarn.unify.verdict.PairQuestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person's own matcher behind an endpoint. What goes wrong is tried again a few times and then ends the run. */
public final class HttpPairMatcher implements PairMatcher, AutoCloseable {
    private static final int FORM = 1;
    private static final int ATTEMPTS_MAX = 4;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    private static final long ANSWER_BYTES_MAX = 16L << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final OwnMatcher.Endpoint declared;
    private final JsonCaller caller;
    private final Pause pause;

    /** Lets time pass between two attempts. */
    @FunctionalInterface
    public interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    /** @param secret what stands in the declared header; empty where none is declared */
    public HttpPairMatcher(OwnMatcher.Endpoint declared, Optional<String> secret) {
        this(declared, secret, Thread::sleep);
    }

    HttpPairMatcher(OwnMatcher.Endpoint declared, Optional<String> secret, Pause pause) {
        this.declared = declared;
        this.pause = pause;
        Map<String, String> headers = new HashMap<>();
        declared.header().ifPresent(name -> secret.ifPresent(value -> headers.put(name, value)));
        this.caller = new JsonCaller(declared.url(), headers, declared.timeout(), ANSWER_BYTES_MAX);
    }

    @Override
    public List<Double> score(List<PairQuestion> batch) {
        String request = request(batch);
        String why = "";
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            Duration wait = Duration.ofSeconds(1L << (attempt - 1));
            switch (caller.post(request)) {
                case Answered(int status, String body, Duration asked) -> {
                    if (status / 100 == 2) {
                        return scores(body, batch);
                    }
                    why = "it answered " + status;
                    if (status != TOO_MANY_REQUESTS && status / 100 != 5) {
                        throw ConnectorErrors.matcherFailed(declared.url(), why);
                    }
                    wait = asked.compareTo(wait) > 0 ? asked : wait;
                }
                case Unreached(String reason) -> why = reason;
                case Lost(String reason) -> why = reason;
            }
            rest(attempt, wait);
        }
        throw ConnectorErrors.matcherFailed(declared.url(), why + ", " + ATTEMPTS_MAX + " times");
    }

    private void rest(int attempt, Duration wait) {
        if (attempt == ATTEMPTS_MAX) {
            return;
        }
        try {
            pause.pause(wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ConnectorErrors.matcherFailed(declared.url(), "the run was interrupted");
        }
    }

    private static String request(List<PairQuestion> batch) {
        ObjectNode root = JSON.createObjectNode().put("form", FORM);
        ArrayNode pairs = root.putArray("pairs");
        for (PairQuestion pair : batch) {
            ObjectNode node = pairs.addObject().put("id", pair.id());
            record(node.putObject("left"), pair.left());
            record(node.putObject("right"), pair.right());
        }
        return root.toString();
    }

    private static void record(ObjectNode node, Map<MatchField, String> values) {
        values.forEach((field, value) -> node.put(field.column(), value));
    }

    /** In any order; every pair once and nothing else, or none counts. */
    private List<Double> scores(String body, List<PairQuestion> batch) {
        JsonNode all;
        try {
            all = JSON.readTree(body).path("scores");
        } catch (JsonProcessingException e) {
            throw ConnectorErrors.matcherAnswer(declared.url(), "it is no JSON");
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            places.put(batch.get(i).id(), i);
        }
        Double[] scores = new Double[batch.size()];
        for (JsonNode one : all) {
            Integer place = places.get(one.path("id").asText(""));
            JsonNode score = one.path("score");
            if (place == null || scores[place] != null) {
                throw ConnectorErrors.matcherAnswer(
                        declared.url(), "it holds a pair that was not asked, or one of them twice");
            }
            if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
                throw ConnectorErrors.matcherAnswer(declared.url(), "a score is no number from 0 to 1");
            }
            scores[place] = score.asDouble();
        }
        long missing = Arrays.stream(scores).filter(one -> one == null).count();
        if (missing > 0) {
            throw ConnectorErrors.matcherAnswer(
                    declared.url(), missing + " of " + scores.length + " pairs have no score");
        }
        return new ArrayList<>(Arrays.asList(scores));
    }

    @Override
    public void close() {
        caller.close();
    }
}
