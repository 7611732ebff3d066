package io.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tarn.server.http.OpenApiDocument.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a server what its own document says it can be asked, well and badly: it never fails, never hangs, and answers as
 * the document says.
 */
final class OpenApiFuzzTest {
    /** In the gate; {@code -Dtarn.fuzz.requests=100000} asks for longer, {@code -Dtarn.fuzz.seed} asks other things. */
    private static final int REQUESTS = Integer.getInteger("tarn.fuzz.requests", 3_000);

    private static final long SEED = Long.getLong("tarn.fuzz.seed", 20261121);
    private static final int WAIT_MILLIS = 15_000;
    private static final int FORGETTING_EVERY = 500;

    /** What an address that leads astray may answer besides: there is nothing there, or nothing by this method. */
    private static final Set<Integer> ASTRAY = Set.of(204, 400, 404, 405);

    /** What is said of a request that is too long to be looked at. */
    private static final Set<Integer> BEFORE = Set.of(414, 431);

    private static final int DEFECT = 500;

    /** What settles the whole home before it answers: asked now and then. */
    private static final Set<String> SLOW =
            Set.of("/v1/forget", "/v1/retain", "/v1/history", "/v1/quarantine", "/v1/quarantine/replay");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Map<String, String> faults = new TreeMap<>();

    @Test
    void answersAsItsDocumentSays(@TempDir Path folder) throws Exception {
        System.out.println("fuzz: " + REQUESTS + " requests, seed " + SEED);
        try (TestingHome home = new TestingHome(folder, List.of("web"));
                TestingServer server = new TestingServer(home.rooms())) {
            OpenApiDocument document =
                    new OpenApiDocument(server.send("GET /openapi HTTP/1.1", "").body());
            List<Operation> operations = document.operations().stream()
                    .filter(one -> !one.path().equals("/metrics"))
                    .toList();
            OddRequests requests = new OddRequests(
                    new Random(SEED),
                    document,
                    Map.of("collect", "key-web", "read", TestingHome.ADMIN, "operate", TestingHome.ADMIN));
            for (int i = 0; i < REQUESTS; i++) {
                Operation operation = operations.get(i % operations.size());
                if (!SLOW.contains(operation.path()) || i % FORGETTING_EVERY < operations.size()) {
                    check(document, operation, requests.next(operation), server);
                }
            }

            assertThat(server.send("GET /health HTTP/1.1", "").body()).startsWith("{\"status\":\"UP\"");
        }
        System.out.println("fuzz: answers by status " + answers);
        assertThat(faults).isEmpty();
        assertThat(answers).containsKeys(200, 400, 401, 403, 404, 405);
    }

    private void check(OpenApiDocument document, Operation operation, OddRequest request, TestingServer server)
            throws IOException {
        Answer answer = ask(server, request);
        answers.merge(answer.status(), 1, Integer::sum);
        String what = request.plain() + ": " + request.method() + " " + request.target() + " " + request.headers()
                + "\n" + new String(request.body(), StandardCharsets.UTF_8) + "\n-> " + answer;

        if ((BEFORE.contains(answer.status()) && answer.body().isEmpty())
                || (request.astray() && ASTRAY.contains(answer.status()))) {
            return;
        }
        if (!operation.statuses().contains(answer.status()) || answer.status() == DEFECT) {
            faults.putIfAbsent(operation.path() + " " + answer.status(), "The document lacks the status. " + what);
        } else if (!request.method().equals("HEAD")
                && answer.head().toLowerCase(Locale.ROOT).contains("content-type: application/json")) {
            JsonNode json = MAPPER.readTree(answer.body());
            List<String> misfits = document.misfits(operation, answer.status(), json);
            if (!misfits.isEmpty()) {
                faults.putIfAbsent(operation.path() + " " + misfits.getFirst(), misfits + " " + what);
            }
        }
    }

    /** What came back; of a stream without an end its head alone. */
    private record Answer(int status, String head, String body) {}

    private static Answer ask(TestingServer server, OddRequest request) throws IOException {
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(WAIT_MILLIS);
            String head = request.method() + " " + request.target() + " HTTP/1.1\r\nHost: localhost\r\n"
                    + String.join("\r\n", request.headers()) + "\r\nConnection: close\r\nContent-Length: "
                    + request.body().length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(request.body());
            return answer(socket.getInputStream());
        } catch (SocketTimeoutException _) {
            throw new AssertionError("No answer within " + WAIT_MILLIS + " ms: " + request);
        }
    }

    private static Answer answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[65_536];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            text.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
            int end = text.indexOf("\r\n\r\n");
            if (end > 0 && text.indexOf("text/event-stream") > 0 && text.indexOf("text/event-stream") < end) {
                break;
            }
        }
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as("an answer, not: " + text).isPositive();
        String head = text.substring(0, end);
        String body = new String(text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(head.substring(9, 12)), head, body);
    }
}
