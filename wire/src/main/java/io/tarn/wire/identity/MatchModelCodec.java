package io.tarn.wire.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.model.identity.ComparisonKind;
import io.tarn.model.identity.ComparisonWeights;
import io.tarn.model.identity.Joining;
import io.tarn.model.identity.LevelWeight;
import io.tarn.model.identity.MatchModel;
import io.tarn.model.identity.QuarantinedIdentifier;
import io.tarn.model.identity.TermTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A match model as JSON, and back, to the same bits. */
public final class MatchModelCodec {
    private static final int FORM = 1;
    private final ObjectMapper mapper = new ObjectMapper();

    public String write(MatchModel model) {
        ObjectNode root = mapper.createObjectNode();
        root.put("form", FORM)
                .put("version", model.version())
                .put("prior", model.prior())
                .put("household_prior", model.householdPrior())
                .put("automatic", model.automatic())
                .put("review", model.review());
        ArrayNode comparisons = root.putArray("comparisons");
        for (ComparisonWeights comparison : model.comparisons()) {
            ObjectNode node = comparisons.addObject().put("kind", word(comparison.kind()));
            ArrayNode levels = node.putArray("levels");
            for (LevelWeight level : comparison.levels()) {
                levels.addObject()
                        .put("name", level.name())
                        .put("same", level.same())
                        .put("strangers", level.strangers())
                        .put("household", level.household());
            }
        }
        model.moved().ifPresent(moved -> root.put("moved", moved));
        ArrayNode terms = root.putArray("terms");
        for (TermTable table : model.terms()) {
            ObjectNode node = terms.addObject().put("name", table.name()).put("rare", table.rareMicros());
            ArrayNode listed = node.putArray("listed");
            table.listed().forEach(entry -> listed.addArray().add(entry.hash()).add(entry.micros()));
        }
        ArrayNode blocking = root.putArray("blocking");
        model.blocking().forEach(blocking::add);
        ArrayNode quarantined = root.putArray("quarantined");
        for (QuarantinedIdentifier identifier : model.quarantined()) {
            quarantined
                    .addObject()
                    .put("kind", word(identifier.kind()))
                    .put("hash", identifier.hash())
                    .put("records", identifier.records())
                    .put("names", identifier.names());
        }
        model.joining()
                .ifPresent(joining -> root.putObject("joining")
                        .put("mean_min", joining.meanMin())
                        .put("judged", joining.judged())
                        .put("joined", joining.joined())
                        .put("right", joining.right()));
        return root.toString();
    }

    public MatchModel read(String json) {
        try {
            JsonNode root = mapper.readTree(json);
            if (root.path("form").asInt() != FORM) {
                throw WireErrors.unreadableModel(null);
            }
            return new MatchModel(
                    root.required("version").asText(),
                    root.required("prior").asLong(),
                    root.required("household_prior").asLong(),
                    Optional.ofNullable(root.get("moved")).map(JsonNode::asLong),
                    list(root, "comparisons", MatchModelCodec::comparison),
                    list(root, "terms", MatchModelCodec::terms),
                    list(root, "blocking", JsonNode::asText),
                    list(root, "quarantined", MatchModelCodec::quarantined),
                    root.required("automatic").asLong(),
                    root.required("review").asLong(),
                    Optional.ofNullable(root.get("joining")).map(MatchModelCodec::joining));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw WireErrors.unreadableModel(e);
        }
    }

    private static Joining joining(JsonNode node) {
        return new Joining(
                node.required("mean_min").asLong(),
                node.required("judged").asInt(),
                node.required("joined").asInt(),
                node.required("right").asInt());
    }

    private static ComparisonWeights comparison(JsonNode node) {
        return new ComparisonWeights(
                kind(node),
                list(
                        node,
                        "levels",
                        level -> new LevelWeight(
                                level.required("name").asText(),
                                level.required("same").asDouble(),
                                level.required("strangers").asDouble(),
                                level.required("household").asDouble())));
    }

    private static TermTable terms(JsonNode node) {
        return new TermTable(
                node.required("name").asText(),
                node.required("rare").asInt(),
                list(
                        node,
                        "listed",
                        entry -> new TermTable.Entry(
                                entry.required(0).asLong(), entry.required(1).asInt())));
    }

    private static QuarantinedIdentifier quarantined(JsonNode node) {
        return new QuarantinedIdentifier(
                kind(node),
                node.required("hash").asLong(),
                node.required("records").asInt(),
                node.required("names").asInt());
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> reader) {
        List<T> values = new ArrayList<>();
        node.required(name).forEach(entry -> values.add(reader.apply(entry)));
        return values;
    }

    private static ComparisonKind kind(JsonNode node) {
        return ComparisonKind.valueOf(node.required("kind").asText().toUpperCase(Locale.ROOT));
    }

    private static String word(ComparisonKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
