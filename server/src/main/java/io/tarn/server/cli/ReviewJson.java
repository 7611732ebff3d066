package io.tarn.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tarn.loop.review.ReviewPair;
import io.tarn.loop.review.ReviewPair.Side;
import io.tarn.server.cli.PairValues.Field;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Pairs for review as programs read them. */
final class ReviewJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ReviewJson() {}

    static String write(List<ReviewPair> pairs, ReviewText text, Function<ReviewPair, List<Field>> fields) {
        ArrayNode list = MAPPER.createArrayNode();
        for (ReviewPair pair : pairs) {
            ObjectNode one = list.addObject()
                    .put("id", pair.id())
                    .put("kind", pair.kind().name().toLowerCase(Locale.ROOT))
                    .put("probability", pair.probability())
                    .put("weight", pair.weight())
                    .put("worth", pair.worth())
                    .put("model_version", pair.modelVersion());
            text.model(pair).ifPresent(verdict -> ModelReviewText.write(verdict, one.putObject("language_model")));
            side(one.putObject("left"), pair.left(), text);
            side(one.putObject("right"), pair.right(), text);
            ArrayNode said = one.putArray("fields");
            fields.apply(pair)
                    .forEach(field -> said.addObject()
                            .put("field", field.name())
                            .put("left", field.left())
                            .put("right", field.right())
                            .put("agreement", field.agreement().name().toLowerCase(Locale.ROOT)));
            ArrayNode evidence = one.putArray("evidence");
            pair.evidence()
                    .forEach(step -> evidence.addObject()
                            .put("comparison", step.comparison())
                            .put("level", step.level())
                            .put("weight", step.weight()));
        }
        return list.toPrettyString();
    }

    private static void side(ObjectNode json, Side side, ReviewText text) {
        json.put("record", text.name(side.record()))
                .put("profile", side.profile())
                .put("records", side.records());
    }
}
