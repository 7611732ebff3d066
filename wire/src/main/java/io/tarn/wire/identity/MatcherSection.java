package io.tarn.wire.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.model.policy.WebAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The section {@code matcher} of {@code identity.yaml}: a person's own matcher. */
final class MatcherSection {
    private static final String HERE = "matcher";
    private static final Set<String> KEYS =
            Set.of("url", "mode", "timeout_seconds", "batch", "pairs_max", "header", "secret");
    private static final int TIMEOUT_SECONDS = 30;
    private static final int TIMEOUT_SECONDS_MAX = 600;
    private static final int BATCH = 500;
    private static final int BATCH_MAX = 10_000;
    private static final int PAIRS_MAX = 200_000;

    private MatcherSection() {}

    static void write(OwnMatcher matcher, ObjectNode node) {
        node.put("url", matcher.url().toString())
                .put("mode", matcher.mode().name().toLowerCase(Locale.ROOT))
                .put("timeout_seconds", (int) matcher.timeout().toSeconds())
                .put("batch", matcher.batchSize())
                .put("pairs_max", matcher.pairsMax());
        matcher.header().ifPresent(header -> node.put("header", header));
        matcher.secret().ifPresent(secret -> node.put("secret", secret));
    }

    /** Empty where the section is not there, or has faults. */
    static Optional<OwnMatcher> read(JsonNode node, RuleFaults faults) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        faults.knows(node, KEYS, HERE);
        Optional<URI> url = WebAddress.parse(node.path("url").asText(""));
        if (url.isEmpty()) {
            faults.add(
                    HERE + ".url", "the address of your matcher must stand, such as https://scores.example.com/pairs,");
        }
        List<String> modes = Arrays.stream(OwnMatcher.Mode.values())
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .toList();
        String mode = node.path("mode").asText("comparison");
        if (!modes.contains(mode)) {
            faults.unknown(HERE + ".mode", mode, modes);
        }
        Optional<String> header = text(node, "header");
        Optional<String> secret = text(node, "secret");
        if (header.isPresent() != secret.isPresent()) {
            faults.add(HERE, "'header' and 'secret' must stand together, or neither");
        }
        if (secret.filter(one -> !one.matches("env:[A-Za-z_][A-Za-z0-9_]*|file:.+"))
                .isPresent()) {
            faults.add(HERE + ".secret", "env:NAME or file:PATH must stand, never the secret itself,");
        }
        if (header.filter(one -> !one.matches("[A-Za-z0-9-]{1,100}")).isPresent()) {
            faults.add(HERE + ".header", "the name of a header must stand");
        }
        int seconds = bounded(node, "timeout_seconds", TIMEOUT_SECONDS, TIMEOUT_SECONDS_MAX, faults);
        int batch = bounded(node, "batch", BATCH, BATCH_MAX, faults);
        int pairs = bounded(node, "pairs_max", PAIRS_MAX, Integer.MAX_VALUE, faults);
        return url.filter(_ -> modes.contains(mode))
                .map(address -> new OwnMatcher(
                        address,
                        OwnMatcher.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                        Duration.ofSeconds(seconds),
                        batch,
                        pairs,
                        header,
                        secret));
    }

    private static int bounded(JsonNode node, String key, int absent, int max, RuleFaults faults) {
        int value = faults.whole(node, HERE, key, absent);
        if (value < 1 || value > max) {
            faults.add(HERE + "." + key, "a number from 1 to " + max + " must stand");
            return absent;
        }
        return value;
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key).asText("").strip()).filter(text -> !text.isEmpty());
    }
}
