package io.tarn.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server such as that of OpenAI's chat completions, that answers as it is told, or keeps silent; any path will do. */
public final class TestingChatServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    /**
     * What the server does.
     *
     * @param status 0 for no answer at all
     */
    public record Reply(int status, String body, String retryAfter) {
        public static final Reply NONE = new Reply(0, "", "");

        public static Reply of(int status, String body) {
            return new Reply(status, body, "");
        }

        /** A chat completion. */
        public static Reply words(String words) {
            String quoted = words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            return of(
                    200,
                    "{\"choices\":[{\"message\":{\"content\":\"" + quoted + "\"}}],\"usage\":"
                            + "{\"prompt_tokens\":321,\"completion_tokens\":45}}");
        }
    }

    public TestingChatServer(Function<String, Reply> manner) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> exchange(exchange, manner));
        server.start();
    }

    private void exchange(HttpExchange exchange, Function<String, Reply> manner) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(request);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
            Reply reply = manner.apply(request);
            if (reply.status() == 0) {
                closing.await();
                return;
            }
            if (!reply.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("retry-after", reply.retryAfter());
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public List<String> keys() {
        return List.copyOf(keys);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
