package io.tarn.server.http;

import io.tarn.server.page.MessagePage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What a person's browser or mail program is answered. */
record PersonReply(int status, Map<String, String> headers, Buffer body) {
    /** One pixel of nothing, as GIF. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final Map<String, String> UNKEPT = Map.of(
            "Cache-Control", "no-store, no-cache, must-revalidate, max-age=0",
            "Pragma", "no-cache",
            "Expires", "0",
            "X-Content-Type-Options", "nosniff",
            "X-Robots-Tag", "noindex");

    /** What no address may hold as it stands. */
    private static final String UNSAFE = " \"<>\\^`{|}";

    static PersonReply page(int status, String html) {
        return new PersonReply(status, MessagePage.headers(), Buffer.buffer(html));
    }

    static PersonReply pixel() {
        Map<String, String> headers = new TreeMap<>(UNKEPT);
        headers.put("Content-Type", "image/gif");
        return new PersonReply(200, headers, Buffer.buffer(PIXEL));
    }

    /** Leads on to an address that a signature vouches for. */
    static PersonReply elsewhere(String target) {
        Map<String, String> headers = new TreeMap<>(UNKEPT);
        headers.put("Location", ascii(target));
        headers.put("Referrer-Policy", "no-referrer");
        return new PersonReply(302, headers, Buffer.buffer());
    }

    void send(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status).end(body);
    }

    private static String ascii(String target) {
        StringBuilder ascii = new StringBuilder(target.length());
        target.codePoints().forEach(point -> {
            if (point > ' ' && point < 0x7f && UNSAFE.indexOf(point) < 0) {
                ascii.append((char) point);
                return;
            }
            for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                ascii.append('%').append(String.format("%02X", one & 0xff));
            }
        });
        return ascii.toString();
    }
}
