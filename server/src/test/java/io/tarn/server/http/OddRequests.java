package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tarn.server.http.OpenApiDocument.Operation;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Requests for the operations of a document: one in four as they should be, the rest wrong in some way. One thread. */
final class OddRequests {
    private static final List<String> ODD_TARGETS = List.of(
            "%zz",
            "%", "%ff%fe", "%00", "a%2Fb", "..", "%2e%2e", "a;b=c", "a//b", "\u00e4", "a".repeat(2_000), "a%20b");
    private static final List<String> ODD_HEADERS = List.of(
            "Content-Type: text/plain",
            "Content-Type: application/xml; charset=utf-16",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: ;;;",
            "Content-Encoding: br",
            "Content-Encoding: gzip",
            "Accept: image/png",
            "Accept-Encoding: gzip, br;q=x",
            "Sec-GPC: yes",
            "X-Retry-Count: -1",
            "X-Write-Key: :",
            "Origin: null",
            "Range: bytes=5-1",
            "If-None-Match: *",
            "Cookie: a=b; ;=",
            "ce-specversion: 1.0",
            "ce-id: 1",
            "ce-type: ",
            "ce-time: yesterday",
            "Expect: 100-continue",
            "X-Long: " + "z".repeat(6_000));

    private final Random chance;
    private final OpenApiDocument document;
    private final OddValues values;
    private final Map<String, String> keys;

    /** @param keys the key that opens each tag of the document */
    OddRequests(Random chance, OpenApiDocument document, Map<String, String> keys) {
        this.chance = chance;
        this.document = document;
        this.values = new OddValues(chance, document);
        this.keys = keys;
    }

    OddRequest next(Operation operation) throws IOException {
        int way = chance.nextInt(8);
        boolean oddPath = way == 2;
        List<String> headers = new ArrayList<>();
        headers.add(way == 3 ? oddAuthorization() : authorization(operation));
        if (way == 4 || way == 5) {
            for (int i = chance.nextInt(3); i >= 0; i--) {
                headers.add(values.one(ODD_HEADERS));
            }
        }
        String method = way == 6 && chance.nextInt(4) == 0
                ? values.one(List.of("PUT", "DELETE", "PATCH", "GET", "POST", "OPTIONS"))
                : operation.method();
        return new OddRequest(
                method,
                path(operation, oddPath) + query(operation, way == 6),
                headers,
                body(operation, way),
                oddPath || !method.equals(operation.method()),
                operation.method() + " " + operation.path() + " way " + way);
    }

    private String authorization(Operation operation) {
        String key = keys.getOrDefault(operation.node().path("tags").path(0).asText(), "key-web");
        return chance.nextBoolean()
                ? "Authorization: Bearer " + key
                : "Authorization: Basic "
                        + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    private String oddAuthorization() {
        return values.one(List.of(
                "Authorization: Bearer",
                "Authorization: Basic %%%",
                "Authorization: Basic Og==",
                "Authorization: Digest a=b",
                "Authorization: Bearer key-web",
                "Authorization: Bearer " + TestingHome.ADMIN,
                "Authorization: Bearer " + "k".repeat(5_000),
                "X-Write-Key: key-web:more",
                "X-Write-Key: \u00e4\u00f6",
                "X-Nothing: here"));
    }

    private String path(Operation operation, boolean odd) {
        String path = operation.path();
        for (Map.Entry<String, JsonNode> one :
                document.parameters(operation, "path").entrySet()) {
            JsonNode example = one.getValue().path("example");
            String value = example.isMissingNode() || chance.nextInt(3) == 0
                    ? values.fitting(one.getValue().path("schema"), 0).asText()
                    : example.asText();
            String encoded = URLEncoder.encode(value.isBlank() ? "x" : value, StandardCharsets.UTF_8);
            path = path.replace("{" + one.getKey() + "}", odd ? values.one(ODD_TARGETS) : encoded);
        }
        return odd && chance.nextInt(3) == 0 ? path + "/" + values.one(ODD_TARGETS) : path;
    }

    private String query(Operation operation, boolean odd) {
        StringBuilder query = new StringBuilder();
        document.parameters(operation, "query").forEach((name, parameter) -> {
            if (chance.nextInt(3) == 0) {
                String value = odd
                        ? values.word()
                        : values.fitting(parameter.path("schema"), 0).asText();
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        if (odd) {
            query.append('&')
                    .append(values.one(
                            List.of("=", "a=%zz", "writeKey=%ff", "limit=-1", "limit=1e9", "cursor=-5", "%", "a&a=")));
        }
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private byte[] body(Operation operation, int way) throws IOException {
        Optional<JsonNode> schema = document.bodySchema(operation);
        if (schema.isEmpty()) {
            return new byte[0];
        }
        JsonNode fitting = values.fitting(schema.get(), 0);
        return switch (way) {
            case 0 -> values.broken(fitting.toString());
            case 1, 5, 7 -> values.bent(fitting).getBytes(StandardCharsets.UTF_8);
            default -> fitting.toString().getBytes(StandardCharsets.UTF_8);
        };
    }
}
