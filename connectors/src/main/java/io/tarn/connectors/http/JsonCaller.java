package io.tarn.connectors.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts JSON to one address. Redirects are not followed, so that a secret goes nowhere else. Safe for several threads.
 */
public final class JsonCaller implements AutoCloseable {
    private static final int SECONDS_DIGITS_MAX = 6;

    private final URI address;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final long bytesMax;
    private final HttpClient client;

    /**
     * A caller.
     *
     * @param headers may hold secrets; never shown
     * @param timeout from the first byte that is sent to the last that is read
     * @param bytesMax of an answer
     */
    public JsonCaller(URI address, Map<String, String> headers, Duration timeout, long bytesMax) {
        this.address = address;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.bytesMax = bytesMax;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What became of a call. */
    public sealed interface Result {}

    /**
     * An answer, whatever its status.
     *
     * @param retryAfter how long the other side asks us to wait; nothing where it does not, or names a date
     */
    public record Answered(int status, String body, Duration retryAfter) implements Result {}

    /** No answer: nobody took the request. */
    public record Unreached(String why) implements Result {}

    /** No answer, though the other side may have worked on it. */
    public record Lost(String why) implements Result {}

    /** Posts once. */
    public Result post(String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("accept", "application/json")
                .header("user-agent", "Tarn")
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        headers.forEach(request::setHeader);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request.build(), BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), bytesMax));
        try {
            HttpResponse<String> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            Duration wait = response.headers()
                    .firstValue("retry-after")
                    .filter(text -> text.matches("[0-9]{1," + SECONDS_DIGITS_MAX + "}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                    .orElse(Duration.ZERO);
            return new Answered(response.statusCode(), response.body(), wait);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Lost("no answer within " + words(timeout));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Lost("the run was interrupted");
        }
    }

    private Result failed(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return new Unreached("nobody answers at " + address.getHost() + ":" + port());
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return new Lost("no answer within " + words(timeout));
        }
        return new Lost(
                cause instanceof IOException
                        ? "the connection broke, or the answer was above " + bytesMax + " bytes"
                        : "the call failed (" + cause.getClass().getSimpleName() + ")");
    }

    private int port() {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
