package io.tarn.loop.gold;

import io.tarn.unify.verdict.PairAnswer.Finding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a run's row counts. */
final class RunCounts {
    private RunCounts() {}

    /**
     * Counts.
     *
     * @param ofExtent what {@link ExtentChoice} has counted for the next choice
     */
    static Map<String, Long> of(
            Prepared prepared, GoldBuilt built, Map<String, Long> ofExtent, Optional<ModelReviewed> reviewed) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("accepted", built.records());
        counts.put(
                "rejected",
                prepared.sources().stream()
                        .mapToLong(source -> source.keyMissing() + source.keyRepeated())
                        .sum());
        long forgotten = prepared.forgotten().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (forgotten > 0) {
            counts.put(ForgottenLandings.COUNT, forgotten);
        }
        counts.put("profiles", built.profiles());
        counts.put("created", built.created());
        counts.put("merged", built.merged());
        counts.put("split", built.split());
        counts.put("retired", built.retired());
        counts.putAll(ofExtent);
        reviewed.ifPresent(model -> {
            for (Finding finding : Finding.values()) {
                counts.put("model_" + finding.name().toLowerCase(Locale.ROOT), model.count(finding));
            }
            counts.put("model_known", model.known());
            counts.put("model_left", model.left());
            counts.put("model_tokens", model.cost().inputTokens() + model.cost().outputTokens());
        });
        return counts;
    }
}
