package io.tarn.server.page;

import io.tarn.server.report.html.Html;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The frame of a page that a person sees: one card, readable on a phone, light or dark. It runs no scripts, loads
 * nothing, can be framed by nobody and is kept by no cache.
 */
final class PersonPage {
    private static final String CSS = resource();

    private PersonPage() {}

    /** A picture in a few strokes at the head of the card. */
    enum Sign {
        MAIL("<path d=\"M3.5 6.5h17v11h-17z\"/><path d=\"m4 7 8 6.2L20 7\"/>"),
        DONE("<path d=\"m5 12.8 4.4 4.4L19 7.6\"/>"),
        CHOICES("<path d=\"M4 8h9m5 0h2M4 16h2m5 0h9\"/><circle cx=\"15.5\" cy=\"8\" r=\"2.3\"/>"
                + "<circle cx=\"8.5\" cy=\"16\" r=\"2.3\"/>"),
        QUESTION("<path d=\"M9 9.2a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.2-1.6 2.3\"/><path d=\"M12 17.4v.1\"/>"),
        ASTRAY("<path d=\"m9.2 14.8 5.6-5.6M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2m3-3 2-2a3.5 3.5 0 0 0-5-5l-2 2\"/>");

        private final String strokes;

        Sign(String strokes) {
            this.strokes = strokes;
        }
    }

    static String of(String title, Sign sign, Consumer<Html> content) {
        Html html = new Html();
        html.trusted("<!doctype html>").open("html", "lang", "en").open("head");
        html.trusted("<meta charset=\"utf-8\">");
        html.trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.trusted("<meta name=\"robots\" content=\"noindex\">");
        html.element("title", title);
        html.trusted("<style>").trusted(CSS).trusted("</style>").close();
        html.open("body").open("main");
        html.open("div", "class", "sign").trusted("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\">");
        html.trusted(sign.strokes).trusted("</svg>").close();
        html.element("h1", title);
        content.accept(html);
        return html.close().close().close() + "\n";
    }

    /** What browsers are told with every page. */
    static Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "text/html; charset=utf-8");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-" + hash(CSS)
                        + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("Cache-Control", "no-store");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Robots-Tag", "noindex");
        return headers;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("This Java lacks SHA-256, which each must have.", failure);
        }
    }

    private static String resource() {
        try (InputStream in = PersonPage.class.getResourceAsStream("/page/page.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
