package io.tarn.wire.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.policy.OwnMatcher;
import io.tarn.model.policy.WebAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The section {@code matcher} of {@code identity.yaml}: a person's own matcher, by its endpoint or its file. */
final class MatcherSection {
    private static final String HERE = "matcher";
    private static final String URL = "url";
    private static final String ONNX = "onnx";
    private static final String FEATURES = "features";
    private static final String TIMEOUT_SECONDS = "timeout_seconds";
    private static final String HEADER = "header";
    private static final String SECRET = "secret";
    private static final Set<String> KEYS =
            Set.of(URL, ONNX, FEATURES, "mode", TIMEOUT_SECONDS, "batch", "pairs_max", HEADER, SECRET);
    private static final List<String> OF_ENDPOINTS = List.of(TIMEOUT_SECONDS, HEADER, SECRET);
    private static final List<String> OF_MODELS = List.of(FEATURES);

    /** What records are compared in; a matcher's own scores are no feature of its model. */
    private static final Map<String, ComparisonKind> KINDS = Arrays.stream(ComparisonKind.values())
            .filter(kind -> kind != ComparisonKind.OWN_MATCHER)
            .collect(Collectors.toMap(MatcherSection::word, Function.identity()));

    private static final int TIMEOUT_SECONDS_USUAL = 30;
    private static final int TIMEOUT_SECONDS_MAX = 600;
    private static final int BATCH = 500;
    private static final int BATCH_MAX = 10_000;
    private static final int PAIRS_MAX = 200_000;

    private MatcherSection() {}

    static void write(OwnMatcher matcher, ObjectNode node) {
        switch (matcher.place()) {
            case OwnMatcher.Endpoint(URI url, Duration timeout, Optional<String> header, Optional<String> secret) -> {
                node.put(URL, url.toString()).put(TIMEOUT_SECONDS, (int) timeout.toSeconds());
                header.ifPresent(name -> node.put(HEADER, name));
                secret.ifPresent(reference -> node.put(SECRET, reference));
            }
            case OwnMatcher.OnnxModel(Path file, List<ComparisonKind> features) -> {
                node.put(ONNX, file.toString());
                if (!features.isEmpty()) {
                    ArrayNode names = node.putArray(FEATURES);
                    features.forEach(kind -> names.add(word(kind)));
                }
            }
        }
        node.put("mode", word(matcher.mode())).put("batch", matcher.batchSize()).put("pairs_max", matcher.pairsMax());
    }

    /** Empty where the section is not there, or has faults. */
    static Optional<OwnMatcher> read(JsonNode node, RuleFaults faults) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        faults.knows(node, KEYS, HERE);
        List<String> modes = Arrays.stream(OwnMatcher.Mode.values())
                .map(MatcherSection::word)
                .toList();
        String mode = node.path("mode").asText("comparison");
        if (!modes.contains(mode)) {
            faults.unknown(HERE + ".mode", mode, modes);
        }
        Optional<? extends OwnMatcher.Place> place = place(node, faults);
        int batch = bounded(node, "batch", BATCH, BATCH_MAX, faults);
        int pairs = bounded(node, "pairs_max", PAIRS_MAX, Integer.MAX_VALUE, faults);
        return place.filter(_ -> modes.contains(mode))
                .map(one -> new OwnMatcher(one, OwnMatcher.Mode.valueOf(mode.toUpperCase(Locale.ROOT)), batch, pairs));
    }

    private static Optional<? extends OwnMatcher.Place> place(JsonNode node, RuleFaults faults) {
        boolean isEndpoint = node.hasNonNull(URL);
        boolean isModel = node.hasNonNull(ONNX);
        if (isEndpoint == isModel) {
            faults.add(
                    HERE,
                    isEndpoint
                            ? "'url' and 'onnx' cannot both stand, for scores come from one of them,"
                            : "'url', the address of your matcher, or 'onnx', the file of its model, must stand");
            return Optional.empty();
        }
        for (String key : isEndpoint ? OF_MODELS : OF_ENDPOINTS) {
            if (node.has(key)) {
                faults.add(
                        HERE,
                        "'" + key + "' belongs to '" + (isEndpoint ? ONNX : URL) + "' and cannot stand beside '"
                                + (isEndpoint ? URL : ONNX) + "'");
            }
        }
        return isEndpoint ? endpoint(node, faults) : model(node, faults);
    }

    private static Optional<OwnMatcher.Endpoint> endpoint(JsonNode node, RuleFaults faults) {
        Optional<URI> url = WebAddress.parse(node.path(URL).asText(""));
        if (url.isEmpty()) {
            faults.add(
                    HERE + ".url", "the address of your matcher must stand, such as https://scores.example.com/pairs,");
        }
        Optional<String> header = text(node, HEADER);
        Optional<String> secret = text(node, SECRET);
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
        int seconds = bounded(node, TIMEOUT_SECONDS, TIMEOUT_SECONDS_USUAL, TIMEOUT_SECONDS_MAX, faults);
        return url.map(address -> new OwnMatcher.Endpoint(address, Duration.ofSeconds(seconds), header, secret));
    }

    private static Optional<OwnMatcher.OnnxModel> model(JsonNode node, RuleFaults faults) {
        Optional<Path> file = text(node, ONNX).flatMap(MatcherSection::path);
        if (file.isEmpty()) {
            faults.add(HERE + ".onnx", "the file of your model must stand, such as models/pairs.onnx,");
        }
        List<ComparisonKind> features = features(node.path(FEATURES), faults);
        return file.map(path -> new OwnMatcher.OnnxModel(path, features));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static List<ComparisonKind> features(JsonNode nodes, RuleFaults faults) {
        String where = HERE + "." + FEATURES;
        if (!nodes.isMissingNode() && !nodes.isNull() && !nodes.isArray()) {
            faults.add(where, "a list of comparisons must stand, such as [name, birth_date, email],");
        }
        List<ComparisonKind> features = new ArrayList<>();
        for (JsonNode node : nodes) {
            ComparisonKind kind = KINDS.get(node.asText());
            if (kind == null) {
                faults.unknown(where, node.asText(), KINDS.keySet());
            } else if (features.contains(kind)) {
                faults.add(where, "'" + word(kind) + "' stands twice");
            } else {
                features.add(kind);
            }
        }
        return features;
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

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
