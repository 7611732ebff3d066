package io.tarn.server.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The page's styles, script and drawings, as they stand in the jar. */
final class Resources {
    static final String STYLE = read("report.css");
    static final String SCRIPT = read("report.js");
    static final String LAKE = read("lake.svg");

    private Resources() {}

    /** The script's digest, by which the page's policy lets this script run and no other. */
    static String scriptDigest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }

    private static String read(String name) {
        try (InputStream in = Resources.class.getResourceAsStream("/report/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " of the report from the jar.", e);
        }
    }
}
