package io.tarn.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** JSON values that fit a schema, and what is made of them to find out what a server bears. One thread. */
final class OddValues {
    private static final int DEPTH_MAX = 4;
    private static final List<String> WORDS = List.of(
            "ada",
            "email:ada@example.org",
            "user_id:ada",
            "id:p0000000000000000",
            "2026-11-21T10:00:00Z",
            "1763719200000",
            "",
            " ",
            "null",
            "undefined",
            "0",
            "\u0000",
            "\ud83d\ude80 \u202e\u0301",
            "../../etc/passwd",
            "';--",
            "%00%ff",
            ":",
            "id:",
            "email:",
            "x".repeat(300));
    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "-0",
            "1e400",
            "-1e-400",
            "99999999999999999999999999",
            "1".repeat(1200),
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "y".repeat(40_000) + "\"",
            "[]",
            "{}",
            "[null,{},[[]]]",
            "[".repeat(40) + "]".repeat(40),
            "{\"a\":".repeat(100) + "1" + "}".repeat(100),
            "NaN",
            "{\"\":\"\"}",
            "{\"a\":1,\"a\":2}",
            "\"2100-01-01T00:00:00Z\"",
            "1763719200000");

    private final Random chance;
    private final OpenApiDocument document;

    OddValues(Random chance, OpenApiDocument document) {
        this.chance = chance;
        this.document = document;
    }

    <T> T one(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    String word() {
        return one(WORDS);
    }

    /** A value that fits a schema. */
    JsonNode fitting(JsonNode said, int depth) {
        JsonNode schema = document.resolved(said);
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (schema.has("enum")) {
            return schema.path("enum").get(chance.nextInt(schema.path("enum").size()));
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(chance.nextInt(type.size())).asText() : type.asText("object")) {
            case "string" -> make.textNode(word());
            case "number", "integer" -> make.numberNode(chance.nextInt(1000));
            case "boolean" -> make.booleanNode(chance.nextBoolean());
            case "array" -> {
                var list = make.arrayNode();
                for (int i = chance.nextInt(4); i >= 0; i--) {
                    list.add(fitting(schema.path("items"), depth + 1));
                }
                yield list;
            }
            default -> object(schema, depth);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(one -> {
            boolean required = false;
            for (JsonNode name : schema.path("required")) {
                required |= name.asText().equals(one.getKey());
            }
            if (required || chance.nextInt(3) > 0) {
                object.set(one.getKey(), fitting(one.getValue(), depth + 1));
            }
        });
        if (object.isEmpty() && depth < DEPTH_MAX) {
            for (int i = chance.nextInt(3); i > 0; i--) {
                object.put(one(List.of("email", "id", "type", "price", "device", "ts")), word());
            }
        }
        return object;
    }

    /** JSON with one of its values replaced by something odd. */
    String bent(JsonNode json) {
        String text = json.toString();
        List<Integer> colons = new java.util.ArrayList<>();
        for (int i = text.indexOf("\":"); i >= 0; i = text.indexOf("\":", i + 1)) {
            colons.add(i + 2);
        }
        if (colons.isEmpty()) {
            return one(ODD_JSON);
        }
        int from = one(colons);
        int to = from;
        int open = 0;
        boolean quoted = false;
        for (; to < text.length(); to++) {
            char sign = text.charAt(to);
            quoted ^= sign == '"' && text.charAt(to - 1) != '\\';
            if (!quoted && (sign == '{' || sign == '[')) {
                open++;
            } else if ((!quoted && (sign == '}' || sign == ']') && open-- == 0)
                    || (!quoted && sign == ',' && open == 0)) {
                break;
            }
        }
        return text.substring(0, from) + one(ODD_JSON) + text.substring(to);
    }

    /** Bytes that were JSON once. */
    byte[] broken(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return switch (chance.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, chance.nextInt(bytes.length + 1));
            case 1 -> flipped(bytes);
            case 2 -> random(chance.nextInt(3000));
            case 3 -> json.getBytes(StandardCharsets.UTF_16);
            case 4 -> TestingServer.gzip(bytes);
            case 5 -> flipped(TestingServer.gzip(bytes));
            case 6 -> ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
            case 7 -> (json + one(ODD_JSON)).getBytes(StandardCharsets.UTF_8);
            default -> one(ODD_JSON).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = chance.nextInt(4); i >= 0 && flipped.length > 0; i--) {
            flipped[chance.nextInt(flipped.length)] = (byte) chance.nextInt();
        }
        return flipped;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }
}
