package io.tarn.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.model.error.ErrorCode;
import io.tarn.model.error.TarnException;
import io.tarn.server.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Calls the server that runs on a home. Confined to one thread. */
final class ServerCall implements AutoCloseable {
    private static final int OK = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RunningServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ServerCall(RunningServer server) {
        this.server = server;
    }

    /** Posts a body and returns the answer; what the server refuses is refused here in its words. */
    JsonNode post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts bytes. */
    JsonNode post(String path, byte[] body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Asks for what is at an address. */
    JsonNode get(String path) {
        return answer(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path))
                .header("Authorization", "Bearer " + server.token());
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = MAPPER.readTree(answer.body());
            if (answer.statusCode() == OK) {
                return json;
            }
            throw refused(answer.statusCode(), json.path("message").asText());
        } catch (JsonProcessingException failure) {
            throw unreachable(failure);
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw unreachable(failure);
        }
    }

    private static TarnException refused(int status, String message) {
        return new TarnException(
                status < 500 ? ErrorCode.INVALID_INPUT : ErrorCode.STORAGE_UNAVAILABLE,
                "The server answered " + status + ": " + message);
    }

    private TarnException unreachable(Exception failure) {
        return new TarnException(
                ErrorCode.STORAGE_UNAVAILABLE,
                "The server at " + server.address() + " does not answer as it should ("
                        + failure.getClass().getSimpleName() + "). Is it starting or stopping? Try again.",
                failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
